//! Keeping a picture: its files in the site, then its place in the draft or the event.

use model::draft::DraftError;
use model::event::Refusal;
use model::picture::Frame;
use model::proposal::{Proposal, Stage};
use model::step::Step;
use picture::Prepared;
use site::{BucketError, Object};
use store::StoreError;

use crate::Deps;
use crate::case::{Case, Closed, Subject};

/// What became of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The draft or the event says so: since now, or already.
    Recorded,
    /// The draft or the event has changed since it was read.
    Overtaken,
    /// It takes no picture any more.
    Closed(Closed),
}

/// Writes the files that are not there yet, and none over another.
///
/// A name is made from the bytes that were sent, but of 60 bits of their hash: two files made on purpose may have the
/// same. The first one stays, since it may have been published.
pub(crate) async fn write(deps: &Deps, prepared: Prepared) -> Result<Frame, BucketError> {
    let Prepared { frame, files } = prepared;
    let there = deps.site.list(&format!("images/{}-", frame.id)).await?;
    for file in files {
        let key = frame.path(file.width, file.kind).trim_start_matches('/').to_owned();
        if there.contains_key(&key) {
            continue;
        }
        let object = Object {
            key,
            body: file.bytes,
            content_type: file.kind.media_type(),
            cache_control: "public, max-age=31536000, immutable",
        };
        match deps.site.put(&object, None).await {
            Err(error) if error.is_conflict() => {
                tracing::warn!("a picture's file is there already, and is another");
            }
            written => written?,
        }
    }
    Ok(frame)
}

/// Gives the draft or the event what was typed of its picture.
pub(crate) async fn record(deps: &Deps, case: &Case, typed: &Proposal) -> Result<Kept, StoreError> {
    let now = deps.clock.now();
    let recorded = match &case.subject {
        Subject::Draft(draft) => {
            let mut proposal = draft.proposal.clone();
            proposal.take(Stage::Picture, typed);
            if proposal == draft.proposal {
                return Ok(Kept::Recorded);
            }
            match draft.save(proposal, now) {
                Ok(after) => deps.store.save_draft(&after).await,
                Err(DraftError::Sent | DraftError::MailedEnough) => return Ok(Kept::Closed(Closed::Sent)),
            }
        }
        Subject::Event(submitted) => {
            let revision = submitted.with_picture(typed);
            if revision.content.picture == submitted.current.content.picture {
                return Ok(Kept::Recorded);
            }
            let (event, person) = (submitted.event.clone(), &submitted.person);
            let from = event.revision();
            match Step::edit(event, person, from, revision, now) {
                Ok(step) => deps.store.record(&step).await,
                Err(Refusal::StillUndoable) => return Ok(Kept::Closed(Closed::BeingDecided)),
                Err(refusal) => {
                    tracing::info!(event.id = %submitted.event.id, %refusal, "an event takes no picture");
                    return Ok(Kept::Closed(Closed::Over));
                }
            }
        }
    };
    match recorded {
        Ok(()) => Ok(Kept::Recorded),
        Err(error) if error.is_conflict() => Ok(Kept::Overtaken),
        Err(error) => Err(error),
    }
}
