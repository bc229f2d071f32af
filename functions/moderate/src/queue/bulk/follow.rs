//! The page of an order: how far it is, what was left out, and the way back.

use std::collections::HashMap;

use askama::Template;
use jiff::SignedDuration;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::event::LogEntry;
use model::french;
use model::id::{EventId, OrderId};
use model::order::{Action, Order, Target};
use model::waiting::Waiting;
use store::StoreError;
use web::form::{Choice, Choices, ErrorSummary, FieldError};
use web::{Answer, Page, body};

use super::fate::{Fate, fate};
use super::{Kind, targets};
use crate::Deps;
use crate::queue::bearer::{Bearer, Grant, bad_link};
use crate::queue::wording::events;

/// How many of the events that were left out the page names.
const MOST_NAMED: usize = 50;

/// The desk's clock may be a little behind ours.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Ticked {
    undo: String,
}

/// An order of the bearer's, as it stands.
struct Found {
    bearer: Bearer,
    order: Order,
    fates: Vec<(Target, Fate)>,
    /// The events that were left out and are named: their titles and decision pages.
    named: Vec<(String, String)>,
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
        Some(order) => found(deps, bearer, order).await?.page(StatusCode::OK, None),
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
        let found = found(deps, bearer, order).await?;
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

/// An order that the bearer gave in the edition of the link.
async fn given(deps: &Deps, bearer: &Bearer, order: &str) -> Result<Option<Order>, StoreError> {
    let Ok(id) = OrderId::parse(order) else { return Ok(None) };
    let order = deps.store.order(id).await?;
    Ok(order.filter(|order| order.moderator == bearer.moderator.id && order.edition == bearer.edition.year))
}

async fn found(deps: &Deps, bearer: Bearer, order: Order) -> Result<Found, StoreError> {
    // One after the other: what leaves the queue between the two is in the journal.
    let waiting = deps.store.waiting(order.edition).await?;
    let journal = deps.store.journal(order.edition, order.at - CLOCKS_DIFFER).await?;
    let waiting: HashMap<EventId, &Waiting> = waiting.iter().map(|it| (it.event, it)).collect();
    let mut histories: HashMap<EventId, Vec<&LogEntry>> =
        order.targets.iter().map(|target| (target.event, Vec::new())).collect();
    for entry in &journal {
        if let Some(history) = histories.get_mut(&entry.event) {
            history.push(entry);
        }
    }
    let fate_of = |target: &Target| {
        let history = histories.get(&target.event).map(Vec::as_slice).unwrap_or_default();
        (*target, fate(&order, target, waiting.get(&target.event).copied(), history))
    };
    let fates: Vec<_> = order.targets.iter().map(fate_of).collect();
    let named = name(deps, &bearer, &fates).await?;
    Ok(Found { bearer, order, fates, named })
}

/// The titles and the decision pages of what was left out, as it was listed.
async fn name(
    deps: &Deps,
    bearer: &Bearer,
    fates: &[(Target, Fate)],
) -> Result<Vec<(String, String)>, StoreError> {
    let left_out = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Overtaken | Fate::Kept));
    let left_out: Vec<Target> = left_out.map(|(target, _)| *target).take(MOST_NAMED).collect();
    let events = targets::look_up(&deps.store, &left_out).await?;
    let named = left_out
        .iter()
        .filter_map(|target| events.get(&target.event))
        .map(|it| (it.content.title.to_string(), bearer.decision_path(it.event.id, it.event.revision())));
    Ok(named.collect())
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

    fn count(&self, fate: Fate) -> usize {
        self.fates.iter().filter(|(_, of)| *of == fate).count()
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
        self.found.count(Fate::Waiting)
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

    fn reason(&self) -> Option<&str> {
        let Action::Reject { reason, .. } = &self.found.order.action else { return None };
        Some(reason.label.as_str())
    }

    /// How far it is, a sentence for each fate that some events have.
    fn progress(&self) -> Vec<String> {
        let of = |fate| self.found.count(fate);
        let done = |count| format!("{} {}.", events(count), self.kind.done(count));
        let waiting = |count| format!("{} en cours.", events(count));
        let undone = |count| match count {
            1 => "1\u{a0}événement est revenu à ce qu’il était.".to_owned(),
            _ => format!("{} sont revenus à ce qu’ils étaient.", events(count)),
        };
        let sentences: [(usize, &dyn Fn(usize) -> String); 5] = [
            (of(Fate::Done), &done),
            (of(Fate::Waiting), &waiting),
            (of(Fate::Undone), &undone),
            (of(Fate::Overtaken), &|count| format!("{} laissé{} de côté.", events(count), plural(count))),
            (of(Fate::Kept), &|count| format!("{} qu’on ne peut plus annuler.", events(count))),
        ];
        sentences.into_iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(count)).collect()
    }

    /// How many were left out and are not named.
    fn unnamed(&self) -> usize {
        let left_out = self.found.count(Fate::Overtaken) + self.found.count(Fate::Kept);
        left_out - self.found.named.len()
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
