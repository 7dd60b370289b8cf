//! The `completions` command.

use std::io::{self, Write};

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::cli;
use crate::complete::VARIABLE;
use crate::failure::Failure;

/// Print a completion script for a shell
///
/// The script runs `blueshift` to get the candidates, so it also completes profiles, columns and values, and remains valid
/// after an update of `blueshift`.
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
        let command = cli::command();
        let name = command.get_name();
        let mut script = Vec::new();
        // Every `Shell` has a built-in completer.
        if let Some(shell) = Shells::builtins().completer(&self.shell.to_string()) {
            let written = shell.write_registration(VARIABLE, name, name, name, &mut script);
            written.map_err(Failure::Output)?;
        }
        let mut out = io::stdout().lock();
        out.write_all(&script).and_then(|()| out.flush()).map_err(Failure::Output)
    }
}
