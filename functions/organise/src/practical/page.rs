//! The form of what holds at once.

use askama::Template;
use form::{Address, Focus, Form, SCRIPT};
use lambda_http::http::StatusCode;
use model::attendance::Mode;
use model::practical::{NEWS_MAX, Status};
use model::proposal::{Stage, YES};
use web::form::{Choice, Choices, ErrorSummary, FieldError, Input, Textarea, TickBox};
use web::problem;
use web::{Answer, Page};

use super::said::Problems;
use super::{Case, Sent};
use crate::alert::Alert;
use crate::found::Found;
use crate::way::Way;

pub(super) const TITLE: &str = "Annoncer un changement de dernière minute";

/// What is typed is what is said already.
pub(super) const UNCHANGED: Alert = Alert {
    look: "info",
    title: "Vous n’avez rien changé",
    text: "Le programme annonce déjà ce qui est ci-dessous. Changez ce qui doit l’être, puis vérifiez.",
};

/// It has left the programme meanwhile.
pub(super) const NOT_SHOWN: Alert = Alert {
    look: "warning",
    title: "Votre événement n’est pas au programme",
    text: "Rien n’a été enregistré\u{a0}: il n’y a rien à annoncer sur un événement que le programme ne montre pas. Ce que \
           vous avez saisi est encore ci-dessous, pour le copier.",
};

/// The form with what was typed.
#[derive(Template)]
#[template(path = "practical.html")]
pub(super) struct FormPage<'a> {
    sent: &'a Sent,
    way: &'a Way<'a>,
    case: Option<&'a Case>,
    problems: Problems,
    focus: Option<Focus>,
    alert: Option<Alert>,
}

impl<'a> FormPage<'a> {
    /// The page of which nothing is known but what was typed.
    pub(super) fn new(sent: &'a Sent, way: &'a Way<'a>) -> Self {
        Self { sent, way, case: None, problems: Problems::default(), focus: None, alert: None }
    }

    pub(super) fn of(self, case: &'a Case) -> Self {
        Self { case: Some(case), ..self }
    }

    pub(super) fn with_problems(self, problems: Problems) -> Self {
        Self { problems, ..self }
    }

    pub(super) fn with_focus(self, focus: Option<Focus>) -> Self {
        Self { focus, ..self }
    }

    pub(super) fn with_alert(self, alert: Alert) -> Self {
        Self { alert: Some(alert), ..self }
    }

    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
        let edition = self.case.map(|case| &case.found.edition);
        let page = Page { head: SCRIPT, ..Page::private(&title, edition, &main) };
        Answer::with_status(status, &page).scripted()
    }

    fn summary(&self) -> String {
        let field = |anchor: String, message| FieldError { anchor, message };
        let fields = self.problems.fields.iter().map(|it| field(it.anchor.clone(), it.message.as_str()));
        let dates = self.problems.dates.iter().map(|it| field(it.anchor(), it.message.as_str()));
        ErrorSummary { errors: fields.chain(dates).collect() }.html()
    }

    fn error(&self, anchor: &str) -> Option<&str> {
        problem::at(&self.problems.fields, anchor)
    }

    fn mode(&self) -> Option<Mode> {
        self.case.map(|case| case.shown.content.attendance.mode())
    }

    fn has_place(&self) -> bool {
        self.mode().is_none_or(Mode::has_place)
    }

    /// What the form was made from; what is shown beside an error is made from the same.
    fn since(&self) -> &str {
        &self.sent.said.depuis
    }

    fn status(&self) -> String {
        let choice = |status: Status| Choice {
            value: status.code(),
            label: words(status),
            chosen: self.sent.said.statut == status.code(),
        };
        Choices {
            name: "statut",
            legend: "L’événement a-t-il lieu\u{a0}?",
            choices: Status::ALL.into_iter().map(choice).collect(),
            error: self.error("statut"),
            ..Choices::default()
        }
        .html()
    }

    fn news(&self) -> String {
        let hint = format!(
            "Pour les personnes qui comptent venir, {NEWS_MAX} caractères au plus. Exemple\u{a0}: L’intervenante est \
             souffrante, une nouvelle date sera annoncée."
        );
        Textarea {
            id: "nouvelles",
            name: "nouvelles",
            label: "Message au public (optionnel)",
            hint: &hint,
            rows: 3,
            value: &self.sent.said.nouvelles,
            error: self.error("nouvelles"),
            ..Textarea::default()
        }
        .html()
    }

    fn moved_online(&self) -> String {
        TickBox {
            id: "en_ligne",
            name: "en_ligne",
            value: YES,
            label: "L’événement a lieu en ligne seulement",
            ticked: self.sent.said.en_ligne == YES,
            error: None,
        }
        .html()
    }

    fn room(&self) -> String {
        let hint = "S’il change de salle ou de bâtiment dans la même commune. Exemple\u{a0}: Mairie, salle du conseil";
        self.input("salle", "Nom du lieu", hint, "text", &self.sent.said.salle)
    }

    fn online_link(&self) -> String {
        let hint = if self.mode() == Some(Mode::OnSite) {
            "Si l’événement passe en ligne\u{a0}: le lien que tout le monde peut suivre. Laissez vide si vous l’envoyez aux \
             personnes inscrites."
        } else {
            "Le lien que tout le monde peut suivre. Laissez vide si vous l’envoyez aux personnes inscrites."
        };
        self.input("lien", "Lien de connexion (optionnel)", hint, "url", &self.sent.said.lien)
    }

    fn registration_link(&self) -> String {
        let hint = "Exemple\u{a0}: https://exemple.gouv.fr/inscription";
        self.input("inscription", "Page d’inscription (optionnel)", hint, "url", &self.sent.said.inscription)
    }

    fn input(&self, name: &str, label: &str, hint: &str, kind: &str, value: &str) -> String {
        Input { id: name, name, label, hint, kind, value, error: self.error(name), ..Input::default() }.html()
    }

    /// The dates, with their rows, as in the form of a proposal.
    fn dates(&self) -> String {
        let edition = self.case.map(|case| &case.found.edition);
        let form = Form::new(&self.sent.dates, edition, Address::Confirmed(None))
            .with_problems(&self.problems.dates);
        let form = match self.focus {
            Some(focus) => form.with_focus(focus),
            None => form,
        };
        form.stage(Stage::Dates)
    }
}

/// The status as a sentence.
pub(super) fn words(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "Oui, comme prévu",
        Status::Full => "Oui, mais il est complet",
        Status::Postponed => "Il est reporté à une autre date",
        Status::Cancelled => "Non, il est annulé",
    }
}

#[derive(Template)]
#[template(path = "practical-closed.html")]
struct ClosedPage<'a> {
    found: &'a Found,
    way: &'a Way<'a>,
}

/// The page of an event about which there is nothing to announce, or not at this moment.
pub(super) fn closed(found: &Found, way: &Way<'_>) -> Answer {
    let main = ClosedPage { found, way }.render().unwrap_or_default(); // formats strings only
    Answer::page(&Page::private(TITLE, Some(&found.edition), &main))
}
