//! What makes the command at home in a shell: completion, man pages.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Command;
use clap_complete::Shell;

use crate::say;

/// What completes the command's words in a shell, on the standard output.
pub(crate) fn complete(shell: Shell, mut command: Command) {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    say(String::from_utf8_lossy(&script).trim_end());
}

/// Where man pages go.
#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    /// A folder, which then has a page for each command (`man -M` wants them in its `man1`); the page of the command
    /// itself goes to the standard output without it.
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Writes them: the page itself, or how many there are.
pub(crate) fn man(man: &Man, command: Command) -> anyhow::Result<Option<String>> {
    match &man.output {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).context("the page cannot be written")?;
            Ok(Some(String::from_utf8_lossy(&page).trim_end().to_owned()))
        }
        Some(folder) => {
            let pages = pages(command, folder)?;
            Ok(Some(format!("{pages} pages in {}", folder.display())))
        }
    }
}

fn pages(command: Command, folder: &Path) -> anyhow::Result<usize> {
    let unwritable = || format!("{} cannot be written", folder.display());
    std::fs::create_dir_all(folder).with_context(unwritable)?;
    clap_mangen::generate_to(command, folder).with_context(unwritable)?;
    let pages = std::fs::read_dir(folder).with_context(unwritable)?.flatten();
    let is_page = |name: &std::ffi::OsStr| Path::new(name).extension().is_some_and(|it| it == "1");
    Ok(pages.filter(|entry| is_page(&entry.file_name())).count())
}
