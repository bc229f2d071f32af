//! Letters to someone who wants the newsletter, about their subscription.

use model::edition::Edition;
use model::letter::{SubscriberLetter, SubscriberOccasion};
use model::subscriber::{PENDING_LIFE, Preferences, Rhythm, Standing, Subscriber};
use model::territory::Region;

use super::addresses::Addresses;
use super::words::paragraph;
use crate::message::{Block, Message};

/// All that a letter to a subscriber is written from.
#[derive(Debug, Clone, Copy)]
pub struct SubscriberDossier<'a> {
    /// What the letter is for.
    pub letter: &'a SubscriberLetter,
    /// To whom, as they stand.
    pub subscriber: &'a Subscriber,
    /// The current edition: who writes, and for what.
    pub edition: &'a Edition,
}

/// What one occasion has to say of its own.
struct Words {
    subject: String,
    preheader: &'static str,
    body: Vec<Block>,
    why: &'static str,
}

impl SubscriberDossier<'_> {
    /// The letter's words; nothing when the person has left, and their address is forgotten.
    pub fn compose(&self, addresses: &Addresses<'_>) -> Option<Message> {
        let to = self.subscriber.address()?.clone();
        let preferences = self.subscriber.preferences()?;
        let words = match self.letter.occasion {
            SubscriberOccasion::ConfirmSubscription => self.confirm(preferences, addresses),
            SubscriberOccasion::Welcome => self.welcome(preferences, addresses),
            SubscriberOccasion::AlreadySubscribed => self.already(addresses),
        };
        Some(Message {
            to_name: String::new(),
            to,
            subject: words.subject,
            preheader: words.preheader.to_owned(),
            body: words.body,
            signature: format!("L’équipe du {}", self.edition.name),
            why: format!("{} Expéditeur\u{a0}: {}.", words.why, self.edition.operator),
        })
    }

    fn confirm(&self, preferences: &Preferences, addresses: &Addresses<'_>) -> Words {
        let name = &self.edition.name;
        let moves = matches!(&self.subscriber.standing, Standing::Pending { replaces: Some(_), .. });
        let asked = if moves {
            format!(
                "Vous avez demandé à recevoir la lettre du {name} à cette adresse, et non plus à l’ancienne."
            )
        } else {
            format!("Vous avez demandé à recevoir la lettre du {name}.")
        };
        let body = vec![
            paragraph(format!(
                "{asked} Il reste à confirmer que cette adresse électronique est bien la vôtre."
            )),
            paragraph("Voici ce que vous avez choisi\u{a0}; vous pourrez le changer à tout moment\u{a0}:"),
            Block::Facts(chosen(preferences)),
            Block::Action {
                label: if moves { "Confirmer ma nouvelle adresse" } else { "Confirmer mon abonnement" },
                address: addresses.subscribe(&self.letter.person),
            },
            paragraph(format!("Le lien est valable {}\u{a0}jours.", PENDING_LIFE.as_hours() / 24)),
            paragraph(
                "Si vous n’avez rien demandé, ignorez ce courriel\u{a0}: sans confirmation, vous ne recevrez pas la \
                 lettre, et votre adresse sera effacée.",
            ),
        ];
        Words {
            subject: if moves { "Confirmez votre nouvelle adresse" } else { "Confirmez votre abonnement" }
                .into(),
            preheader: "Un clic et une case à cocher, et c’est fait.",
            body,
            why: "Vous recevez ce courriel parce que votre adresse a été saisie pour recevoir notre lettre \
                  d’information.",
        }
    }

    fn welcome(&self, preferences: &Preferences, addresses: &Addresses<'_>) -> Words {
        let name = &self.edition.name;
        let body = vec![
            paragraph(format!(
                "Merci\u{a0}! Votre abonnement est confirmé\u{a0}: vous recevrez la lettre du {name} à cette adresse."
            )),
            paragraph("Voici ce que vous avez choisi\u{a0}:"),
            Block::Facts(chosen(preferences)),
            Block::Action {
                label: "Voir et changer mes choix",
                address: addresses.preferences(&self.letter.person),
            },
            paragraph(
                "Vous pouvez changer d’avis à tout moment\u{a0}: chaque lettre a un lien vers vos choix, pour recevoir \
                 moins souvent la lettre, changer d’adresse ou vous désabonner.",
            ),
            paragraph("Ce lien vous est personnel\u{a0}: ne le transférez pas."),
        ];
        Words {
            subject: format!("Bienvenue\u{a0}! Vous recevrez la lettre du {name}"),
            preheader: "Votre abonnement est confirmé. Vous pouvez changer vos choix à tout moment.",
            body,
            why: "Vous recevez ce courriel parce que vous venez de confirmer votre abonnement à notre lettre \
                  d’information.",
        }
    }

    fn already(&self, addresses: &Addresses<'_>) -> Words {
        let name = &self.edition.name;
        let body = vec![
            paragraph(format!(
                "Une demande d’abonnement à la lettre du {name} vient d’être faite avec votre adresse. Vous la recevez \
                 déjà\u{a0}: vous n’avez rien à confirmer."
            )),
            paragraph(
                "Vos choix n’ont pas changé. Vous pouvez les voir et les modifier sur votre page\u{a0}:",
            ),
            Block::Action {
                label: "Voir et changer mes choix",
                address: addresses.preferences(&self.letter.person),
            },
            paragraph("Ce lien vous est personnel\u{a0}: ne le transférez pas."),
            paragraph("Si la demande ne vient pas de vous, vous n’avez rien à faire."),
        ];
        Words {
            subject: format!("Vous recevez déjà la lettre du {name}"),
            preheader: "Vos choix n’ont pas changé. Vous pouvez les modifier sur votre page.",
            body,
            why: "Vous recevez ce courriel parce que votre adresse a été saisie dans le formulaire d’abonnement, et que \
                  vous êtes déjà parmi les abonnés.",
        }
    }
}

/// What someone has chosen, in words: what they have not said means everything, or nothing in particular.
fn chosen(preferences: &Preferences) -> Vec<(&'static str, String)> {
    let listed = |labels: Vec<&str>, none: &str| {
        if labels.is_empty() { none.to_owned() } else { labels.join("\u{a0}; ") }
    };
    let mut chosen = Vec::new();
    chosen.extend(preferences.administration.map(|it| ("Administration", it.label().to_owned())));
    chosen.extend(preferences.profession.map(|it| ("Métier", it.label().to_owned())));
    let regions = preferences.regions.iter().map(Region::name).collect();
    chosen.push(("Régions", listed(regions, "toute la France")));
    let interests = preferences.interests.iter().map(|interest| interest.label()).collect();
    chosen.push(("Centres d’intérêt", listed(interests, "tout")));
    chosen.push(("Rythme", rhythm(preferences.rhythm)));
    chosen
}

fn rhythm(rhythm: Rhythm) -> String {
    match rhythm {
        Rhythm::EachIssue => "chaque lettre".into(),
        Rhythm::Monthly => "une lettre par mois".into(),
        Rhythm::UntilNextEdition { paused } => format!("aucune lettre avant la fin de l’édition {paused}"),
    }
}
