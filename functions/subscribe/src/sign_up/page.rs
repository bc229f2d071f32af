//! The page of the sign-up form, and the page after it.

use askama::Template;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::email::{EmailAddress, EmailError};
use model::subscriber::{CURRENT_TEXT, sentence};
use web::form::{ErrorSummary, FieldError, TickBox, address_message};
use web::{Answer, Page};

use super::{Obstacle, Typed};
use crate::address;
use crate::chosen::Chosen;

const TITLE: &str = "S’abonner à la lettre d’information";
const TICK: &str = "Cochez la case pour accepter de recevoir la lettre d’information.";

/// The form with what was typed.
#[derive(Clone, Copy, Template)]
#[template(path = "sign-up.html")]
pub(super) struct Form<'a> {
    typed: &'a Typed,
    chosen: &'a Chosen,
    edition: Option<&'a Edition>,
    /// What is wrong with the address.
    address_error: Option<&'static str>,
    /// What is wrong with the tick box.
    consent_error: Option<&'static str>,
    obstacle: Option<Obstacle>,
}

impl<'a> Form<'a> {
    pub(super) fn new(typed: &'a Typed, chosen: &'a Chosen, edition: Option<&'a Edition>) -> Self {
        Self { typed, chosen, edition, address_error: None, consent_error: None, obstacle: None }
    }

    pub(super) fn with_problems(self, address: Option<EmailError>, consents: bool) -> Self {
        let address_error = address.map(|error| address_message(&error));
        Self { address_error, consent_error: (!consents).then_some(TICK), ..self }
    }

    pub(super) fn with_obstacle(self, obstacle: Obstacle) -> Self {
        Self { obstacle: Some(obstacle), ..self }
    }

    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
        Answer::with_status(status, &Page::private(&title, self.edition, &main))
    }

    fn summary(&self) -> String {
        let line = |anchor: &str, message: Option<&'static str>| {
            message.map(|message| FieldError { anchor: anchor.to_owned(), message })
        };
        let errors = [line(address::ANCHOR, self.address_error), line("consent", self.consent_error)];
        ErrorSummary { errors: errors.into_iter().flatten().collect() }.html()
    }

    /// Title and text.
    fn alert(&self) -> Option<(&'static str, &'static str)> {
        self.obstacle.map(|obstacle| match obstacle {
            Obstacle::Outage => (
                "Votre demande n’a pas pu être enregistrée",
                "Un incident nous en empêche. Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, \
                 puis appuyez de nouveau sur «\u{a0}M’abonner\u{a0}»\u{a0}: une demande qui arrive deux fois compte une fois.",
            ),
            Obstacle::Crowd => (
                "Trop de demandes viennent de votre réseau",
                "Pour écarter les robots, nous en acceptons un nombre limité par heure, et la vôtre n’a pas été \
                 enregistrée. Tout ce que vous avez saisi est encore ci-dessous. Revenez dans une heure, ou essayez depuis \
                 un autre réseau.",
            ),
        })
    }

    fn address(&self) -> String {
        address::field("Adresse électronique", &self.typed.email, self.address_error)
    }

    /// What becomes of what is typed here.
    fn notice(&self) -> String {
        web::subscribers::notice(self.edition)
    }

    fn consent(&self) -> String {
        TickBox {
            id: "consent",
            name: "consent",
            value: "oui",
            label: sentence(CURRENT_TEXT).unwrap_or_default(),
            // What was ticked stays ticked when something else was wrong; it never is at first.
            ticked: self.typed.consent == "oui",
            error: self.consent_error,
        }
        .html()
    }
}

#[derive(Template)]
#[template(path = "asked.html")]
struct AskedPage<'a> {
    address: &'a EmailAddress,
    edition: Option<&'a Edition>,
}

/// The same page for everyone.
pub(super) fn asked(address: &EmailAddress, edition: Option<&Edition>) -> Answer {
    let main = AskedPage { address, edition }.render().unwrap_or_default(); // formats strings only
    Answer::page(&Page::private("Vérifiez votre boîte de réception", edition, &main))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::samples::edition;

    #[test]
    fn the_form_as_people_first_see_it() {
        let edition = edition();
        let (typed, chosen) = (Typed::default(), Chosen::in_region("53"));
        insta::assert_snapshot!(Form::new(&typed, &chosen, Some(&edition)).answer(StatusCode::OK).html());
    }

    #[test]
    fn the_page_after_it() {
        let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
        insta::assert_snapshot!(asked(&address, Some(&edition())).html());
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
        let typed = Typed { email: "rené@example.org".into(), ..Typed::default() };
        let chosen = Chosen::in_region("04");
        let form = Form::new(&typed, &chosen, None).with_problems(Some(EmailError::Accents), false);
        let answer = form.answer(StatusCode::UNPROCESSABLE_ENTITY);
        let html = answer.html();
        for part in [
            "2 points sont à corriger",
            "<a href=\"#email\">",
            "<a href=\"#consent\">",
            "aria-describedby=\"email-messages\"",
            "aria-describedby=\"consent-messages\"",
            "value=\"rené@example.org\"",
            "<option value=\"04\" selected>",
            "<title>Erreur",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains(" checked"), "{html}");
    }
}
