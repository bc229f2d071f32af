//! Letters to a moderator about one event: it came to them, or a colleague entrusts them with it.

mod alerts;
mod reason;

use model::content::{Content, Revision, RevisionNumber};
use model::edition::Edition;
use model::event::Event;
use model::id::ModeratorId;
use model::letter::{EventLetter, Purpose};
use model::look_alike::LookAlike;
use model::moderation::Moderator;

use super::addresses::Addresses;
use super::words::{changed_parts, paragraph, title, what_when_where};
use crate::message::{Block, Message};
use crate::plain::unlinked;

/// An event that looks like the one under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resembling {
    /// How much, and in what.
    pub look_alike: LookAlike,
    /// What it is.
    pub content: Content,
}

/// All that a letter to a moderator about one event is written from.
#[derive(Debug, Clone, Copy)]
pub struct ReviewDossier<'a> {
    /// What the letter is for.
    pub letter: &'a EventLetter,
    /// The event, as it stands.
    pub event: &'a Event,
    /// The revision that waits for a decision.
    pub revision: &'a Revision,
    /// The edition.
    pub edition: &'a Edition,
    /// The revision that the programme shows meanwhile, if it shows one.
    pub shown: Option<&'a Revision>,
    /// The events that look like it, the likest first.
    pub look_alikes: &'a [Resembling],
    /// The team.
    pub team: &'a [Moderator],
}

impl ReviewDossier<'_> {
    /// The letter's words; nothing when its moderator has left the team, or when it is none of these letters.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        let to = match self.letter.purpose {
            Purpose::Review { moderator } | Purpose::Entrusted { moderator, .. } => self.member(moderator)?,
            _ => return None,
        };
        let (subject, preheader, opening) = match self.letter.purpose {
            Purpose::Entrusted { by, .. } => self.entrusted(by),
            _ => self.came(to),
        };
        let mut body = vec![paragraph(opening)];
        body.extend(self.shown.map(|shown| paragraph(self.what_changes(shown))));
        body.push(Block::Facts(self.facts()));
        body.push(Block::Quotation(vec![unlinked(self.revision.content.summary.as_str())]));
        body.extend(alerts::look_alikes(self.look_alikes));
        let screening = self.event.standing.screening.as_ref();
        body.extend(screening.into_iter().flat_map(|found| alerts::spam_signs(&found.suspicion)));
        let address = addresses.moderate(self.event.id, self.letter.revision, to.id, self.edition);
        body.push(Block::Action { label: "Voir l’événement et décider", address });
        body.push(paragraph("Ce lien vous est personnel\u{a0}: ne le transférez pas."));
        Some(Message {
            to_name: unlinked(to.name.as_str()),
            to: to.email.clone(),
            subject: format!("{subject}\u{a0}: {}", title(&self.revision.content)),
            preheader,
            body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: member_of_the_team(self.edition),
        })
    }

    fn member(&self, id: ModeratorId) -> Option<&Moderator> {
        self.team.iter().find(|moderator| moderator.id == id)
    }

    /// Subject, preheader and first sentences of a letter about an event that came to them.
    fn came(&self, to: &Moderator) -> (String, String, String) {
        let (subject, what) = match self.shown {
            Some(_) => ("Nouvelle version à valider", "La nouvelle version d’un événement publié"),
            None if self.letter.revision > RevisionNumber::FIRST => {
                ("Nouvelle version à valider", "La nouvelle version d’une proposition")
            }
            None => ("À valider", "Une proposition"),
        };
        let reason = reason::of(self.event, self.revision, to, self.team);
        let opening = format!("{what} attend votre décision. Elle vous parvient parce que {reason}.");
        (subject.to_owned(), unlinked(self.revision.content.summary.as_str()), opening)
    }

    /// Subject, preheader and first sentence of a letter about an event that a colleague entrusts them with.
    fn entrusted(&self, by: ModeratorId) -> (String, String, String) {
        let colleague =
            self.member(by).map_or_else(|| "Quelqu’un de l’équipe".into(), |by| unlinked(by.name.as_str()));
        let what = match self.shown {
            Some(_) => "la décision sur cette nouvelle version d’un événement publié",
            None => "la décision sur cette proposition",
        };
        let opening = format!("{colleague} vous confie {what}.");
        (format!("{colleague} vous confie une décision"), opening.clone(), opening)
    }

    fn what_changes(&self, shown: &Revision) -> String {
        let changed = changed_parts(&shown.content, &self.revision.content);
        let changed = if changed.is_empty() { "rien de ce que le public lit" } else { changed.as_str() };
        format!(
            "Ce qui change\u{a0}: {changed}. La version publiée reste en ligne tant que personne n’a décidé."
        )
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let content = &self.revision.content;
        let mut facts = what_when_where(self.event.id, content);
        let organisation = &content.organisation;
        let name = unlinked(organisation.name.as_str());
        facts.push(("Organisation", format!("{name} ({})", organisation.kind.label())));
        facts.push(("Proposé par", unlinked(self.revision.organiser.name.as_str())));
        facts
    }
}

pub(super) fn member_of_the_team(edition: &Edition) -> String {
    format!("Vous recevez ce courriel parce que vous êtes dans l’équipe de modération du {}.", edition.name)
}
