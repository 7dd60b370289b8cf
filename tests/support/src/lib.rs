//! Code that tests, benchmarks, fuzz targets and xtask share: runs the sandbox in a separate process, and compares JSON
//! documents.

pub mod json;

use std::io::{BufRead, BufReader, Error, Result};
use std::ops::{Deref, DerefMut};
use std::process::{Child, Command, Stdio};

/// A sandbox in a separate process, which is killed on drop.
///
/// Dereferences to the process. The first line of its standard output has already been read.
#[derive(Debug)]
pub struct SandboxProcess {
    /// The base URL, without a trailing slash.
    pub url: String,
    /// The API key that the sandbox accepts.
    pub key: String,
    process: Child,
}

impl SandboxProcess {
    /// Runs a command that starts `blueshift-sandbox`, and waits until it is ready. Adds `--port 0`, which selects a free port,
    /// unless the command has the argument `--port`.
    ///
    /// # Errors
    ///
    /// Returns an error if the command cannot be run, or if its first line of output is not the ready line of a sandbox.
    pub fn start(command: &mut Command) -> Result<Self> {
        let is_free = command.get_args().all(|argument| argument != "--port");
        if is_free {
            command.args(["--port", "0"]);
        }
        let process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut sandbox = Self { url: String::new(), key: String::new(), process };
        let mut line = String::new();
        if let Some(output) = &mut sandbox.process.stdout {
            // The reader may buffer output after the line, but the sandbox prints none until it ends.
            BufReader::new(output).read_line(&mut line)?;
        }
        let (url, key) =
            parse(&line).ok_or_else(|| Error::other(format!("the sandbox did not start: {line:?}")))?;
        (sandbox.url, sandbox.key) = (url.to_owned(), key.to_owned());
        Ok(sandbox)
    }
}

/// Returns the URL and the key from the ready line of a sandbox.
fn parse(line: &str) -> Option<(&str, &str)> {
    let words = line.strip_suffix('\n')?.strip_prefix("blueshift-sandbox ready: url=")?;
    let (url, key) = words.split_once(" key=")?;
    (!url.contains(' ') && !key.contains(' ')).then_some((url, key))
}

impl Deref for SandboxProcess {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.process
    }
}

impl DerefMut for SandboxProcess {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.process
    }
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        // The sandbox has no persistent state, so it can be killed. An error cannot be returned from `drop`.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_the_ready_line_of_a_sandbox() {
        let url = "http://127.0.0.1:8080";
        assert_eq!(parse(&format!("blueshift-sandbox ready: url={url} key=k\n")), Some((url, "k")));
        for line in [
            "",
            "\n",
            "error: no\n",
            "blueshift-sandbox ready: url=u key=k",
            "blueshift-sandbox ready: url=u key=k more\n",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn other_output_is_an_error() {
        let error = SandboxProcess::start(Command::new("echo").arg("other")).unwrap_err();
        assert_eq!(error.to_string(), r#"the sandbox did not start: "other --port 0\n""#);
    }
}
