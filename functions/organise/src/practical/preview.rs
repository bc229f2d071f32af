//! What changes when it is put online: before and after, and the box that does it.

use askama::Template;
use lambda_http::http::StatusCode;
use model::content::Content;
use model::difference::differences;
use model::practical::Practical;
use web::form::{ErrorSummary, FieldError, TickBox};
use web::{Answer, Page};

use super::page::words;
use super::{Case, Sent};
use crate::alert::Alert;
use crate::way::Way;

const TITLE: &str = "Vérifier avant de publier";

const TICK: &str = "Cochez la case pour publier ces changements, puis appuyez sur le bouton.";

/// Another of the team, or the team of the month, has changed what holds.
const OVERTAKEN: Alert = Alert {
    look: "warning",
    title: "Ce que le programme annonce a changé entre-temps",
    text: "Une autre personne, ou vous-même dans un autre onglet, l’a changé pendant que vous remplissiez cette page. Rien \
           de ce que vous avez saisi n’est perdu, ni encore publié. Relisez ci-dessous ce qui est annoncé maintenant et ce \
           que votre saisie y change\u{a0}: corrigez-la, ou cochez la case pour la publier.",
};

/// What is said in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    label: &'static str,
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Template)]
#[template(path = "practical-preview.html")]
pub(super) struct Preview<'a> {
    way: &'a Way<'a>,
    case: &'a Case,
    sent: &'a Sent,
    rows: Vec<Row>,
    alert: Option<Alert>,
    error: Option<&'static str>,
}

impl<'a> Preview<'a> {
    pub(super) fn new(way: &'a Way<'a>, case: &'a Case, sent: &'a Sent, practical: &Practical) -> Self {
        let rows = rows(&case.shown.content, &case.holds, practical);
        Self { way, case, sent, rows, alert: None, error: None }
    }

    /// The page of someone whose form was made from what no longer holds.
    pub(super) fn overtaken(self) -> Answer {
        Self { alert: Some(OVERTAKEN), ..self }.answer(StatusCode::CONFLICT)
    }

    /// The page without which nobody but a person would have put it online.
    pub(super) fn unticked(self) -> Answer {
        Self { error: Some(TICK), ..self }.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
        Answer::with_status(status, &Page::private(&title, Some(&self.case.found.edition), &main))
    }

    fn summary(&self) -> String {
        let errors = self.error.iter().map(|message| FieldError { anchor: "accord".to_owned(), message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    /// What was typed, to be sent along.
    fn fields(&self) -> Vec<(&'static str, &str)> {
        let (said, dates) = (&self.sent.said, &self.sent.dates);
        let mut fields = vec![
            ("depuis", self.case.base.as_str()),
            ("statut", &said.statut),
            ("nouvelles", &said.nouvelles),
            ("en_ligne", &said.en_ligne),
            ("lien", &said.lien),
            ("salle", &said.salle),
            ("inscription", &said.inscription),
            ("schedule", &dates.schedule),
            ("period_from", &dates.period_from),
            ("period_to", &dates.period_to),
        ];
        for row in dates.slots() {
            fields.extend([("slot_date", row.date), ("slot_start", row.start), ("slot_end", row.end)]);
        }
        fields
    }

    fn tick_box(&self) -> String {
        TickBox {
            id: "accord",
            name: "accord",
            value: "oui",
            label: "J’ai relu\u{a0}: ces changements sont publiés tout de suite.",
            ticked: false,
            error: self.error,
        }
        .html()
    }
}

fn rows(usual: &Content, before: &Practical, after: &Practical) -> Vec<Row> {
    let mut rows = Vec::new();
    if before.status != after.status {
        let line = |practical: &Practical| vec![words(practical.status).to_owned()];
        rows.push(Row {
            label: "L’événement a-t-il lieu\u{a0}?", before: line(before), after: line(after)
        });
    }
    if before.news != after.news {
        let lines = |practical: &Practical| practical.news.iter().map(ToString::to_string).collect();
        rows.push(Row { label: "Message au public", before: lines(before), after: lines(after) });
    }
    let changed = differences(&before.over(usual), &after.over(usual));
    rows.extend(changed.into_iter().map(|it| Row {
        label: it.part.label(),
        before: it.before,
        after: it.after,
    }));
    rows
}
