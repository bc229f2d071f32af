//! Dead letters are tried again, or removed.

use std::collections::{HashMap, HashSet};
use std::fmt;

use anyhow::{Context, bail};
use serde::Serialize;

use super::letter::{Content, Letter, Pile};
use super::peek::what;
use super::place::Place;
use super::target::Targets;

/// Which letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    /// Only this one.
    pub(super) only: Option<String>,
    /// At most so many.
    pub(super) max: Option<usize>,
}

/// What became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// Tried again, and no longer among the dead letters.
    pub(super) redriven: usize,
    /// Left, since they can never succeed: the queue and the identifier.
    pub(super) foreign: Vec<String>,
    /// Left, since they have come back while this went on: the cause is not mended.
    pub(super) failed_again: usize,
}

impl Report {
    pub(super) fn add(&mut self, other: Self) {
        self.redriven += other.redriven;
        self.foreign.extend(other.foreign);
        self.failed_again += other.failed_again;
    }

    /// Whether nothing was left that somebody has to look at.
    pub(super) fn is_whole(&self) -> bool {
        self.foreign.is_empty() && self.failed_again == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { redriven, foreign, failed_again } = self;
        write!(f, "{redriven} tried again")?;
        if *failed_again > 0 {
            write!(
                f,
                "; {failed_again} came back at once: mend the cause first, the function's log says it"
            )?;
        }
        for letter in foreign {
            write!(f, "\nleft, since it can never succeed: mip queues redrive {letter} --yes")?;
        }
        Ok(())
    }
}

/// What a letter meets.
enum Lot {
    Moved,
    Foreign,
    CameBack,
    NotWanted,
}

/// Tries the dead letters of a place again, one after the other: sent first, then deleted.
pub(super) async fn redrive(
    pile: &Pile<'_>,
    place: &Place,
    targets: &Targets,
    wanted: &Wanted,
) -> anyhow::Result<Report> {
    let mut work =
        Work { pile, place, targets, wanted, sent: HashSet::new(), moved: 0, left: HashMap::new() };
    let worked = work.all().await;
    for (letter, _) in work.left.values() {
        pile.put_back(letter).await;
    }
    worked.with_context(|| {
        format!("{} letters of {} were tried again, the others are where they were", work.moved, place.name)
    })?;
    if let Some(only) = wanted.only.as_ref().filter(|_| work.moved == 0) {
        bail!("{}", missing(place, only));
    }
    let left = |is_it: fn(&Lot) -> bool| work.left.values().filter(move |(_, lot)| is_it(lot));
    let mut foreign: Vec<_> = left(|lot| matches!(lot, Lot::Foreign))
        .map(|(letter, _)| format!("{} --drop {}", place.name, letter.id))
        .collect();
    foreign.sort();
    let failed_again = left(|lot| matches!(lot, Lot::CameBack)).count();
    Ok(Report { redriven: work.moved, foreign, failed_again })
}

struct Work<'a> {
    pile: &'a Pile<'a>,
    place: &'a Place,
    targets: &'a Targets,
    wanted: &'a Wanted,
    /// The messages that this run has made.
    sent: HashSet<String>,
    moved: usize,
    /// What is still a dead letter, in the hand.
    left: HashMap<String, (Letter, Lot)>,
}

impl Work<'_> {
    async fn all(&mut self) -> anyhow::Result<()> {
        while !self.is_over() {
            let batch = self.pile.take().await?;
            let (moved, left) = (self.moved, self.left.len());
            let mut batch = batch.into_iter();
            for letter in batch.by_ref() {
                match self.one(&letter).await {
                    Ok(Lot::Moved) => self.moved += 1,
                    Ok(lot) => drop(self.left.insert(letter.id.clone(), (letter, lot))),
                    Err(error) => {
                        self.left.insert(letter.id.clone(), (letter, Lot::NotWanted));
                        let untouched = batch.map(|letter| (letter.id.clone(), (letter, Lot::NotWanted)));
                        self.left.extend(untouched);
                        return Err(error);
                    }
                }
            }
            if (self.moved, self.left.len()) == (moved, left) {
                break; // the end, or only such as were left and have shown again
            }
        }
        Ok(())
    }

    fn is_over(&self) -> bool {
        match self.wanted {
            Wanted { only: Some(_), .. } => self.moved > 0,
            Wanted { max, .. } => max.is_some_and(|max| self.moved >= max),
        }
    }

    async fn one(&mut self, letter: &Letter) -> anyhow::Result<Lot> {
        let is_wanted = self.wanted.only.as_ref().is_none_or(|only| *only == letter.id);
        if !is_wanted || self.is_over() {
            return Ok(Lot::NotWanted);
        }
        if self.sent.contains(&letter.id) {
            return Ok(Lot::CameBack);
        }
        // Named by its identifier, it is sent whatever it says: the function may have learnt to read it.
        if letter.content(self.place) == Content::Foreign && self.wanted.only.is_none() {
            return Ok(Lot::Foreign);
        }
        self.sent.extend(self.targets.send(self.place, letter).await?);
        self.pile.delete(letter).await?;
        Ok(Lot::Moved)
    }
}

/// A letter that was removed for good.
#[derive(Debug, Serialize)]
pub(super) struct Dropped {
    id: String,
    what: String,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "removed for good: {}\t{}", self.id, self.what)
    }
}

/// Removes a letter for good; without `yes`, says which it would be.
pub(super) async fn remove(pile: &Pile<'_>, place: &Place, id: &str, yes: bool) -> anyhow::Result<Dropped> {
    let (mut found, mut held) = (None, HashMap::new());
    while found.is_none() {
        let batch = pile.take().await?;
        let before = held.len();
        held.extend(batch.into_iter().map(|letter| (letter.id.clone(), letter)));
        found = held.remove(id);
        if held.len() == before {
            break;
        }
    }
    for letter in held.values() {
        pile.put_back(letter).await;
    }
    let Some(letter) = found else { bail!("{}", missing(place, id)) };
    let what = what(&letter.content(place))?;
    if !yes {
        pile.put_back(&letter).await;
        bail!("{id} would be removed for good ({what}): add --yes to do it");
    }
    pile.delete(&letter).await?;
    Ok(Dropped { id: id.to_owned(), what })
}

fn missing(place: &Place, id: &str) -> String {
    format!(
        "no letter {id} can be seen among the dead letters of {name}: it was tried again or removed, another command holds it \
         for a minute, or it is behind ten others of its group: mip queues peek {name}",
        name = place.name
    )
}
