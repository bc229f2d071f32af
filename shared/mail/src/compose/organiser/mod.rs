//! Letters to the team of an event: its organiser and their colleagues.

mod changes;
mod confirm;
mod copy;
mod corrections;
mod invited;
mod practical;
mod published;
mod received;
mod refused;
mod retracted;
mod taken_back;
mod withdrawn;

use model::content::Revision;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::{Event, Outcome};
use model::letter::{EventLetter, Purpose};

use super::addresses::Addresses;
use crate::message::{Block, Message};
use crate::plain::unlinked;

/// All that a letter to one of an event's team is written from.
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
    /// Where the colleague who has the letter's seat is written to; nothing in a letter to the organiser, who is written to
    /// where the revision says.
    pub colleague: Option<&'a EmailAddress>,
}

impl OrganiserDossier<'_> {
    /// The letter's words; nothing when nothing is to be said to whom it is for.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        if self.letter.seat.is_organiser() == self.colleague.is_some() {
            return None; // who had the seat has left
        }
        match self.letter.purpose {
            Purpose::ConfirmAddress if self.colleague.is_none() => Some(confirm::letter(self, addresses)),
            Purpose::Received => Some(received::letter(self, addresses)),
            Purpose::TakenBack => Some(taken_back::letter(self, addresses)),
            Purpose::Decision => self.decision(addresses),
            Purpose::Invited => Some(invited::letter(self, addresses)),
            Purpose::Retracted => Some(retracted::letter(self, addresses)),
            Purpose::PracticalChange => practical::letter(self, addresses),
            Purpose::ConfirmAddress | Purpose::Review { .. } | Purpose::Entrusted { .. } => None,
        }
    }

    fn decision(&self, addresses: &Addresses<'_>) -> Option<Message> {
        match &self.event.decision()?.outcome {
            Outcome::Publish => published::letter(self, addresses),
            Outcome::RequestChanges { request } => Some(changes::letter(self, request, addresses)),
            Outcome::Reject { reason, message } => {
                Some(refused::letter(self, reason, message.as_ref(), addresses))
            }
            Outcome::Withdraw { message } => Some(withdrawn::letter(self, message, addresses)),
            Outcome::Spam => None,
        }
    }

    /// The button of a letter that leaves nothing to do but ask: a mail that names the event already.
    fn write_to_the_team(&self) -> Block {
        let (contact, reference) = (self.edition.contact.mailto(), self.event.id.reference());
        Block::Action { label: "Écrire à l’équipe", address: format!("{contact}?subject={reference}") }
    }

    /// Where whom the letter is for sees how the event stands, and acts on it: each has their own link.
    fn own_page(&self, addresses: &Addresses<'_>) -> String {
        addresses.organise(self.event.id, self.letter.seat)
    }

    /// The same, besides what the letter is about.
    fn besides_own_page(&self, label: &'static str, addresses: &Addresses<'_>) -> Block {
        Block::Besides { label, address: self.own_page(addresses) }
    }

    /// The link to the correction alone, to the organiser: it is in their name. A colleague corrects from their own page.
    fn besides_correction(&self, label: &'static str, addresses: &Addresses<'_>) -> Option<Block> {
        let edit = || Block::Besides { label, address: addresses.edit(self.event, self.edition) };
        self.colleague.is_none().then(edit)
    }

    fn message(&self, subject: String, preheader: impl Into<String>, body: Vec<Block>) -> Message {
        let (organiser, name) = (&self.revision.organiser, &self.edition.name);
        let (to_name, to, why) = match self.colleague {
            Some(address) => (
                String::new(),
                address,
                format!(
                    "Vous recevez ce courriel parce que vous suivez cet événement, proposé pour le {name}, avec la personne \
                     qui l’a proposé."
                ),
            ),
            None => (
                unlinked(organiser.name.as_str()),
                &organiser.email,
                format!("Vous recevez ce courriel parce que vous avez proposé un événement pour le {name}."),
            ),
        };
        Message {
            to_name,
            to: to.clone(),
            subject,
            preheader: preheader.into(),
            body,
            signature: format!("L’équipe du {name}"),
            why,
        }
    }
}
