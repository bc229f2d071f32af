//! The operator's command, as a person types it.

use std::process::{Command, Output};

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::system::variable;

/// What `local test` tells its tests, and nobody an operator: they find everything through the stack.
const TOLD: [&str; 3] = ["MIP_TABLE_NAME", "MIP_PERSON_KEY_SECRET_ID", "MIP_SITE_BUCKET"];

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    typed: String,
    output: Output,
}

/// Runs `mip` with these words; none of them has a space.
pub(crate) fn mip(words: &str) -> anyhow::Result<Answer> {
    let words: Vec<_> = words.split_whitespace().collect();
    mip_with(&words)
}

/// Runs `mip` with these arguments.
pub(crate) fn mip_with(arguments: &[&str]) -> anyhow::Result<Answer> {
    let mut command = Command::new(variable("MIP_COMMAND"));
    for name in TOLD {
        command.env_remove(name);
    }
    let output = command.args(arguments).output().context("mip does not start")?;
    let typed = format!("mip {}", arguments.join(" "));
    let answer = Answer { typed, output };
    answer.show();
    Ok(answer)
}

impl Answer {
    /// It was done: what it says.
    pub(crate) fn done(&self) -> anyhow::Result<String> {
        ensure!(self.output.status.code() == Some(0), "{} was not done: {}", self.typed, self.all());
        Ok(text(&self.output.stdout))
    }

    /// It was done, and answered in JSON.
    pub(crate) fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_str(&self.done()?)
            .with_context(|| format!("{}: not JSON: {}", self.typed, self.all()))
    }

    /// It was not done, ended with this code, and said so in one line that has these words.
    pub(crate) fn refused(&self, code: i32, words: &str) -> anyhow::Result<()> {
        let said = text(&self.output.stderr);
        ensure!(
            self.output.status.code() == Some(code),
            "{} did not end with {code}: {}",
            self.typed,
            self.all()
        );
        ensure!(said.trim().lines().count() == 1, "{} did not say it in a line: {said}", self.typed);
        ensure!(said.contains(words), "{} does not say “{words}”: {said}", self.typed);
        Ok(())
    }

    /// Everything that it said, and how it ended.
    pub(crate) fn all(&self) -> String {
        let Output { status, stdout, stderr } = &self.output;
        format!("{status}\n{}{}", text(stdout), text(stderr))
    }

    /// The story can be followed as it goes.
    #[expect(clippy::print_stdout, reason = "the story is told as it goes")]
    fn show(&self) {
        println!("$ {}\n{}", self.typed, self.all().lines().take(12).collect::<Vec<_>>().join("\n"));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
