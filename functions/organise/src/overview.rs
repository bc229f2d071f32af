//! The event's page for those who answer for it: where it stands, what they can do, what has happened.

use askama::Template;
use lambda_http::Request;
use model::event::{ChangeRequest, Command, LogEntry, State, decide};
use model::french;
use model::practical::{Practical, Status};
use store::StoreError;
use web::{Answer, Page, query};

use crate::alert::Alert;
use crate::found::Found;
use crate::history::{self, Line};
use crate::standing::{Closed, Standing};
use crate::way::Way;
use crate::{Deps, again};

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// What has just been done.
    fait: String,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview<'a> {
    found: &'a Found,
    way: &'a Way<'a>,
    standing: Standing<'a>,
    alert: Option<Alert>,
    lines: Vec<Line>,
    picture: String,
    /// What making the same event again is called, if it can be done.
    again: Option<String>,
}

pub(crate) async fn show(deps: &Deps, way: &Way<'_>, request: &Request) -> Result<Answer, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    let asked: Asked = query::read(request);
    let history = deps.store.history(found.event.id).await?;
    let edition = again::open_edition(deps).await?;
    let again = edition.map(|edition| again::words(&found, &edition).0);
    Ok(page(&found, way, &history, done(&asked.fait), way.to_picture(deps), again))
}

fn page(
    found: &Found,
    way: &Way<'_>,
    history: &[LogEntry],
    alert: Option<Alert>,
    picture: String,
    again: Option<String>,
) -> Answer {
    let lines = history::lines(history, found);
    let overview = Overview { found, way, standing: found.standing(), alert, lines, picture, again };
    let main = overview.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page::private(found.current.content.title.as_str(), Some(&found.edition), &main))
}

/// What has just been done: an address chooses among these sentences, and cannot make another.
fn done(code: &str) -> Option<Alert> {
    match code {
        "pratique" => Some(Alert::done(
            "C’est en ligne",
            "Le programme est mis à jour dans les minutes qui viennent. Toutes les personnes qui suivent l’événement \
             avec vous reçoivent un courriel.",
        )),
        "retire" => Some(Alert::done(
            "Votre proposition est retirée",
            "Elle ne paraîtra pas au programme, et l’équipe n’a plus rien à faire.",
        )),
        _ => None,
    }
}

impl Overview<'_> {
    /// How things stand, in a sentence.
    fn lead(&self) -> &'static str {
        match self.standing {
            Standing::Asked(_) => "L’équipe a lu votre événement et vous demande quelques corrections.",
            Standing::InReview if self.found.shown().is_some() => {
                "L’équipe lit votre nouvelle version. En attendant sa décision, la version publiée reste en ligne."
            }
            Standing::InReview => {
                "Votre proposition est entre les mains de l’équipe. Elle vous répond par courriel."
            }
            Standing::Published(_) => "Votre événement est au programme.",
            Standing::Closed(Closed::BeingDecided) => {
                "L’équipe examine votre événement en ce moment. Revenez dans quelques minutes\u{a0}: cette page dira où il \
                 en est."
            }
            Standing::Closed(closed) => closed.words().1,
        }
    }

    fn badge(&self) -> (&'static str, &'static str) {
        match self.standing {
            Standing::Asked(_) => ("warning", "Corrections demandées"),
            Standing::InReview | Standing::Closed(Closed::BeingDecided) => {
                ("info", "Entre les mains de l’équipe")
            }
            Standing::Published(_) => ("success", "Au programme"),
            Standing::Closed(Closed::Unconfirmed) => ("warning", "Adresse à confirmer"),
            Standing::Closed(Closed::Rejected(_)) => ("error", "Non retenu"),
            Standing::Closed(Closed::Withdrawn(_)) => ("error", "Retiré du programme"),
            Standing::Closed(Closed::Retracted) => ("error", "Retiré"),
            Standing::Closed(Closed::Unsaid) => ("info", "Fermé"),
        }
    }

    fn request(&self) -> Option<&ChangeRequest> {
        if let Standing::Asked(request) = self.standing { Some(request) } else { None }
    }

    /// What the team had to say.
    fn team(&self) -> Vec<String> {
        match self.standing {
            Standing::Published(Some(refused)) => refused.words(),
            Standing::Closed(closed) => closed.team(),
            _ => vec![],
        }
    }

    /// What was said beside the revision that is shown, if anything was.
    fn practical(&self) -> Option<Practical> {
        Some(self.found.event.practical())
            .filter(|practical| self.found.takes_practical_news() && !practical.is_silent())
    }

    fn status(practical: &Practical) -> Option<&'static str> {
        Some(practical.status).filter(|status| *status != Status::Scheduled).map(Status::label)
    }

    fn can_be_corrected(&self) -> bool {
        !matches!(self.standing, Standing::Closed(_))
    }

    fn can_be_retracted(&self) -> bool {
        !self.found.is_being_decided() && decide(&self.found.event, Command::Retract, self.found.at).is_ok()
    }

    fn has_a_team(&self) -> bool {
        !matches!(self.standing, Standing::Closed(Closed::Unconfirmed | Closed::Unsaid))
    }

    fn can_be_made_again(&self) -> Option<&str> {
        self.again.as_deref().filter(|_| self.has_a_team())
    }

    fn sent(&self) -> String {
        french::moment(self.found.event.submitted_at)
    }

    fn is_unconfirmed(&self) -> bool {
        self.found.event.state() == State::Unconfirmed
    }
}
