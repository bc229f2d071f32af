//! What is held on people: every row that names them, as it is (GDPR, article 15).

use std::collections::BTreeMap;

use model::event::Event;
use serde::Serialize;
use serde_json::Value;
use store::{Row, RowKey};

use super::People;
use crate::RetentionError;
use crate::kind::Kind;
use crate::register::Register;
use crate::verdict::Verdict;

/// A row that names someone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldRow {
    /// Where it is.
    #[serde(flatten)]
    pub key: RowKey,
    /// What it says.
    pub holds: Value,
}

/// Every row that names them, by kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Held(pub BTreeMap<Kind, Vec<HeldRow>>);

impl Held {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Those of a kind.
    pub fn of(&self, kind: Kind) -> &[HeldRow] {
        self.0.get(&kind).map_or(&[], Vec::as_slice)
    }
}

impl People<'_> {
    /// Looks through the whole table for them; changes nothing. `progress` is told of each page.
    pub async fn held(&self, progress: impl Fn(usize)) -> Result<Held, RetentionError> {
        let register = Register::load()?;
        let mut held = Held::default();
        let mut after = None;
        loop {
            let (rows, next) = self.store.sweep(after.as_ref(), None).await?;
            progress(rows.len());
            for row in rows {
                let Some(kind) = register.kind(&row.key) else { continue };
                if self.names_them(kind, &row)? {
                    held.0.entry(kind).or_default().push(shown(row)?);
                }
            }
            after = next;
            if after.is_none() {
                return Ok(held);
            }
        }
    }

    fn names_them(&self, kind: Kind, row: &Row) -> Result<bool, RetentionError> {
        let is_in_the_key = self.is_in_the_key(&row.key);
        Ok(match kind {
            Kind::Subscriber | Kind::Departure => is_in_the_key,
            Kind::Reader => self.people().iter().any(|person| row.key.sk.ends_with(person.as_str())),
            Kind::Event => {
                let event: Event = row.read()?;
                event.seats().filter_map(|seat| event.person_at(seat)).any(|person| self.has(person))
            }
            _ => self.judge(kind, row)? != Verdict::Keep,
        })
    }
}

fn shown(row: Row) -> Result<HeldRow, RetentionError> {
    let holds = row.read()?;
    Ok(HeldRow { key: row.key, holds })
}
