//! Another version that has come since the form was opened, and what it changed.

use model::content::RevisionNumber;
use model::difference::{Difference, differences};
use web::form::{Choice, Choices};

use super::basis::Base;
use super::verdict::is_up_to_date;
use crate::found::Found;

/// The other version.
#[derive(Debug)]
pub(super) struct Overtaken {
    number: RevisionNumber,
    by_the_team: bool,
    differences: Option<Vec<Difference>>,
    ticked: bool,
}

impl Overtaken {
    /// What has come since `base`, if something has; `replaces` is the revision that the sender wants to replace.
    pub(super) fn new(found: &Found, base: Option<&Base>, replaces: Option<RevisionNumber>) -> Option<Self> {
        if is_up_to_date(found, base) {
            return None;
        }
        let number = found.event.revision();
        let changed = |base: &Base| differences(&base.revision.content, &found.current.content);
        let corrected = found.event.decision().and_then(|decision| decision.corrected);
        let is_newer = base.is_none_or(|base| base.basis.number() != number);
        Some(Self {
            number,
            by_the_team: is_newer && corrected == Some(number),
            differences: base.map(changed),
            ticked: replaces == Some(number),
        })
    }

    /// Who made it, in a sentence.
    pub(super) fn who(&self) -> &'static str {
        if self.by_the_team {
            "L’équipe a corrigé cet événement pendant que vous remplissiez cette page."
        } else {
            "Une autre version a été enregistrée pendant que vous remplissiez cette page\u{a0}: par une personne qui a \
             le même lien, ou par vous-même dans un autre onglet."
        }
    }

    /// Part by part, what it changed in what the form was made from; none when that is not known.
    pub(super) fn differences(&self) -> Option<&[Difference]> {
        self.differences.as_deref()
    }

    /// The box that lets the sender's version replace it.
    pub(super) fn tick_box(&self) -> String {
        Choices {
            name: "remplacer",
            legend: "Une autre version a été enregistrée entre-temps",
            hint: "Reportez d’abord dans la vôtre ce que vous voulez en garder.",
            several: true,
            choices: vec![Choice {
                value: &self.number.to_string(),
                label: "J’ai lu ce qu’elle change\u{a0}: ma version la remplace.",
                chosen: self.ticked,
            }],
            ..Choices::default()
        }
        .html()
    }
}
