//! How far a launched issue has come: numbers that add up, before everyone's eyes.

use askama::Template;
use model::french;
use model::mailing::{READER_SHARDS, State};

use crate::case::Case;
use crate::timing;
use crate::transit::Transit;

#[derive(Template)]
#[template(path = "progress.html")]
struct Progress<'a> {
    case: &'a Case,
    transit: &'a Transit,
}

/// The part of the page.
pub(super) fn html(case: &Case, transit: &Transit) -> String {
    Progress { case, transit }.render().unwrap_or_default() // formats strings only
}

impl Progress<'_> {
    /// How far the audience is frozen; nothing once it is.
    fn freezing(&self) -> Option<String> {
        let State::Freezing { .. } = self.case.mailing.state else { return None };
        Some(format!(
            "{} parts des abonnés sur {READER_SHARDS} ont été parcourues. Les chiffres ci-dessous grandissent encore.",
            self.transit.frozen
        ))
    }

    /// The parts of the audience, which add up to it.
    fn parts(&self) -> [(&'static str, &'static str, u32); 5] {
        let progress = &self.transit.progress;
        [
            ("Parties", "le service d’envoi les a acceptées", progress.sent),
            ("Refusées", "le service d’envoi n’en veut pas", progress.refused),
            ("Non envoyées", "la personne s’est désabonnée avant, ou l’envoi a été annulé", progress.skipped),
            (
                "Incertaines",
                "peut-être parties\u{a0}: la réponse s’est perdue, on n’envoie jamais deux fois",
                progress.unknown,
            ),
            ("En attente", "pas encore parties", progress.waiting),
        ]
    }

    /// Of those that have left, what is known.
    fn fates(&self) -> [(&'static str, u32); 3] {
        let progress = &self.transit.progress;
        [
            ("Remises", progress.delivered),
            ("Adresses qui n’existent pas", progress.bounced),
            ("Signalées comme indésirables", progress.complained),
        ]
    }

    fn total(&self) -> u32 {
        self.transit.progress.audience()
    }

    fn settled(&self) -> u32 {
        self.total() - self.transit.progress.waiting
    }

    /// How many people were counted when the audience was frozen, if that is not how many copies there are.
    fn expected(&self) -> Option<String> {
        let expected = self.case.mailing.audience.filter(|audience| *audience != self.total())?;
        Some(format!(
            "Attention\u{a0}: {} destinataires ont été comptés, et {} copies se trouvent dans le registre. Prévenez \
             l’équipe technique.",
            Self::number(expected),
            Self::number(self.total())
        ))
    }

    /// How long what waits will take, while it leaves.
    fn remaining(&self) -> Option<String> {
        let waiting = self.transit.progress.waiting;
        let quota = self.transit.quota.as_ref().filter(|_| waiting > 0)?;
        Some(format!("Ce qui attend sera parti dans\u{a0}: {}.", timing::words(quota.duration_of(waiting)?)))
    }

    fn number(number: impl std::borrow::Borrow<u32>) -> String {
        french::number(usize::try_from(*number.borrow()).unwrap_or(usize::MAX))
    }
}
