//! "Here are the links to your events", for whoever has asked for them.

use std::cmp::Reverse;

use model::content::Content;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::{Event, Seat, Standing, State};
use model::french;

use super::addresses::Addresses;
use super::words::{paragraph, title, when};
use crate::message::{Block, Entry, Linked, Message};

/// An event that someone answers for.
#[derive(Debug, Clone)]
pub struct OwnEvent {
    /// As it stands.
    pub event: Event,
    /// Their place in its team.
    pub seat: Seat,
    /// What it is, as far as its organiser has been told.
    pub content: Content,
}

/// All that the letter is written from.
#[derive(Debug, Clone, Copy)]
pub struct LinksDossier<'a> {
    /// To which address.
    pub to: &'a EmailAddress,
    /// The current edition: who writes.
    pub edition: &'a Edition,
    /// Their events, of any edition.
    pub events: &'a [OwnEvent],
}

impl LinksDossier<'_> {
    /// The letter's words; nothing when they answer for no event any more.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        if self.events.is_empty() {
            return None;
        }
        let mut events: Vec<_> = self.events.iter().collect();
        events.sort_by_key(|own| Reverse((own.event.edition, own.event.submitted_at)));
        let (asked, opens) = match events.len() {
            1 => ("le lien vers votre événement. Le voici", "Il ouvre la page où vous pouvez"),
            _ => ("les liens vers vos événements. Les voici", "Chacun ouvre la page où vous pouvez"),
        };
        let mut body = vec![paragraph(format!(
            "Vous avez demandé {asked}. {opens} voir où en est l’événement, le corriger, dire qu’il est complet, reporté ou \
             annulé."
        ))];
        for of_edition in events.chunk_by(|one, other| one.event.edition == other.event.edition) {
            body.extend(
                of_edition.first().map(|own| Block::Heading(format!("Édition {}", own.event.edition))),
            );
            body.push(Block::Linked(of_edition.iter().map(|own| linked(own, addresses)).collect()));
        }
        body.push(paragraph(
            "Ces liens vous sont personnels, et permettent de modifier vos événements\u{a0}: ne transférez pas ce courriel. \
             Les liens que vous aviez déjà restent valables.",
        ));
        Some(Message {
            to_name: String::new(),
            to: self.to.clone(),
            subject: "Les liens vers vos événements".into(),
            preheader: "Ils vous sont personnels\u{a0}: ne transférez pas ce courriel.".into(),
            body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: "Vous recevez ce courriel parce que ces liens ont été demandés avec votre adresse. Si vous n’avez rien \
                  demandé, vous n’avez rien à faire\u{a0}: personne d’autre ne les a reçus."
                .into(),
        })
    }
}

fn linked(own: &OwnEvent, addresses: &Addresses<'_>) -> Linked {
    let OwnEvent { event, seat, content } = own;
    let told = event.told(addresses.now);
    let reference = format!("Référence\u{a0}{}", event.id.reference());
    if told.state == State::Unconfirmed {
        return Linked {
            entry: Entry { title: unread(event), lines: vec![state(event, told, addresses), reference] },
            label: "Relire et confirmer cette proposition",
            address: addresses.confirm(event.id, told.revision),
        };
    }
    let entry = if is_proven(event, told) {
        let holds = Event::practical(event).over(content);
        Entry { title: title(content), lines: vec![state(event, told, addresses), when(&holds), reference] }
    } else {
        Entry { title: unread(event), lines: vec![state(event, told, addresses), reference] }
    };
    Linked { entry, label: "Ouvrir la page de cet événement", address: addresses.organise(event.id, *seat) }
}

/// Whether someone has confirmed the address of whoever proposed it. Where nobody has, anybody can have written the title.
fn is_proven(event: &Event, told: &Standing) -> bool {
    told.state != State::Withdrawn || event.confirmed_at.is_some() || event.listing.is_some()
}

/// What stands for a title that is not told.
fn unread(event: &Event) -> String {
    format!("Proposition envoyée le {}", french::moment(event.submitted_at))
}

/// Where it stands, as far as its organiser has been told.
fn state(event: &Event, told: &Standing, addresses: &Addresses<'_>) -> String {
    let is_shown = event.shown_as_told(addresses.now).is_some();
    match (told.state, is_shown) {
        (State::Unconfirmed, _) => "Votre adresse est à confirmer\u{a0}: d’ici là, personne ne la lit".into(),
        (State::InReview, false) => "En relecture\u{a0}: l’équipe vous écrira".into(),
        (State::InReview, true) => "Au programme\u{a0}; une nouvelle version est en relecture".into(),
        (State::ChangesRequested, false) => "À revoir\u{a0}: l’équipe vous a demandé des changements".into(),
        (State::ChangesRequested, true) => "Au programme\u{a0}; la nouvelle version est à revoir".into(),
        (State::Published, _) => match event.practical().status {
            status if status.is_usual() => "Au programme".into(),
            status => format!("Au programme\u{a0}: {}", status.label().to_lowercase()),
        },
        (State::Rejected, _) => "Non retenu".into(),
        (State::Withdrawn, _) => "Retiré".into(),
        (State::Spam, _) => "Ne peut pas être modifié".into(), // what the team has to say is not for a mail
    }
}
