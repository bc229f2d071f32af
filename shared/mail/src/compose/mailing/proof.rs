//! The issue itself, to an editor: a draft to read, or a test.

use std::collections::BTreeSet;

use model::french;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Issue, Mailing, State};
use model::moderation::Moderator;
use model::territory::Region;

use crate::compose::addresses::Addresses;
use crate::issue::{Banner, IssueView};
use crate::mime::Mail;
use crate::plain::unlinked;

/// The issue as readers would receive it now, with a word to an editor at its head.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// What it is for.
    pub letter: &'a MailingLetter,
    /// The issue, as it stands.
    pub mailing: &'a Mailing,
    /// The same with its events.
    pub issue: &'a Issue,
    /// To whom.
    pub moderator: &'a Moderator,
}

impl Proof<'_> {
    /// The mail; nothing for a letter that is neither a draft nor a test.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Mail> {
        let region = self.issue.regions().into_iter().next();
        let (mark, sentence) = match self.letter.occasion {
            MailingOccasion::Draft => ("[À relire] ", self.draft()),
            MailingOccasion::Test { .. } => (
                "[Test] ",
                "Voici la lettre que vous avez demandé à voir, telle qu’elle serait reçue maintenant. Personne d’autre n’a \
                 reçu ce test."
                    .to_owned(),
            ),
            _ => return None,
        };
        let news = region.map_or_else(String::new, |region| {
            format!(
                " Chaque région a ses nouvelles\u{a0}: vous voyez ici celles de la région {}.",
                region.name()
            )
        });
        let banner = Banner {
            sentence: format!(
                "{sentence}{news} Ne transférez pas ce courriel\u{a0}: le bouton agit en votre nom."
            ),
            label: "Ouvrir la page de la lettre",
            address: addresses.compose(self.mailing.id, self.moderator.id),
        };
        let regions: BTreeSet<Region> = region.into_iter().collect();
        let view = IssueView {
            issue: self.issue,
            regions: &regions,
            base_url: addresses.base_url,
            preferences: &addresses.page("/abonnement"),
            dark: false,
            banner: Some(&banner),
        };
        let rendering = view.render();
        Some(Mail {
            to_name: unlinked(self.moderator.name.as_str()),
            to: self.moderator.email.clone(),
            subject: format!("{mark}{}", rendering.subject),
            text: rendering.text,
            html: rendering.html,
        })
    }

    fn draft(&self) -> String {
        let then = match self.mailing.state {
            State::Scheduled { at } => format!(
                "Elle partira le {}\u{a0}: relisez-la, changez ce qu’il faut, ou annulez son envoi.",
                french::moment(at)
            ),
            _ => "Rien ne part sans vous\u{a0}: relisez-la, changez ce qu’il faut, puis envoyez-la ou programmez-la."
                .to_owned(),
        };
        format!("Voici le brouillon de la lettre, telle qu’elle serait reçue maintenant. {then}")
    }
}
