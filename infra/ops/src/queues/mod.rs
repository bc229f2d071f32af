//! The queues, and the dead letters: what was tried too often and waits for someone.
//!
//! *Why not SQS's own `StartMessageMoveTask`*: it moves a whole queue and no single message, knows only dead letters that
//! come from a queue (those of the stream and of the scheduled functions do not), leaves deduplication to what messages said
//! the first time, and one of the local clouds does not have it. So messages are moved here one by one: sent first, then
//! deleted. A command that dies in between has sent a copy that comes twice, which changes nothing, since each message is a
//! nudge that says "look at the table".

mod depth;
mod letter;
mod peek;
mod place;
mod redrive;
mod status;
mod target;

use std::process::ExitCode;

use anyhow::bail;
use clap::Subcommand;

use crate::console::Console;
use crate::table::Service;
use letter::Pile;
use place::{Place, find, places};
use target::Targets;

/// What to do with queues.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// How much waits in each queue and in its dead letters, and for how long. Ends with 1 when there is any dead letter.
    ///
    /// Ages come from CloudWatch, which counts every minute; where there is none (the local clouds) they are unknown.
    Status,
    /// What the dead letters are, without taking them away.
    ///
    /// Looking is receiving: each letter's count of receptions rises by one, which means nothing there, and it is hidden for
    /// as long as it is looked at. Of a FIFO queue (programme, mailings) at most ten letters of a group can be seen at once.
    Peek {
        /// Whose dead letters (mail, desk, relay…); all if none is named.
        queues: Vec<String>,
        /// Also shows what each letter says. Those of `feedback` hold addresses.
        #[arg(long)]
        bodies: bool,
        /// At most so many of each queue.
        #[arg(long, default_value_t = 50)]
        max: usize,
    },
    /// Has the dead letters tried again: mend the cause first.
    ///
    /// Each goes back to where it came from, then leaves the dead letters. Interrupted, or run twice, it may send a message
    /// twice, and then nothing happens twice: every function looks at the table and does what is still to be done. What
    /// cannot succeed (it is no message of that queue) is left, see --drop. Dead letters of `relay` say where in the stream
    /// it stopped: the outbox's items of that time are handed on again, as long as the table keeps them, seven days. Those
    /// of `snapshot` and `typeset` are calls that failed: the function is called again.
    Redrive {
        /// Whose dead letters (mail, desk, relay…).
        #[arg(required = true)]
        queues: Vec<String>,
        /// Only the letter of this identifier, whatever it says.
        #[arg(long, value_name = "MESSAGE ID", conflicts_with = "drop")]
        only: Option<String>,
        /// Does not try this letter again: removes it for good.
        #[arg(long, value_name = "MESSAGE ID")]
        drop: Option<String>,
        /// With --drop: do it. Without, says what would be removed.
        #[arg(long, requires = "drop")]
        yes: bool,
        /// At most so many of each queue: to see whether the first succeed.
        #[arg(long, conflicts_with_all = ["only", "drop"])]
        max: Option<usize>,
    },
}

/// Does it; says how it ended.
pub(crate) async fn run(service: &Service, command: Command, console: Console) -> anyhow::Result<ExitCode> {
    let outputs = service.outputs().await?;
    let all = places(&outputs);
    let sqs = aws_sdk_sqs::Client::new(service.aws());
    match command {
        Command::Status => {
            let status = status::of(&sqs, &all, &depth::Watch::of(service.aws())).await?;
            console.tell(&status)?;
            Ok(ExitCode::from(u8::from(!status.is_well())))
        }
        Command::Peek { queues, bodies, max } => {
            let places = if queues.is_empty() { all.iter().collect() } else { named(&all, &queues)? };
            console.tell(&peek::at(&sqs, &service.store, &places, peek::Shown { bodies, max }).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Redrive { queues, drop: Some(id), yes, .. } => {
            let places = named(&all, &queues)?;
            let [place] = places.as_slice() else { bail!("--drop is about one letter: name one queue") };
            console.tell(&redrive::remove(&Pile::of(&sqs, place), place, &id, yes).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Redrive { queues, only, max, .. } => {
            let targets = Targets::of(service, &sqs, &outputs);
            let (mut moved, places) = (redrive::Report::default(), named(&all, &queues)?);
            for place in places {
                let wanted = redrive::Wanted { only: only.clone(), max };
                moved.add(redrive::redrive(&Pile::of(&sqs, place), place, &targets, &wanted).await?);
            }
            console.tell(&moved)?;
            Ok(ExitCode::from(u8::from(!moved.is_whole())))
        }
    }
}

fn named<'a>(all: &'a [Place], names: &[String]) -> anyhow::Result<Vec<&'a Place>> {
    names.iter().map(|name| find(all, name)).collect()
}

#[cfg(test)]
mod tests;
