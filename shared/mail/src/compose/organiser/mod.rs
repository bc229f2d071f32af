//! Letters to the organiser of an event.

mod changes;
mod confirm;
mod corrections;
mod published;
mod received;
mod refused;
mod taken_back;
mod withdrawn;

use model::content::Revision;
use model::edition::Edition;
use model::event::{Event, Outcome};
use model::letter::{EventLetter, Purpose};

use super::addresses::Addresses;
use crate::message::{Block, Message};
use crate::plain::unlinked;

/// All that a letter to an organiser is written from.
#[derive(Debug, Clone, Copy)]
pub struct OrganiserDossier<'a> {
    /// What the letter is for.
    pub letter: &'a EventLetter,
    /// The event, as it stands.
    pub event: &'a Event,
    /// The revision that the letter is about.
    pub revision: &'a Revision,
    /// The edition.
    pub edition: &'a Edition,
    /// The revision that was decided on, when it is not the one that counts since: before the moderator's corrections, or
    /// the refused edit of a published event.
    pub decided_on: Option<&'a Revision>,
}

impl OrganiserDossier<'_> {
    /// The letter's words; nothing when nothing is to be said to an organiser.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        match self.letter.purpose {
            Purpose::ConfirmAddress => Some(confirm::letter(self, addresses)),
            Purpose::Received => Some(received::letter(self, addresses)),
            Purpose::TakenBack => Some(taken_back::letter(self)),
            Purpose::Decision => self.decision(addresses),
            Purpose::Review { .. } | Purpose::Entrusted { .. } => None,
        }
    }

    fn decision(&self, addresses: &Addresses<'_>) -> Option<Message> {
        match &self.event.decision()?.outcome {
            Outcome::Publish => published::letter(self, addresses),
            Outcome::RequestChanges { request } => Some(changes::letter(self, request, addresses)),
            Outcome::Reject { reason, message } => {
                Some(refused::letter(self, reason, message.as_ref(), addresses))
            }
            Outcome::Withdraw { message } => Some(withdrawn::letter(self, message)),
            Outcome::Spam => None,
        }
    }

    /// The button of a letter that leaves nothing to do but ask: a mail that names the event already.
    fn write_to_the_team(&self) -> Block {
        let (contact, reference) = (self.edition.contact.mailto(), self.event.id.reference());
        Block::Action { label: "Écrire à l’équipe", address: format!("{contact}?subject={reference}") }
    }

    fn message(&self, subject: String, preheader: impl Into<String>, body: Vec<Block>) -> Message {
        let organiser = &self.revision.organiser;
        Message {
            to_name: unlinked(organiser.name.as_str()),
            to: organiser.email.clone(),
            subject,
            preheader: preheader.into(),
            body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: format!(
                "Vous recevez ce courriel parce que vous avez proposé un événement pour le {}.",
                self.edition.name
            ),
        }
    }
}
