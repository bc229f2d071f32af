//! Everything on one page before it is sent: what was typed, what is still wrong, what looks like it.

mod look_alikes;
mod sheet;

pub(crate) use sheet::{CONFIRM, Notice, PROOF, Sheet, VERSION};

use store::StoreError;
use web::Answer;

use crate::Deps;
use crate::case::{self, Case, Found};
use crate::home::elsewhere;
use crate::way::Way;

pub(crate) async fn show(deps: &Deps, way: &Way) -> Result<Answer, StoreError> {
    Ok(match case::read(deps, way).await? {
        Found::Open(case) => page(deps, &case, None, "").await,
        other => elsewhere(other),
    })
}

/// The page, with what is to be said of the form that was just sent, and the proof that came with it: the work is not to
/// be done again.
pub(crate) async fn page(deps: &Deps, case: &Case, notice: Option<Notice>, proof: &str) -> Answer {
    let checked = case.draft.proposal.check(&case.edition);
    let look_alikes = match &checked {
        Ok(revision) => look_alikes::of(deps, case, &revision.content).await,
        Err(_) => vec![],
    };
    let problems = checked.err().unwrap_or_default();
    Sheet { deps, case, problems, look_alikes, notice, proof }.answer()
}
