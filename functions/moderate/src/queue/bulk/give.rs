//! Giving an order: what the check page listed, once its form has been filled and agreed to.

use std::collections::{HashMap, HashSet};

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::id::EventId;
use model::order::{MOST_TARGETS, Order, Target};
use model::waiting::Waiting;
use store::StoreError;
use web::{Answer, Page, body, query};

use super::check::Check;
use super::draft::{Problem, Sent};
use super::{Kind, targets};
use crate::Deps;
use crate::queue::bearer::{Bearer, Grant, bad_link};
use crate::queue::filter::{Asked, Filters};

#[derive(Template)]
#[template(path = "queue-refused.html")]
struct RefusedPage {
    list: String,
}

pub(in crate::queue) async fn give(
    deps: &Deps,
    token: &str,
    request: &Request,
) -> Result<Answer, StoreError> {
    let sent: Sent = match body::form(request) {
        Ok(sent) => sent,
        Err(error) => return Ok(error.into()),
    };
    let Some(grant) = Grant::of(deps, token) else { return Ok(bad_link()) };
    let year = grant.year;
    let (bearer, waiting) = tokio::try_join!(grant.bearer(deps), deps.store.waiting(year))?;
    let Some(bearer) = bearer else { return Ok(bad_link()) };
    let (Some(kind), Ok(targets)) = (Kind::from_code(&sent.action), targets::read(&sent.cible)) else {
        return Ok(Answer::unreadable_form());
    };
    let filters = Filters::of(&query::read::<Asked>(request));
    let ask_again = |problems: &[Problem]| {
        let visible = bearer.visible(waiting.clone());
        let (found, gone) = still_waiting(&visible, &targets);
        let (bearer, filters, sent) = (&bearer, &filters, &sent);
        let check = Check { kind, bearer, filters, found: &found, gone, sent, problems };
        check.answer(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let action = match sent.action(kind, &bearer.edition, &bearer.team) {
        Ok(action) => action,
        Err(problems) => return Ok(ask_again(&problems)),
    };
    if targets.is_empty() || targets.len() > MOST_TARGETS {
        return Ok(ask_again(&[]));
    }
    let order = sent.order(bearer.moderator.id, year);
    // The page sent twice: what it listed may well wait no longer, because the order was given.
    if deps.store.order(order).await?.is_some() {
        return Ok(Answer::see_other(bearer.order_path(order)));
    }
    let Some(targets) = checked(deps, &bearer, targets, &waiting).await? else {
        tracing::warn!(moderator.id = %bearer.moderator.id, "a bulk order out of scope was refused");
        return Ok(refused(&bearer, &filters));
    };
    let order = Order {
        id: order,
        edition: year,
        moderator: bearer.moderator.id,
        moderator_name: bearer.moderator.name.clone(),
        at: bearer.now,
        undo_until: bearer.now + deps.undo_window,
        undone_at: None,
        action,
        targets,
    };
    match deps.store.give_order(&order).await {
        Ok(()) => {
            tracing::info!(order.id = %order.id, order.action = kind.code(), order.targets = order.targets.len(), "a bulk order was given");
        }
        Err(error) if error.is_conflict() => {} // sent twice at the same time: it is one order
        Err(error) => return Err(error),
    }
    Ok(Answer::see_other(bearer.order_path(order.id)))
}

/// The targets as the order records them; nothing if one is out of scope.
async fn checked(
    deps: &Deps,
    bearer: &Bearer,
    targets: Vec<Target>,
    waiting: &[Waiting],
) -> Result<Option<Vec<Target>>, StoreError> {
    let waiting: HashMap<EventId, &Waiting> = waiting.iter().map(|it| (it.event, it)).collect();
    let missing: Vec<_> = targets.iter().filter(|it| !waiting.contains_key(&it.event)).copied().collect();
    let elsewhere = targets::look_up(&deps.store, &missing).await?;
    Ok(targets::within_scope(targets, &bearer.moderator, bearer.edition.year, &waiting, &elsewhere))
}

/// The targets that still wait as they were listed, and how many do not.
fn still_waiting<'a>(visible: &'a [Waiting], targets: &[Target]) -> (Vec<&'a Waiting>, usize) {
    let listed: HashSet<_> = targets.iter().map(|target| (target.event, target.revision)).collect();
    let found: Vec<_> =
        visible.iter().filter(|waiting| listed.contains(&(waiting.event, waiting.revision))).collect();
    let gone = targets.len() - found.len();
    (found, gone)
}

/// Some of the events are not the bearer's to decide on: nothing is done.
fn refused(bearer: &Bearer, filters: &Filters) -> Answer {
    let parameters = filters.parameters();
    let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = RefusedPage { list: bearer.list_path(&parameters) };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let page = Page::private("Décision impossible", Some(&bearer.edition), &main);
    Answer::with_status(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;

    #[test]
    fn what_has_moved_since_it_was_listed_is_counted_apart() {
        let (here, gone) = (sample::waiting("Ici", 1), sample::waiting("Parti", 2));
        let mut edited = sample::waiting("Modifié", 3);
        let listed = targets::read(&[&here, &gone, &edited].map(targets::write)).unwrap();
        edited.revision = 2.into();
        let visible = [here, edited];
        let (found, gone) = still_waiting(&visible, &listed);
        assert_eq!((sample::titles(found), gone), (vec!["Ici"], 2));
    }
}
