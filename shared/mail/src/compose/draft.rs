//! "Here is the address of your draft", for whoever has asked for it.

use model::draft::Draft;
use model::edition::Edition;
use model::french;

use super::addresses::Addresses;
use super::words::paragraph;
use crate::message::{Block, Message};

/// All that the letter is written from.
#[derive(Debug, Clone, Copy)]
pub struct DraftDossier<'a> {
    /// Which draft.
    pub draft: &'a Draft,
    /// For which edition.
    pub edition: &'a Edition,
}

impl DraftDossier<'_> {
    /// The letter's words; nothing when the draft says no address. Nobody has confirmed that address, and anybody can have
    /// typed it: not one word of the draft is in the letter, whose words nobody but us chooses.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        let name = &self.edition.name;
        let body = vec![
            paragraph(format!(
                "Vous avez commencé à proposer un événement pour le {name} le {}, et demandé à recevoir l’adresse de votre \
                 brouillon. La voici\u{a0}:",
                french::moment(self.draft.opened_at)
            )),
            Block::Action { label: "Reprendre mon brouillon", address: addresses.draft(self.draft) },
            paragraph(format!(
                "Rien de ce que vous avez enregistré n’est perdu. Ce lien est valable jusqu’au {}. Tant que vous n’avez pas \
                 envoyé votre proposition, personne ne la lit.",
                french::moment(self.draft.expires())
            )),
            paragraph(
                "Qui a ce lien peut lire et compléter le brouillon\u{a0}: ne le transférez qu’aux personnes qui le \
                 remplissent avec vous.",
            ),
        ];
        Some(Message {
            to_name: String::new(),
            to: self.draft.mail_to.clone()?,
            subject: "L’adresse de votre brouillon".into(),
            preheader: "Pour reprendre votre proposition là où vous l’avez laissée.".into(),
            body,
            signature: format!("L’équipe du {name}"),
            why: "Vous recevez ce courriel parce que votre adresse a été saisie dans le formulaire de proposition. Si vous \
                  n’avez rien demandé, ignorez-le\u{a0}: rien ne vous engage."
                .into(),
        })
    }
}
