//! The events of the edition that may be the same one: shown, and never in the way.

use model::content::Content;
use model::edition::Year;
use model::event::State;
use model::french;
use model::id::EventId;
use model::look_alike::{Profile, look_alikes};
use model::schedule::Schedule;
use store::StoreError;

use crate::Deps;
use crate::case::Case;

/// An event that looks like the one that is being proposed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Other {
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) place: String,
    /// Its page, once it is in the programme.
    pub(crate) address: Option<String>,
}

/// The look-alikes of what is proposed; none while they cannot be read.
pub(crate) async fn of(deps: &Deps, case: &Case, content: &Content) -> Vec<Other> {
    find(deps, case, content).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "the look-alikes could not be read");
        vec![]
    })
}

async fn find(deps: &Deps, case: &Case, content: &Content) -> Result<Vec<Other>, StoreError> {
    let (edition, own) = (case.draft.edition, case.draft.event());
    let profiles = deps.store.profiles(edition).await?;
    let others = profiles.iter().filter(|(event, _)| *event != own).map(|(event, profile)| (*event, profile));
    let mut found = Vec::new();
    for likeness in look_alikes(&Profile::of(content), others) {
        found.extend(other(deps, edition, likeness.event).await?);
    }
    Ok(found)
}

async fn other(deps: &Deps, edition: Year, id: EventId) -> Result<Option<Other>, StoreError> {
    if let Some(published) = deps.store.publication(edition, id).await? {
        return Ok(Some(Other::of(&published.content, Some(published.path()))));
    }
    let Some(event) = deps.store.event(id).await? else { return Ok(None) };
    if !matches!(event.state(), State::InReview | State::ChangesRequested) {
        return Ok(None);
    }
    let revision = deps.store.revision(id, event.revision()).await?;
    Ok(revision.map(|revision| Other::of(&revision.content, None)))
}

impl Other {
    fn of(content: &Content, address: Option<String>) -> Self {
        Self { title: content.title.to_string(), when: when(content), place: place(content), address }
    }
}

fn when(content: &Content) -> String {
    match &content.schedule {
        Schedule::Slots { zone, slots } => match slots.iter().count() - 1 {
            0 => french::slot(&slots.first(), *zone),
            1 => format!("{}, et une autre date", french::slot(&slots.first(), *zone)),
            more => format!("{}, et {more}\u{a0}autres dates", french::slot(&slots.first(), *zone)),
        },
        Schedule::Period { period } => french::period(*period),
    }
}

fn place(content: &Content) -> String {
    let mode = content.attendance.mode();
    match content.attendance.place() {
        Some(place) if mode.has_link() => format!("{}, {}, et en ligne", place.name, place.town.name()),
        Some(place) => format!("{}, {}", place.name, place.town.name()),
        None => mode.label().to_owned(),
    }
}
