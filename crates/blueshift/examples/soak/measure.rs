//! Measures the resources that both processes use.

use std::fmt;
use std::time::Duration;

use crate::Result;
use crate::server::Server;

/// The permitted growth of the resident memory after the warm-up, in KiB.
const MEMORY: usize = 8 * 1024;
/// The permitted growth of the number of file descriptors.
const DESCRIPTORS: usize = 16;
/// The permitted growth of the number of threads.
const THREADS: usize = 8;
/// The permitted growth of the number of tasks.
const TASKS: usize = 16;
/// The memory that the sandbox may use for each effect, in bytes, because it keeps executions and campaigns.
const EFFECT: usize = 2 * 1024;

/// The use of resources by a process.
#[derive(Clone, Copy, Debug)]
struct Usage {
    /// The resident memory in KiB.
    memory: usize,
    descriptors: usize,
    sockets: usize,
    threads: usize,
    tasks: usize,
}

/// The use of resources after a round.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    client: Usage,
    sandbox: Usage,
    /// The number of effects since the start.
    effects: usize,
}

impl Usage {
    fn of(process: &str, tasks: usize) -> Result<Self> {
        let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
        let field = |name: &str| -> Result<usize> {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let line = line.ok_or_else(|| format!("/proc/{process}/status contains no line {name}"))?;
            Ok(line.trim().trim_end_matches(" kB").parse()?)
        };
        let (mut descriptors, mut sockets) = (0, 0);
        for entry in std::fs::read_dir(format!("/proc/{process}/fd"))? {
            // A descriptor may have been closed since the directory was read.
            let Ok(target) = std::fs::read_link(entry?.path()) else { continue };
            descriptors += 1;
            sockets += usize::from(target.to_string_lossy().starts_with("socket:"));
        }
        Ok(Self { memory: field("VmRSS:")?, threads: field("Threads:")?, descriptors, sockets, tasks })
    }

    fn max(self, other: Self) -> Self {
        self.each(other, usize::max)
    }

    fn min(self, other: Self) -> Self {
        self.each(other, usize::min)
    }

    fn each(self, other: Self, choose: impl Fn(usize, usize) -> usize) -> Self {
        Self {
            memory: choose(self.memory, other.memory),
            descriptors: choose(self.descriptors, other.descriptors),
            sockets: choose(self.sockets, other.sockets),
            threads: choose(self.threads, other.threads),
            tasks: choose(self.tasks, other.tasks),
        }
    }

    /// Checks that nothing grew more than permitted.
    fn check(self, now: Self, process: &str, memory: usize) -> Result<()> {
        for (name, before, now, growth) in [
            ("KiB of memory", self.memory, now.memory, MEMORY + memory),
            ("descriptors", self.descriptors, now.descriptors, DESCRIPTORS),
            ("threads", self.threads, now.threads, THREADS),
            ("tasks", self.tasks, now.tasks, TASKS),
        ] {
            let limit = before + growth;
            if now > limit {
                return Err(format!("expected at most {limit} {name} in the {process}, found {now}").into());
            }
        }
        Ok(())
    }
}

impl Sample {
    /// Measures both processes, after a short wait for connections that are being closed.
    pub(crate) async fn take(server: &mut Server, effects: usize) -> Result<Self> {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
        let sandbox_tasks = server.tasks()?;
        Ok(Self {
            client: Usage::of("self", tasks)?,
            sandbox: Usage::of(&server.id().to_string(), sandbox_tasks)?,
            effects,
        })
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { memory, descriptors, sockets, threads, tasks } = self;
        write!(
            f,
            "{memory} KiB, {descriptors} descriptors ({sockets} sockets), {threads} threads, {tasks} tasks"
        )
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "client {}; sandbox {}; {} effects", self.client, self.sandbox, self.effects)
    }
}

/// The maximum of the samples of the warm-up, and the latest samples.
#[derive(Debug, Default)]
pub(crate) struct Growth {
    warm: Option<Sample>,
    latest: Vec<Sample>,
}

impl Growth {
    /// The number of latest samples. Their minimum is checked, because the number of connections varies from round to round.
    const LATEST: usize = 5;

    pub(crate) fn add(&mut self, sample: Sample, is_warm_up: bool) {
        let largest = self.warm.map(|warm| Sample {
            client: warm.client.max(sample.client),
            sandbox: warm.sandbox.max(sample.sandbox),
            effects: sample.effects,
        });
        if is_warm_up || self.warm.is_none() {
            self.warm = largest.or(Some(sample));
        } else {
            self.latest.push(sample);
            if self.latest.len() > Self::LATEST {
                self.latest.remove(0);
            }
        }
    }

    /// Checks that nothing grew more than permitted after the warm-up.
    pub(crate) fn check(&self) -> Result<()> {
        let smallest = self.latest.iter().copied().reduce(|one, other| Sample {
            client: one.client.min(other.client),
            sandbox: one.sandbox.min(other.sandbox),
            effects: other.effects,
        });
        let (Some(warm), Some(now)) = (self.warm, smallest) else {
            return Err("no round ended after the warm-up".into());
        };
        let kept = (now.effects - warm.effects) * EFFECT / 1024;
        warm.client.check(now.client, "client", 0)?;
        warm.sandbox.check(now.sandbox, "sandbox", kept)
    }
}
