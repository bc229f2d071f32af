//! The page of an order: how far it is, what was left out, and the way back.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::french;
use model::order::{Action, Progress};
use store::StoreError;
use web::form::{Choice, Choices, ErrorSummary, FieldError};
use web::{Answer, Page, body};

use super::Kind;
use super::found::{Found, given};
use crate::Deps;
use crate::queue::bearer::{Bearer, Grant, bad_link};
use crate::queue::wording::events;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Ticked {
    undo: String,
}

#[derive(Template)]
#[template(path = "queue-order.html")]
struct OrderPage<'a> {
    found: &'a Found,
    kind: Kind,
    summary: String,
    tick_box: String,
}

pub(in crate::queue) async fn follow(deps: &Deps, token: &str, order: &str) -> Result<Answer, StoreError> {
    let Some(bearer) = bearer(deps, token).await? else { return Ok(bad_link()) };
    Ok(match given(deps, &bearer, order).await? {
        Some(order) => Found::read(deps, bearer, order).await?.page(StatusCode::OK, None),
        None => Answer::not_found(),
    })
}

pub(in crate::queue) async fn undo(
    deps: &Deps,
    token: &str,
    order: &str,
    request: &Request,
) -> Result<Answer, StoreError> {
    let ticked: Ticked = match body::form(request) {
        Ok(ticked) => ticked,
        Err(error) => return Ok(error.into()),
    };
    let Some(bearer) = bearer(deps, token).await? else { return Ok(bad_link()) };
    let Some(order) = given(deps, &bearer, order).await? else { return Ok(Answer::not_found()) };
    let there = Answer::see_other(bearer.order_path(order.id));
    if !order.is_undoable(bearer.now) {
        return Ok(there); // the page says that it is undone, or that it is too late
    }
    if ticked.undo != "oui" {
        let found = Found::read(deps, bearer, order).await?;
        return Ok(found.page(StatusCode::UNPROCESSABLE_ENTITY, Some(TICK)));
    }
    match deps.store.undo_order(&order, bearer.now).await {
        Ok(()) => tracing::info!(order.id = %order.id, "a bulk order was undone"),
        Err(error) if error.is_conflict() => {} // asked twice
        Err(error) => return Err(error),
    }
    Ok(there)
}

const TICK: &str = "Cochez la case pour confirmer que vous annulez, puis appuyez sur le bouton.";

async fn bearer(deps: &Deps, token: &str) -> Result<Option<Bearer>, StoreError> {
    match Grant::of(deps, token) {
        Some(grant) => grant.bearer(deps).await,
        None => Ok(None),
    }
}

impl Found {
    fn page(&self, status: StatusCode, error: Option<&str>) -> Answer {
        let kind = Kind::of(&self.order.action);
        let errors = error.iter().map(|message| FieldError { anchor: "undo-oui".into(), message }).collect();
        let page = OrderPage {
            found: self,
            kind,
            summary: ErrorSummary { errors }.html(),
            tick_box: tick_box(error),
        };
        let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = page.title();
        let title = if error.is_some() { format!("Erreur – {title}") } else { title };
        Answer::with_status(status, &Page::private(&title, Some(&self.bearer.edition), &main))
    }
}

fn tick_box(error: Option<&str>) -> String {
    let label = "J’annule pour tous ces événements.";
    Choices {
        name: "undo",
        legend: "Vous pouvez encore tout annuler",
        several: true,
        choices: vec![Choice { value: "oui", label, chosen: false }],
        error,
        ..Choices::default()
    }
    .html()
}

impl OrderPage<'_> {
    fn title(&self) -> String {
        self.kind.under_way(self.found.order.targets.len())
    }

    fn is_undone(&self) -> bool {
        self.found.order.undone_at.is_some()
    }

    fn is_undoable(&self) -> bool {
        self.found.order.is_undoable(self.found.bearer.now)
    }

    fn tells_organisers(&self) -> bool {
        self.kind != Kind::Assign
    }

    /// Whether a colleague is written to: nobody writes to themselves.
    fn tells_a_colleague(&self) -> bool {
        matches!(&self.found.order.action, Action::Assign { to } if *to != self.found.order.moderator)
    }

    fn waiting(&self) -> usize {
        self.found.count(Progress::Waiting)
    }

    fn given_at(&self) -> String {
        french::moment(self.found.order.at)
    }

    fn undone_at(&self) -> String {
        self.found.order.undone_at.map(french::moment).unwrap_or_default()
    }

    fn undo_until(&self) -> String {
        french::moment(self.found.order.undo_until)
    }

    fn colleague(&self) -> Option<&str> {
        let Action::Assign { to } = &self.found.order.action else { return None };
        self.found.bearer.member(*to).map(|member| member.name.as_str())
    }

    /// Why they are refused: the reason or, where it only announces a text, that text.
    fn reason(&self) -> Option<&str> {
        let Action::Reject { reason, message } = &self.found.order.action else { return None };
        let message = message.as_ref().filter(|_| !reason.says_something());
        Some(message.map_or(reason.label.as_str(), |message| message.as_str()))
    }

    /// How far it is, a sentence for each thing that has become of some events.
    fn progress(&self) -> Vec<String> {
        let of = |progress| self.found.count(progress);
        let done = |count| format!("{} {}.", events(count), self.kind.done(count));
        let waiting = |count| format!("{} en cours.", events(count));
        let undone = |count| format!("Annulé pour {}.", events(count)); // whatever has become of them since
        let sentences: [(usize, &dyn Fn(usize) -> String); 5] = [
            (of(Progress::Done), &done),
            (of(Progress::Waiting), &waiting),
            (of(Progress::Undone), &undone),
            (of(Progress::Overtaken), &|count| format!("{} laissé{} de côté.", events(count), plural(count))),
            (of(Progress::Kept), &|count| format!("{} que l’on ne peut plus annuler.", events(count))),
        ];
        sentences.into_iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(count)).collect()
    }

    /// How many were left out and are not named.
    fn unnamed(&self) -> usize {
        let left_out = self.found.count(Progress::Overtaken) + self.found.count(Progress::Kept);
        left_out - self.found.named.len()
    }

    fn has_overtaken(&self) -> bool {
        self.found.count(Progress::Overtaken) > 0
    }

    fn has_kept(&self) -> bool {
        self.found.count(Progress::Kept) > 0
    }

    fn refresh(&self) -> String {
        self.found.bearer.order_path(self.found.order.id)
    }

    fn list(&self) -> String {
        self.found.bearer.list_path(&[])
    }
}

fn plural(count: usize) -> &'static str {
    if count > 1 { "s" } else { "" }
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;
