//! The page itself.

use askama::Template;
use lambda_http::http::StatusCode;
use model::email::EmailAddress;
use model::french;
use model::subscriber::{Consent, Source, Standing, Subscriber, sentence};
use web::form::{Choice, Choices, ErrorSummary, FieldError, TickBox};
use web::{Answer, Page};

use super::Found;
use crate::address;
use crate::chosen::{self, Chosen};

const TITLE: &str = "Mes choix";

/// What the page shows beside what is known.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) notice: Option<Notice>,
    pub(super) problem: Option<Problem>,
    /// The choices as typed, where they are not recorded.
    pub(super) chosen: Option<Chosen>,
    /// The new address as typed.
    pub(super) address: String,
    /// How they want to leave, as chosen.
    pub(super) leave: String,
}

/// What is wrong, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Problem {
    pub(super) anchor: &'static str,
    pub(super) message: &'static str,
}

/// What has come of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// The choices are recorded.
    Saved,
    /// The choices are what they were.
    Unchanged,
    /// The choices have changed since the page was opened.
    Meanwhile,
    /// The new address is to be confirmed.
    Moving(EmailAddress),
    /// Too many have asked from this network.
    Crowd,
}

impl Notice {
    fn status(&self) -> StatusCode {
        match self {
            Self::Saved | Self::Unchanged | Self::Moving(_) => StatusCode::OK,
            Self::Meanwhile => StatusCode::CONFLICT,
            Self::Crowd => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn look(&self) -> &'static str {
        match self {
            Self::Saved => "success",
            Self::Unchanged | Self::Moving(_) => "info",
            Self::Meanwhile => "warning",
            Self::Crowd => "error",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Saved => "Vos choix sont enregistrés",
            Self::Unchanged => "Vous n’avez rien changé",
            Self::Meanwhile => "Vos choix ont changé entre-temps",
            Self::Moving(_) => "Confirmez votre nouvelle adresse",
            Self::Crowd => "Trop de demandes viennent de votre réseau",
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Saved => "Ils valent dès la prochaine lettre.".into(),
            Self::Unchanged => "La page montre vos choix tels que nous les avons.".into(),
            Self::Meanwhile => {
                "Rien n’est encore enregistré. Ce que vous venez de choisir est conservé ci-dessous\u{a0}: relisez, puis \
                 appuyez de nouveau sur «\u{a0}Enregistrer mes choix\u{a0}»."
                    .into()
            }
            Self::Moving(address) => format!(
                "Un courriel arrive à {address}\u{a0}: suivez son lien pour confirmer. D’ici là, la lettre continue \
                 d’arriver à l’adresse actuelle. Pour une même adresse, il part un courriel par jour au plus."
            ),
            Self::Crowd => {
                "Pour écarter les robots, nous en acceptons un nombre limité par heure, et la vôtre n’a pas été \
                 enregistrée. Revenez dans une heure\u{a0}: votre saisie est conservée ci-dessous."
                    .into()
            }
        }
    }
}

impl Sheet {
    pub(super) fn saying(notice: Notice) -> Self {
        Self { notice: Some(notice), ..Self::default() }
    }

    fn error(&self, anchor: &str) -> Option<&'static str> {
        self.problem.filter(|problem| problem.anchor == anchor).map(|problem| problem.message)
    }
}

#[derive(Template)]
#[template(path = "preferences.html")]
struct PreferencesPage<'a> {
    found: &'a Found,
    known: &'a Subscriber,
    address: &'a EmailAddress,
    consent: &'a Consent,
    sheet: Sheet,
    /// The choices with which the page is served.
    shown: Chosen,
}

/// The page of someone who has an address.
pub(super) fn answer(found: &Found, known: &Subscriber, sheet: Sheet) -> Answer {
    let (Standing::Pending { address, consent, .. } | Standing::Active { address, consent, .. }) =
        &known.standing
    else {
        return Answer::bad_link(); // never: whoever has left has another page
    };
    let status = match (&sheet.problem, &sheet.notice) {
        (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, Some(notice)) => notice.status(),
        (None, None) => StatusCode::OK,
    };
    let shown = found.choices(known.preferences());
    let page = PreferencesPage { found, known, address, consent, sheet, shown };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
    Answer::with_status(status, &Page::private(&title, found.edition.as_ref(), &main))
}

impl PreferencesPage<'_> {
    fn summary(&self) -> String {
        let line =
            |problem: Problem| FieldError { anchor: problem.anchor.to_owned(), message: problem.message };
        ErrorSummary { errors: self.sheet.problem.into_iter().map(line).collect() }.html()
    }

    /// The choices in the form: as typed, or as known.
    fn chosen(&self) -> &Chosen {
        self.sheet.chosen.as_ref().unwrap_or(&self.shown)
    }

    fn since(&self) -> String {
        let confirmed_at = match &self.known.standing {
            Standing::Active { confirmed_at, .. } => *confirmed_at,
            Standing::Pending { .. } | Standing::Left(_) => None,
        };
        french::moment(confirmed_at.unwrap_or(self.consent.at))
    }

    fn given(&self) -> String {
        french::moment(self.consent.at)
    }

    fn words(&self) -> Vec<(&'static str, String)> {
        let preferences = self.known.preferences();
        preferences.map(|preferences| chosen::words(preferences, self.found.year())).unwrap_or_default()
    }

    fn sentence(&self) -> &'static str {
        sentence(self.consent.text).unwrap_or_default()
    }

    fn source(&self) -> String {
        match &self.consent.source {
            Source::Form { .. } => "par le formulaire d’abonnement".into(),
            Source::Move => "par la page «\u{a0}Mes choix\u{a0}» de votre adresse précédente".into(),
            Source::Import { proof } => format!("auprès de l’équipe d’organisation ({proof})"),
        }
    }

    fn new_address(&self) -> String {
        address::field(
            "Nouvelle adresse électronique",
            &self.sheet.address,
            self.sheet.error(address::ANCHOR),
        )
    }

    fn ways_to_leave(&self) -> String {
        let choice = |value, label| Choice { value, label, chosen: self.sheet.leave == value };
        Choices {
            name: "leave",
            legend: "Que voulez-vous faire\u{a0}?",
            several: false,
            choices: vec![
                choice("unsubscribe", "Me désabonner\u{a0}: la lettre ne m’est plus envoyée"),
                choice(
                    "erase",
                    "Tout effacer\u{a0}: mon adresse, mes choix et la preuve de mon consentement",
                ),
            ],
            error: self.sheet.error("leave"),
            ..Choices::default()
        }
        .html()
    }

    fn sure(&self) -> String {
        TickBox {
            id: "sure",
            name: "sure",
            value: "oui",
            label: "Pour tout effacer\u{a0}: je comprends que rien ne pourra être retrouvé.",
            ticked: false,
            error: self.sheet.error("sure"),
        }
        .html()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::samples::{active, found, pending};

    fn said(known: &Subscriber, sheet: Sheet) -> Answer {
        let found = found(Some(known.clone()));
        answer(&found, known, sheet)
    }

    #[test]
    fn the_page_of_a_subscriber_and_of_whoever_has_not_confirmed() {
        insta::assert_snapshot!("active", said(&active(), Sheet::default()).html());
        insta::assert_snapshot!("pending", said(&pending(), Sheet::default()).html());
    }

    #[test]
    fn each_notice_says_what_has_come_of_the_form() {
        let address = EmailAddress::parse("nouvelle@example.org").unwrap();
        for notice in
            [Notice::Saved, Notice::Unchanged, Notice::Meanwhile, Notice::Moving(address), Notice::Crowd]
        {
            let page = said(&active(), Sheet::saying(notice.clone()));
            assert_eq!(page.status(), notice.status());
            assert!(
                page.html().contains(notice.title()) && page.html().contains("id=\"fait\""),
                "{notice:?}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        for anchor in ["email", "leave", "sure"] {
            let problem = Some(Problem { anchor, message: "Voyez ici." });
            let page = said(&active(), Sheet { problem, ..Sheet::default() });
            let html = page.html();
            assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html.contains(&format!("<a href=\"#{anchor}\">Voyez ici.")), "{html}");
            assert!(html.contains(&format!("id=\"{anchor}-messages\"")), "{html}");
        }
    }
}
