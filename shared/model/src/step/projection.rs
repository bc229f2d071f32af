//! What is kept beside the event, in collections that one query reads each: what a step changes of it.

use crate::content::Content;
use crate::event::{Event, State};
use crate::look_alike::Profile;
use crate::material::Departed;
use crate::publication::Publication;
use crate::waiting::Waiting;

/// A part of the event kept beside it, in a collection that one query reads.
#[derive(Debug, Clone, PartialEq)]
pub enum Projection<T> {
    /// As before.
    Unchanged,
    /// From now on.
    Set(T),
    /// No longer.
    Removed,
}

pub(super) fn publication_of(
    before: Option<&Event>,
    after: &Event,
    content: &Content,
) -> Projection<Publication> {
    let place = |event: &Event| event.listing.as_ref().map(|listing| (listing.sequence, listing.featured));
    if before.and_then(place) == place(after) {
        return Projection::Unchanged;
    }
    Publication::of(after, content).map_or(Projection::Removed, Projection::Set)
}

/// `left` is the content of the revision that the programme showed, where it shows none any more. However short the time
/// was, someone may have followed, shared or noted the address: it stays.
pub(super) fn departure_of(before: Option<&Event>, after: &Event, left: &Content) -> Projection<Departed> {
    let Some((before, place)) = before.zip(after.listing.as_ref()) else { return Projection::Unchanged };
    match (before.shown(), after.shown()) {
        (Some(_), None) => Publication::of(before, left)
            .map_or(Projection::Unchanged, |shown| Projection::Set(Departed::of(shown, place))),
        (None, Some(_)) if before.listing.is_some() => Projection::Removed,
        _ => Projection::Unchanged,
    }
}

pub(super) fn waiting_of(before: Option<&Event>, after: &Event, content: &Content) -> Projection<Waiting> {
    if before.is_some_and(|before| before.standing == after.standing) {
        return Projection::Unchanged; // the content may be that of another revision
    }
    match Waiting::of(after, content) {
        Some(waiting) => Projection::Set(waiting),
        None if before.is_some_and(|event| event.state() == State::InReview) => Projection::Removed,
        None => Projection::Unchanged,
    }
}

/// Others are compared with what the programme shows, as it holds, or, failing that, with what may come into it.
pub(super) fn profile_of(before: Option<&Event>, after: &Event, content: &Content) -> Projection<Profile> {
    let was_in_the_running = before.is_some_and(Event::is_in_the_running);
    let shown_before = before.and_then(Event::shown);
    if !after.is_in_the_running() {
        return if was_in_the_running { Projection::Removed } else { Projection::Unchanged };
    }
    let edited = before.is_none_or(|before| before.revision() != after.revision());
    let is_shown = after.shown().is_some();
    let practical = after.practical();
    let said = is_shown && before.is_none_or(|before| before.practical() != practical);
    if shown_before != after.shown() || (!is_shown && edited) || said || !was_in_the_running {
        Projection::Set(if is_shown { Profile::of(&practical.over(content)) } else { Profile::of(content) })
    } else {
        Projection::Unchanged
    }
}
