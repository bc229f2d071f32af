//! What each letter says.

use jiff::{SignedDuration, Timestamp, ToSpan};
use links::{Capability, Keyring, Purpose as LinkPurpose};
use model::attendance::Mode;
use model::content::{Content, Revision};
use model::edition::Edition;
use model::event::{Event, Outcome, REASON_MAX};
use model::french;
use model::letter::{Letter, Purpose};
use model::moderation::{Moderator, Scope};
use model::schedule::Schedule;
use model::text::Prose;
use model::zone::Zone;

use crate::message::Message;
use crate::plain::unlinked;

/// How long a link to confirm an address lives.
const CONFIRM_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a link to a decision lives at least; and never less than until a month after the edition.
const MODERATE_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// All that a letter is written from.
#[derive(Debug, Clone, Copy)]
pub struct Dossier<'a> {
    /// What the letter is for.
    pub letter: &'a Letter,
    /// The event, as it stands.
    pub event: &'a Event,
    /// The revision that the letter is about.
    pub revision: &'a Revision,
    /// The edition.
    pub edition: &'a Edition,
    /// The moderator it goes to, for a letter to a moderator.
    pub moderator: Option<&'a Moderator>,
    /// The event's address in the programme, if it is there.
    pub public_path: Option<&'a str>,
}

/// The letter's words, or nothing when there is nobody to write to or nothing left to say.
pub fn compose(dossier: &Dossier<'_>, base_url: &str, keys: &Keyring, now: Timestamp) -> Option<Message> {
    let link = |purpose, expires, moderator: Option<&Moderator>| {
        let capability = Capability {
            purpose,
            event: dossier.letter.event,
            revision: dossier.letter.revision,
            moderator: moderator.map(|moderator| moderator.id),
            expires,
        };
        capability.link(base_url, keys)
    };
    match dossier.letter.purpose {
        Purpose::ConfirmAddress => {
            Some(confirm(dossier, link(LinkPurpose::Confirm, now + CONFIRM_LIFE, None)))
        }
        Purpose::Received => Some(received(dossier)),
        Purpose::Review { .. } => {
            let moderator = dossier.moderator?;
            let expires = (now + MODERATE_LIFE).max(a_month_after(dossier.edition));
            Some(review(dossier, moderator, link(LinkPurpose::Moderate, expires, Some(moderator))))
        }
        Purpose::Decision => match &dossier.event.decision.as_ref()?.outcome {
            Outcome::Publish => Some(published(dossier, format!("{base_url}{}", dossier.public_path?))),
            Outcome::Reject { reason } => Some(rejected(dossier, reason)),
        },
    }
}

fn a_month_after(edition: &Edition) -> Timestamp {
    let day = edition.period.last().saturating_add(30.days());
    // An edition's dates are within the calendar's range: the epoch, which moves nothing, never comes out.
    day.to_zoned(Zone::PARIS.rules()).map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}

fn confirm(dossier: &Dossier<'_>, link: String) -> Message {
    let sent = french::moment(dossier.event.submitted_at);
    Message {
        subject: format!("Confirmez votre proposition {}", dossier.event.id.reference()),
        preheader: "Un clic et une case à cocher, et votre événement part en relecture.".into(),
        opening: vec![
            format!("Vous avez proposé un événement pour le {} le {sent}.", dossier.edition.name),
            "Pour que l’équipe l’examine, il reste à confirmer que cette adresse électronique est bien la vôtre.".into(),
        ],
        facts: vec![("Référence", dossier.event.id.reference()), ("Titre", title(dossier))],
        button: Some(("Relire et confirmer ma proposition", link)),
        closing: vec!["Le lien est valable 30\u{a0}jours.".into()],
        why: "Vous recevez ce courriel parce que votre adresse a été saisie dans le formulaire de proposition. Si \
              vous n’avez rien proposé, ignorez-le\u{a0}: sans confirmation, rien n’est transmis."
            .into(),
        ..to_organiser(dossier)
    }
}

fn received(dossier: &Dossier<'_>) -> Message {
    Message {
        subject: format!("Proposition reçue\u{a0}: {}", title(dossier)),
        preheader: "Votre adresse est déjà confirmée\u{a0}: vous n’avez rien à faire.".into(),
        opening: vec![
            "Merci\u{a0}! Votre proposition est arrivée, et l’équipe va l’examiner.".into(),
            "Vous avez déjà confirmé votre adresse pour cette édition\u{a0}: vous n’avez rien à faire. Nous vous \
             écrirons dès qu’une décision sera prise."
                .into(),
        ],
        facts: what_when_where(dossier),
        closing: vec!["Si cette proposition ne vient pas de vous, répondez à ce courriel.".into()],
        ..to_organiser(dossier)
    }
}

fn review(dossier: &Dossier<'_>, moderator: &Moderator, link: String) -> Message {
    let organisation = &dossier.revision.content.organisation;
    let mut facts = what_when_where(dossier);
    facts.push((
        "Organisation",
        format!("{} ({})", unlinked(organisation.name.as_str()), organisation.kind.label()),
    ));
    facts.push(("Proposé par", unlinked(dossier.revision.organiser.name.as_str())));
    Message {
        to_name: moderator.name.to_string(),
        to: moderator.email.clone(),
        subject: format!("À valider\u{a0}: {}", title(dossier)),
        preheader: unlinked(dossier.revision.content.summary.as_str()),
        opening: vec!["Une proposition attend votre décision.".into()],
        facts,
        quotation: vec![unlinked(dossier.revision.content.summary.as_str())],
        button: Some(("Voir l’événement et décider", link)),
        closing: vec!["Ce lien vous est personnel\u{a0}: ne le transférez pas.".into()],
        why: format!("Vous recevez ce courriel parce que {}.", reason_to_review(dossier, moderator)),
        ..to_organiser(dossier)
    }
}

fn reason_to_review(dossier: &Dossier<'_>, moderator: &Moderator) -> String {
    match (&moderator.scope, dossier.revision.content.region()) {
        (Scope::Regions { .. }, Some(region)) => format!("vous suivez la région {}", region.name()),
        (Scope::National | Scope::Regions { .. }, None) => {
            "l’équipe nationale suit les événements en ligne".into()
        }
        (Scope::National, Some(region)) => {
            format!("personne ne suit la région {} pour cette édition", region.name())
        }
    }
}

fn published(dossier: &Dossier<'_>, address: String) -> Message {
    Message {
        subject: format!("Publié\u{a0}: {}", title(dossier)),
        preheader: "Votre événement est dans le programme.".into(),
        opening: vec![
            "Bonne nouvelle\u{a0}: votre événement est dans le programme. Merci de faire vivre ce mois\u{a0}!".into(),
        ],
        facts: what_when_where(dossier),
        button: Some(("Voir la page de l’événement", address)),
        closing: vec![
            "La page peut mettre une minute à apparaître. Partagez-la autour de vous\u{a0}; si quelque chose doit \
             changer, répondez à ce courriel."
                .into(),
        ],
        ..to_organiser(dossier)
    }
}

fn rejected(dossier: &Dossier<'_>, reason: &Prose<REASON_MAX>) -> Message {
    Message {
        subject: format!("Proposition non retenue\u{a0}: {}", title(dossier)),
        preheader: "L’équipe vous explique pourquoi.".into(),
        opening: vec![
            format!(
                "Merci d’avoir proposé «\u{a0}{}\u{a0}» (référence {}).",
                title(dossier),
                dossier.event.id.reference()
            ),
            "L’équipe l’a lu avec attention et ne l’a pas retenu pour le programme, pour la raison suivante\u{a0}:".into(),
        ],
        quotation: reason.as_str().lines().filter(|line| !line.is_empty()).map(unlinked).collect(),
        closing: vec![
            "Une question, ou une nouvelle version à nous soumettre\u{a0}? Répondez à ce courriel, nous en parlerons.".into(),
        ],
        ..to_organiser(dossier)
    }
}

fn to_organiser(dossier: &Dossier<'_>) -> Message {
    let organiser = &dossier.revision.organiser;
    Message {
        to_name: unlinked(organiser.name.as_str()),
        to: organiser.email.clone(),
        subject: String::new(),
        preheader: String::new(),
        opening: vec![],
        facts: vec![],
        quotation: vec![],
        button: None,
        closing: vec![],
        signature: format!("L’équipe du {}", dossier.edition.name),
        why: format!(
            "Vous recevez ce courriel parce que vous avez proposé un événement pour le {}.",
            dossier.edition.name
        ),
    }
}

fn title(dossier: &Dossier<'_>) -> String {
    unlinked(dossier.revision.content.title.as_str())
}

fn what_when_where(dossier: &Dossier<'_>) -> Vec<(&'static str, String)> {
    let content = &dossier.revision.content;
    vec![
        ("Titre", title(dossier)),
        ("Référence", dossier.event.id.reference()),
        ("Format", content.format.label().to_owned()),
        ("Quand", when(content)),
        ("Où", place(content)),
    ]
}

fn when(content: &Content) -> String {
    match &content.schedule {
        Schedule::Period { period } => format!("disponible {}", french::period(*period)),
        Schedule::Slots { zone, slots } => {
            let online = content.attendance.mode() == Mode::Online;
            let first = french::slot(&slots.first(), *zone) + if online { " (heure de Paris)" } else { "" };
            match slots.iter().count() - 1 {
                0 => first,
                1 => format!("{first}, et une autre date"),
                more => format!("{first}, et {more} autres dates"),
            }
        }
    }
}

fn place(content: &Content) -> String {
    let mode = content.attendance.mode().label();
    content.attendance.place().map_or_else(
        || mode.to_owned(),
        |place| {
            format!("{}, {} ({})", unlinked(place.name.as_str()), place.commune.name(), mode.to_lowercase())
        },
    )
}
