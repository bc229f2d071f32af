//! The page of an event's team.

use askama::Template;
use lambda_http::http::StatusCode;
use model::event::{Command, MOST_COLLEAGUES, MOST_INVITED, Refusal, decide};
use model::id::PersonId;
use web::form::{Choice, Choices, ErrorSummary, FieldError, Input, TickBox};
use web::problem::{self, Problem};
use web::{Answer, Page};

use super::{Member, Typed};
use crate::alert::Alert;
use crate::found::Found;
use crate::masked::masked;
use crate::standing::{Closed, Standing};
use crate::way::Way;

const TITLE: &str = "Suivre l’événement à plusieurs";

/// There is no room for one more.
pub(super) const FULL: Alert = Alert {
    look: "warning",
    title: "Personne de plus ne peut être invité",
    text: "L’événement est suivi par autant de personnes qu’il peut l’être. Retirez d’abord quelqu’un, ou écrivez à \
           l’équipe du mois si ces personnes ont trop souvent changé.",
};

/// Nobody is invited to it now.
pub(super) const CLOSED: Alert = Alert {
    look: "warning",
    title: "Personne ne peut être invité",
    text: "Cet événement ne peut plus être suivi par d’autres personnes, ou pas avant que la personne qui l’a proposé ait \
           confirmé son adresse.",
};

/// What has just been done: an address chooses among these sentences, and cannot make another.
pub(super) fn done(code: &str) -> Option<Alert> {
    match code {
        "invite" => Some(Alert::done(
            "Cette personne suit l’événement",
            "Si vous venez de l’inviter, un courriel lui apporte un lien qui n’est qu’à elle. Si elle suivait déjà \
             l’événement, elle peut retrouver son lien à la page «\u{a0}Retrouver mes événements\u{a0}».",
        )),
        "retire" => Some(Alert::done(
            "Cette personne ne suit plus l’événement",
            "Son lien ne fonctionne plus, et elle ne reçoit plus de courriel.",
        )),
        _ => None,
    }
}

#[derive(Template)]
#[template(path = "team.html")]
pub(super) struct TeamPage<'a> {
    found: &'a Found,
    way: &'a Way<'a>,
    members: Vec<Member>,
    typed: &'a Typed,
    problems: Vec<Problem>,
    alert: Option<Alert>,
}

impl<'a> TeamPage<'a> {
    pub(super) fn new(found: &'a Found, way: &'a Way<'a>, members: Vec<Member>, typed: &'a Typed) -> Self {
        Self { found, way, members, typed, problems: vec![], alert: None }
    }

    pub(super) fn with_problems(self, problems: Vec<Problem>) -> Self {
        Self { problems, ..self }
    }

    pub(super) fn with_alert(self, alert: Option<Alert>) -> Self {
        Self { alert, ..self }
    }

    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = if status == StatusCode::OK { TITLE.to_owned() } else { format!("Erreur – {TITLE}") };
        Answer::with_status(status, &Page::private(&title, Some(&self.found.edition), &main))
    }

    fn summary(&self) -> String {
        let errors =
            self.problems.iter().map(|it| FieldError { anchor: it.anchor.clone(), message: &it.message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    /// Whom one sees in the list: the address, and whose it is.
    fn words(&self, member: &Member) -> String {
        let address = member.address.as_ref().map_or("adresse inconnue".to_owned(), masked);
        let role =
            if member.seat.is_organiser() { "a proposé l’événement" } else { "suit l’événement" };
        let me = if member.seat == self.way.seat { ", c’est vous" } else { "" };
        format!("{address} ({role}{me})")
    }

    /// Why nobody can be invited now, if that is so and may be told.
    fn obstacle(&self) -> Option<Alert> {
        // Someone who is in no team: what matters is the team itself.
        let someone = Command::Invite { person: PersonId::from_bytes([0; 16]) };
        match (decide(&self.found.event, someone, self.found.at), self.found.standing()) {
            (Err(Refusal::TooManyColleagues), _) => Some(FULL),
            (Err(_), Standing::Closed(Closed::BeingDecided)) | (Ok(_), _) => None,
            (Err(_), _) => Some(CLOSED),
        }
    }

    fn address(&self) -> String {
        Input {
            id: "email",
            name: "email",
            label: "Adresse électronique de votre collègue",
            hint: "Exemple\u{a0}: camille.durand@exemple.gouv.fr",
            kind: "email",
            value: &self.typed.email,
            error: problem::at(&self.problems, "email"),
            ..Input::default()
        }
        .html()
    }

    fn consent(&self) -> String {
        TickBox {
            id: "accord",
            name: "accord",
            value: "oui",
            label: "Cette personne est d’accord pour suivre l’événement avec moi, et pour agir en notre nom.",
            // What was ticked stays ticked when something else was wrong; it never is at first.
            ticked: self.typed.accord == "oui",
            error: problem::at(&self.problems, "accord"),
        }
        .html()
    }

    fn has_colleagues(&self) -> bool {
        !self.found.event.colleagues.is_empty()
    }

    fn who_leaves(&self) -> String {
        let colleagues = self.members.iter().filter(|member| !member.seat.is_organiser());
        let rows: Vec<_> = colleagues
            .map(|member| {
                let address = member.address.as_ref().map_or("adresse inconnue".to_owned(), masked);
                let is_me = member.seat == self.way.seat;
                let label = if is_me {
                    format!("Moi ({address})\u{a0}: mon lien ne fonctionnera plus")
                } else {
                    address
                };
                (member.seat.to_string(), label)
            })
            .collect();
        Choices {
            name: "place",
            legend: "Qui ne doit plus suivre l’événement\u{a0}?",
            choices: rows.iter().map(|(value, label)| self.leaver(value, label)).collect(),
            error: problem::at(&self.problems, "place"),
            ..Choices::default()
        }
        .html()
    }

    /// Who was chosen stays chosen when it did not work; nobody is at first.
    fn leaver<'r>(&self, value: &'r str, label: &'r str) -> Choice<'r> {
        Choice { value, label, chosen: self.typed.place == value }
    }

    fn limits() -> String {
        format!(
            "Un événement peut être suivi par {MOST_COLLEAGUES} collègues à la fois, et par {MOST_INVITED} en tout au fil du \
             temps."
        )
    }
}
