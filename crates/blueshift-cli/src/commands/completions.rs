//! `completions`.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::failure::Failure;

/// Print a completion script for a shell
#[derive(Args)]
#[command(after_help = "\
Examples:
  blueshift completions bash > ~/.local/share/bash-completion/completions/blueshift
  blueshift completions zsh > ~/.zfunc/_blueshift
  blueshift completions fish > ~/.config/fish/completions/blueshift.fish")]
pub(crate) struct Completions {
    /// Shell to print the script for
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "blueshift", &mut script);
        let mut out = io::stdout().lock();
        out.write_all(&script).and_then(|()| out.flush()).map_err(Failure::Output)
    }
}
