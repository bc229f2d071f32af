//! The form as people read it, and as browsers do.

mod actions;
mod asked;
mod checked;
mod communes;
mod kept;
mod wished;
mod wrong;

use jiff::civil::date;
use model::data_protection::DataProtection;
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::proposal::{Field, Proposal};
use model::reason::Reasons;
use model::schedule::Period;
use model::text::Line;
use model::theme::Theme;
use scraper::{ElementRef, Html, Selector};

use crate::{Address, Form};

/// Every field that the steps ask.
const FIELDS: [Field; 39] = [
    Field::Title,
    Field::Summary,
    Field::Description,
    Field::Format,
    Field::Themes,
    Field::Language,
    Field::Schedule,
    Field::SlotDate,
    Field::SlotStart,
    Field::SlotEnd,
    Field::PeriodFrom,
    Field::PeriodTo,
    Field::Mode,
    Field::PlaceName,
    Field::Address,
    Field::Postcode,
    Field::Commune,
    Field::PlaceDepartement,
    Field::OnlineAccess,
    Field::OnlineLink,
    Field::Audience,
    Field::Capacity,
    Field::RegistrationLink,
    Field::RegistrationEmail,
    Field::RegistrationPhone,
    Field::RegistrationDeadline,
    Field::Accessibility,
    Field::AccessibilityContact,
    Field::AccessibilityDetails,
    Field::Organisation,
    Field::OrganisationKind,
    Field::Partners,
    Field::ContactName,
    Field::ContactEmail,
    Field::ContactPhone,
    Field::OrganiserName,
    Field::OrganiserRole,
    Field::OrganiserEmail,
    Field::OrganiserPhone,
];

fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("Direction interministérielle de la transformation publique (DITP)").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Theme::usual(),
        data_protection: DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

/// A workshop in two towns, whose form is complete.
fn workshop() -> Proposal {
    Proposal {
        title: "Repenser l’accueil".into(),
        summary: "Un atelier pour repenser l’accueil.".into(),
        description: "Venez nombreux.\nVraiment.\n\n<b>Apportez</b> vos idées.".into(),
        format: "atelier".into(),
        themes: strings(&["design"]),
        schedule: "slots".into(),
        slot_date: strings(&["2027-11-09", "2027-11-10"]),
        slot_start: strings(&["10:00", "14:00"]),
        slot_end: strings(&["12:00", "16:30"]),
        mode: "on-site".into(),
        place_name: strings(&["Médiathèque", "Mairie"]),
        address: strings(&["12 rue de la Paix", ""]),
        postcode: strings(&["97400", "97410"]),
        commune: strings(&["Saint-Denis", "Saint-Pierre"]),
        audience: strings(&["agents", "grand-public"]),
        organisation: "Département".into(),
        organisation_kind: "collectivite".into(),
        organiser_name: "Camille Durand".into(),
        organiser_email: "camille.durand@exemple.gouv.fr".into(),
        ..Proposal::default()
    }
}

fn form<'a>(typed: &'a Proposal, edition: &'a Edition) -> Form<'a> {
    Form::new(typed, Some(edition), Address::Asked)
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The only element that a selector finds.
fn only<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}
