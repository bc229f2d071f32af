//! What a form was made from: a revision, and what was said beside it.

use model::content::{Revision, RevisionNumber};
use model::event::Deed;
use store::StoreError;

use crate::Deps;
use crate::found::Found;

/// Its name, which the form carries: « 2 », or « 2-7 » where version 7 of the event said something beside revision 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Basis {
    number: RevisionNumber,
    /// The event's version that said something beside it; 0 when nothing was.
    said: u32,
}

/// What a form was made from.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) basis: Basis,
    pub(super) revision: Revision,
}

impl Basis {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (number, said) = text.split_once('-').unwrap_or((text, "0"));
        Some(Self { number: number.parse::<u16>().ok()?.into(), said: said.parse().ok()? })
    }

    /// A revision beside which nothing was said.
    #[cfg(test)]
    pub(super) fn of(number: RevisionNumber) -> Self {
        Self { number, said: 0 }
    }

    /// The revision.
    pub(super) fn number(self) -> RevisionNumber {
        self.number
    }
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.said {
            0 => write!(f, "{}", self.number),
            said => write!(f, "{}-{said}", self.number),
        }
    }
}

impl Found {
    /// What a form is made from now.
    pub(super) fn basis(&self) -> Basis {
        let number = self.event.revision();
        Basis { number, said: self.beside(number).map_or(0, |overlay| overlay.version) }
    }

    /// What a form was made from; nothing if it does not say, or says what never was.
    pub(super) async fn base(&self, deps: &Deps, from: Option<Basis>) -> Result<Option<Base>, StoreError> {
        let Some(basis) = from else { return Ok(None) };
        if basis == self.basis() {
            return Ok(Some(Base { basis, revision: self.current.clone() }));
        }
        let Some(revision) = deps.store.revision(self.event.id, basis.number).await? else { return Ok(None) };
        if basis.said == 0 {
            return Ok(Some(Base { basis, revision }));
        }
        let history = deps.store.history(self.event.id).await?;
        let said = history.into_iter().find(|line| line.version == basis.said);
        let Some(Deed::Practical { practical }) = said.map(|line| line.deed) else { return Ok(None) };
        let content = practical.over(&revision.content);
        Ok(Some(Base { basis, revision: Revision { content, ..revision } }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_anything_else_names_nothing() {
        for name in ["1", "12-7", "65535-4294967295"] {
            assert_eq!(Basis::read(name).unwrap().to_string(), name);
        }
        for text in ["", "-", "1-", "-1", "65536", "1-7-2", "un"] {
            assert_eq!(Basis::read(text), None, "{text:?}");
        }
    }
}
