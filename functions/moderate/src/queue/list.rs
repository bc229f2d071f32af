//! The list of what waits.

use std::collections::HashMap;

use askama::Template;
use futures_util::future::try_join_all;
use lambda_http::Request;
use model::french;
use model::id::EventId;
use model::order::MOST_TARGETS;
use model::practical::Status;
use model::publication::Publication;
use model::waiting::Waiting;
use store::StoreError;
use web::{Answer, Page, query};

use super::bearer::{Bearer, Grant, bad_link, midnight};
use super::entry::Entry;
use super::featured;
use super::figures::Figures;
use super::filter::{Asked, Filters};
use super::pages::Pages;
use super::selects::Fields;
use super::wording;
use crate::Deps;

#[derive(Template)]
#[template(path = "queue.html")]
struct Queue<'a> {
    bearer: &'a Bearer,
    figures: Figures<'a>,
    filters: &'a Filters,
    parameters: Vec<(&'static str, String)>,
    fields: Fields,
    /// How many events the filters let through.
    found: usize,
    entries: Vec<Entry<'a>>,
    pages: Pages,
    pagination: String,
    /// What is on the programme's home.
    featured: String,
}

pub(super) async fn show(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let Some(grant) = Grant::of(deps, token) else { return Ok(bad_link()) };
    let (year, now) = (grant.year, grant.now);
    let (bearer, waiting, journal, featured) = tokio::try_join!(
        grant.bearer(deps),
        deps.store.waiting(year),
        deps.store.journal(year, midnight(now)),
        deps.store.featured(year),
    )?;
    let Some(bearer) = bearer else { return Ok(bad_link()) };
    let visible = bearer.visible(waiting);
    let figures = Figures::of(&visible, &journal, &bearer);
    let asked = query::read(request);
    let announced = announced(deps, &listed(&bearer, &visible, &asked)).await?;
    Ok(page(&bearer, &visible, figures, &asked, &announced, &featured))
}

/// The lines of the page that was asked for.
fn listed<'a>(bearer: &Bearer, visible: &'a [Waiting], asked: &Asked) -> Vec<&'a Waiting> {
    let found = Filters::of(asked).among(visible, bearer);
    found[Pages::of(found.len(), &asked.page).lines()].to_vec()
}

/// What the organisers of the events that are in the programme already have announced of them.
async fn announced(deps: &Deps, listed: &[&Waiting]) -> Result<HashMap<EventId, Status>, StoreError> {
    let edits = listed.iter().filter(|waiting| waiting.is_edit);
    let read = edits.map(|waiting| deps.store.event(waiting.event));
    let events = try_join_all(read).await?.into_iter().flatten();
    Ok(events.map(|event| (event.id, event.practical().status)).collect())
}

fn page(
    bearer: &Bearer,
    visible: &[Waiting],
    figures: Figures<'_>,
    asked: &Asked,
    announced: &HashMap<EventId, Status>,
    featured: &[Publication],
) -> Answer {
    let filters = Filters::of(asked);
    let found = filters.among(visible, bearer);
    let pages = Pages::of(found.len(), &asked.page);
    let parameters = filters.parameters();
    let given: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let address = |page: usize| {
        let page = if page == 1 { String::new() } else { page.to_string() };
        bearer.list_path(&[given.as_slice(), &[("page", page.as_str())]].concat())
    };
    let queue = Queue {
        bearer,
        figures,
        pagination: pages.html(address),
        fields: Fields::of(&filters, visible, bearer),
        found: found.len(),
        entries: found[pages.lines()]
            .iter()
            .map(|waiting| {
                let is_featured = featured.iter().any(|event| event.id == waiting.event);
                let announced = announced.get(&waiting.event).copied();
                Entry::of(waiting, bearer).announcing(announced).featured(is_featured)
            })
            .collect(),
        featured: featured::html(featured, visible, bearer),
        pages,
        filters: &filters,
        parameters,
    };
    let main = queue.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = match (pages.current, pages.last) {
        (_, 1) => "Événements à examiner".to_owned(),
        (current, last) => format!("Événements à examiner, page {current} sur {last}"),
    };
    Answer::page(&Page::private(&title, Some(&bearer.edition), &main))
}

impl Queue<'_> {
    fn scope(&self) -> String {
        wording::scope(&self.bearer.moderator)
    }

    fn away_until(&self) -> Option<String> {
        let away = !self.bearer.moderator.is_available(self.bearer.today());
        self.bearer.moderator.away_until.filter(|_| away).map(french::day)
    }

    fn oldest(&self) -> Option<Entry<'_>> {
        self.figures.oldest.map(|waiting| Entry::of(waiting, self.bearer))
    }

    fn waiting(&self) -> String {
        french::number(self.figures.waiting)
    }

    fn decided(&self) -> String {
        french::number(self.figures.decided)
    }

    fn decided_by_oneself(&self) -> String {
        french::number(self.figures.by_oneself)
    }

    fn events(&self) -> String {
        wording::events(self.found)
    }

    fn is_too_long(&self) -> bool {
        self.found > MOST_TARGETS
    }

    fn most() -> String {
        french::number(MOST_TARGETS)
    }

    fn everything(&self) -> String {
        self.bearer.list_path(&[("pour", "toutes")])
    }

    fn list(&self) -> String {
        self.bearer.list_path(&[])
    }

    fn check(&self) -> String {
        self.bearer.check_path(&[])
    }

    /// Whether the fields that one rarely needs are in use.
    fn is_narrowed(&self) -> bool {
        self.parameters.iter().any(|(name, _)| !matches!(*name, "pour" | "q"))
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;
