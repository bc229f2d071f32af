//! `mip cost`: what an edition costs, reckoned from what the tests have recorded, list prices and what is assumed of people.
//! It asks nothing of AWS: `docs/cost.md` shows its answers.

mod assumptions;
mod bill;
mod edition;
mod meter;
mod prices;
mod table;
mod units;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::Context;

use crate::console::Console;
use bill::Ledger;
use edition::Edition;
use prices::Prices;

/// How large the edition is.
#[derive(Debug, clap::Args)]
pub(crate) struct Question {
    /// Published events.
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    events: u32,
    /// Those who receive the newsletter.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    subscribers: u32,
    /// Issues of the newsletter in the year.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    letters: u32,
    /// Other prices: a file of the form of infra/ops/cost/prices.toml, of another region or date.
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,
}

/// Answers.
pub(crate) fn run(question: &Question, console: Console) -> anyhow::Result<()> {
    let mut ledger = Ledger::standing()?;
    if let Some(file) = &question.prices {
        let text =
            std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        ledger.prices = Prices::read(&text)?;
    }
    let edition = Edition {
        events: question.events.into(),
        subscribers: question.subscribers.into(),
        letters: question.letters.into(),
    };
    console.tell(&ledger.bill(edition)?)
}
