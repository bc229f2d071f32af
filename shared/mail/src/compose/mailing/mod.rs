//! Letters to an editor about an issue of the newsletter: it begins to leave, it has stopped, it has left.

mod figures;
mod proof;

use jiff::SignedDuration;
use model::edition::Edition;
use model::french;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Mailing, Progress, State};
use model::moderation::Moderator;

use super::addresses::Addresses;
use super::words::paragraph;
use crate::message::{Block, Message};
use crate::plain::unlinked;

pub use proof::Proof;

/// All that a letter about an issue is written from.
#[derive(Debug, Clone, Copy)]
pub struct MailingDossier<'a> {
    /// What the letter is for.
    pub letter: &'a MailingLetter,
    /// The issue, as it stands.
    pub mailing: &'a Mailing,
    /// Its edition.
    pub edition: &'a Edition,
    /// To whom.
    pub moderator: &'a Moderator,
    /// How far it has come.
    pub progress: Progress,
    /// How long it will take at the rate of the account, if that is known.
    pub lasts: Option<SignedDuration>,
}

/// What one occasion has to say of its own.
struct Words {
    subject: &'static str,
    preheader: String,
    body: Vec<Block>,
}

impl MailingDossier<'_> {
    /// The letter's words; nothing for a draft or a test, which are the issue itself ([`Proof`]), nor when the issue is
    /// no longer where the letter says that it is.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        let Words { subject, preheader, mut body } = match self.letter.occasion {
            MailingOccasion::Draft | MailingOccasion::Test { .. } => return None,
            MailingOccasion::Started => self.started(),
            MailingOccasion::Halted => self.halted()?,
            MailingOccasion::Parked => self.parked()?,
            MailingOccasion::Report => self.report(),
        };
        body.push(Block::Action {
            label: "Ouvrir la page de la lettre",
            address: addresses.compose(self.mailing.id, self.moderator.id),
        });
        body.push(paragraph("Ce lien vous est personnel\u{a0}: ne le transférez pas."));
        Some(Message {
            to_name: unlinked(self.moderator.name.as_str()),
            to: self.moderator.email.clone(),
            subject: format!("{subject}\u{a0}: {}", self.named()),
            preheader,
            body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: format!(
                "Vous recevez ce courriel parce que vous êtes dans l’équipe nationale du {}, qui prépare la lettre \
                 d’information.",
                self.edition.name
            ),
        })
    }

    fn started(&self) -> Words {
        let audience = figures::people(self.mailing.audience.unwrap_or_default());
        let lasts = self.lasts.map_or_else(
            || "L’envoi avance à la vitesse que le compte permet.".to_owned(),
            |lasts| format!("L’envoi durera {}.", figures::duration(lasts)),
        );
        Words {
            subject: "Envoi commencé",
            preheader: format!("{audience}. {lasts}"),
            body: vec![
                paragraph(format!(
                    "L’envoi de la lettre {} a commencé. Elle part vers {audience}.",
                    self.named()
                )),
                paragraph(format!("{lasts} Vous recevrez un bilan à la fin.")),
                paragraph(
                    "Une erreur\u{a0}? Depuis la page de la lettre, vous pouvez mettre l’envoi en pause ou l’annuler\u{a0}: \
                     ce qui n’est pas encore parti ne partira pas.",
                ),
            ],
        }
    }

    fn halted(&self) -> Option<Words> {
        let State::Paused { since, by_itself: true } = self.mailing.state else { return None };
        let mut body = vec![paragraph(format!(
            "L’envoi de la lettre {} s’est arrêté de lui-même le {}. {}",
            self.named(),
            french::moment(since),
            figures::why_halted(&self.progress)
        ))];
        body.extend([
            paragraph(
                "Il s’arrête à 4\u{a0}% d’adresses qui n’existent pas ou à 0,08\u{a0}% de signalements comme courrier \
                 indésirable. Au-delà de 5\u{a0}% ou de 0,1\u{a0}%, Amazon SES, qui achemine nos courriels, peut suspendre \
                 tous ceux du service, y compris ceux qui répondent aux organisateurs.",
            ),
            Block::Heading("Ce que vous pouvez faire".into()),
            Block::Points(vec![
                "Cherchez d’où viennent ces adresses\u{a0}: souvent d’une liste importée, ou trop ancienne.".into(),
                "Relisez la lettre\u{a0}: est-ce bien ce que ces personnes ont demandé à recevoir\u{a0}?".into(),
                "Puis reprenez l’envoi depuis la page de la lettre, ou annulez-le. Les adresses en cause ne recevront plus \
                 rien\u{a0}: elles sont déjà retirées de la liste."
                    .into(),
            ]),
            Block::Heading("Où en est l’envoi".into()),
        ]);
        body.extend(figures::standing(&self.progress));
        Some(Words {
            subject: "Envoi arrêté",
            preheader: "Trop d’adresses en erreur ou de signalements\u{a0}: à vous de décider de la suite."
                .into(),
            body,
        })
    }

    fn parked(&self) -> Option<Words> {
        let State::Parked { resumes_by, .. } = self.mailing.state else { return None };
        let resumes_by = french::moment(resumes_by);
        let mut body = vec![
            paragraph(format!(
                "Le quota d’envoi du jour est atteint\u{a0}: l’envoi de la lettre {} attend. Il reprendra de lui-même dès \
                 que le quota le permettra, au plus tard le {resumes_by}.",
                self.named()
            )),
            paragraph(
                "Vous n’avez rien à faire. Personne ne recevra la lettre deux fois, et les autres courriels du service \
                 continuent de partir.",
            ),
        ];
        body.extend(figures::standing(&self.progress));
        Some(Words {
            subject: "Envoi en attente",
            preheader: format!("Il reprendra de lui-même, au plus tard le {resumes_by}."),
            body,
        })
    }

    fn report(&self) -> Words {
        let cancelled = matches!(self.mailing.state, State::Cancelled { .. });
        let (sent, all) = (figures::number(self.progress.sent), figures::number(self.progress.audience()));
        let (subject, opening) = if cancelled {
            (
                "Envoi annulé",
                format!("a été annulé. Exemplaires déjà partis\u{a0}: {sent}, sur {all} prévus."),
            )
        } else {
            ("Bilan de l’envoi", "est terminé. Voici son bilan.".to_owned())
        };
        let mut body = vec![paragraph(format!("L’envoi de la lettre {} {opening}", self.named()))];
        body.extend(figures::report(&self.progress, self.mailing.audience, cancelled));
        Words { subject, preheader: format!("Envoyés\u{a0}: {sent}, sur {all} prévus."), body }
    }

    /// « Le programme de la semaine ».
    fn named(&self) -> String {
        format!("«\u{a0}{}\u{a0}»", self.mailing.words.subject)
    }
}
