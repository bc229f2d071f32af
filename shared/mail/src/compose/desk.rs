//! Letters to a moderator about all that waits for them: a link, a digest, a reminder.

use model::edition::Edition;
use model::french;
use model::letter::{DeskLetter, Occasion};
use model::moderation::Moderator;
use model::order::Order;
use model::waiting::Waiting;

use super::addresses::{Addresses, QUEUE_LIFE};
use super::moderator::member_of_the_team;
use super::words::paragraph;
use crate::message::{Block, Entry, Message};
use crate::plain::unlinked;

/// Most events that a letter lists; the queue page has them all.
const MOST_LISTED: usize = 30;

/// All that a letter to a moderator about several events is written from.
#[derive(Debug, Clone, Copy)]
pub struct DeskDossier<'a> {
    /// What the letter is for.
    pub letter: &'a DeskLetter,
    /// To whom.
    pub moderator: &'a Moderator,
    /// The edition.
    pub edition: &'a Edition,
    /// The order that entrusted them with the events, if one did.
    pub order: Option<&'a Order>,
    /// The events that it is about, in the order of the list.
    pub waiting: &'a [&'a Waiting],
}

/// What one occasion has to say of its own.
struct Words {
    subject: String,
    preheader: String,
    opening: String,
    why: Option<&'static str>,
}

impl DeskDossier<'_> {
    /// The letter's words.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Message {
        let words = self.words();
        let mut body = vec![paragraph(words.opening)];
        body.extend(self.list());
        body.push(Block::Action {
            label: "Ouvrir la file d’attente",
            address: addresses.queue(self.moderator.id, self.edition.year),
        });
        body.push(paragraph(format!(
            "Ce lien vous est personnel\u{a0}: ne le transférez pas. Il est valable {}\u{a0}heures\u{a0}; ensuite, demandez-en \
             un autre à cette adresse\u{a0}: {}",
            QUEUE_LIFE.as_hours(),
            addresses.ask_for_queue()
        )));
        Message {
            to_name: unlinked(self.moderator.name.as_str()),
            to: self.moderator.email.clone(),
            subject: words.subject,
            preheader: words.preheader,
            body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: words.why.map_or_else(|| member_of_the_team(self.edition), ToOwned::to_owned),
        }
    }

    fn words(&self) -> Words {
        let several = self.waiting.len() > 1;
        let (events, wait) = (counted(self.waiting.len()), if several { "attendent" } else { "attend" });
        let told = |subject: String, opening: &str| Words {
            subject,
            preheader: self.oldest(),
            opening: opening.to_owned(),
            why: None,
        };
        match &self.letter.occasion {
            Occasion::LinkAsked { .. } => self.link_asked(),
            Occasion::Morning { .. } => told(
                format!("{events} {wait} votre décision"),
                "Voici ce qui attend votre décision ce matin. Merci de prendre un moment pour y répondre\u{a0}!",
            ),
            Occasion::Burst { .. } => told(
                format!("Beaucoup de propositions\u{a0}: {events} {wait} votre décision"),
                "De nombreuses propositions sont arrivées en peu de temps. Pour ne pas encombrer votre boîte, voici en un \
                 seul courriel tout ce qui attend votre décision.",
            ),
            Occasion::Reminder { .. } => told(
                format!("Rappel\u{a0}: {events} {wait} depuis deux jours environ"),
                if several {
                    "Un petit rappel\u{a0}: ces propositions attendent votre décision depuis deux jours environ, et derrière \
                     chacune quelqu’un espère une réponse. Pas le temps\u{a0}? Confiez-les à une autre personne de l’équipe \
                     depuis la file d’attente."
                } else {
                    "Un petit rappel\u{a0}: cette proposition attend votre décision depuis deux jours environ, et quelqu’un \
                     espère une réponse. Pas le temps\u{a0}? Confiez-la à une autre personne de l’équipe depuis la file \
                     d’attente."
                },
            ),
            Occasion::Escalation { .. } => told(
                format!("À reprendre\u{a0}: {events} {wait} depuis quatre jours environ"),
                if several {
                    "Ces propositions attendent une décision depuis quatre jours environ. L’équipe nationale peut décider à \
                     la place des personnes qui les suivent."
                } else {
                    "Cette proposition attend une décision depuis quatre jours environ. L’équipe nationale peut décider à la \
                     place de la personne qui la suit."
                },
            ),
            Occasion::Entrusted { .. } => {
                let name = self.order.map(|order| unlinked(order.moderator_name.as_str()));
                let colleague = name.unwrap_or_else(|| "Quelqu’un de l’équipe".into());
                told(
                    format!("{colleague} vous confie {events}"),
                    &format!("{colleague} vous confie la décision sur {events}\u{a0}:"),
                )
            }
        }
    }

    fn link_asked(&self) -> Words {
        let events = counted(self.waiting.len());
        let found = match self.waiting.len() {
            0 => "Rien n’attend votre décision en ce moment\u{a0}: bravo\u{a0}!".to_owned(),
            1 => format!("{events} attend votre décision\u{a0}:"),
            _ => format!("{events} attendent votre décision\u{a0}:"),
        };
        Words {
            subject: "Votre lien vers la file d’attente".into(),
            preheader: format!("Il est valable {}\u{a0}heures.", QUEUE_LIFE.as_hours()),
            opening: format!("Voici le lien que vous avez demandé. {found}"),
            why: Some(
                "Vous recevez ce courriel parce que ce lien a été demandé pour votre adresse. Si ce n’est pas par vous, \
                 ignorez-le\u{a0}: personne d’autre que vous ne l’a reçu.",
            ),
        }
    }

    fn oldest(&self) -> String {
        let oldest = self.waiting.iter().map(|waiting| waiting.since).min();
        oldest.map_or_else(String::new, |since| {
            format!("Le plus ancien attend depuis le {}.", french::moment(since))
        })
    }

    fn list(&self) -> Vec<Block> {
        let entries: Vec<_> = self.waiting.iter().take(MOST_LISTED).map(|waiting| entry(waiting)).collect();
        let mut blocks = Vec::new();
        if !entries.is_empty() {
            blocks.push(Block::Entries(entries));
        }
        match self.waiting.len().saturating_sub(MOST_LISTED) {
            0 => {}
            1 => blocks.push(paragraph("… et un autre, que la file d’attente vous montre.")),
            more => {
                let more = french::number(more);
                blocks
                    .push(paragraph(format!("… et {more}\u{a0}autres, que la file d’attente vous montre.")));
            }
        }
        blocks
    }
}

fn entry(waiting: &Waiting) -> Entry {
    let kind = if waiting.is_edit { "Nouvelle version d’un événement publié, en" } else { "En" };
    Entry {
        title: unlinked(waiting.title.as_str()),
        lines: vec![
            waiting.when.clone(),
            waiting.place.clone(),
            format!("{kind} attente depuis le {}", french::moment(waiting.since)),
        ],
    }
}

/// « 1 événement », « 12 événements ».
fn counted(events: usize) -> String {
    format!("{}\u{a0}événement{}", french::number(events), if events > 1 { "s" } else { "" })
}
