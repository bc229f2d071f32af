//! What the page of an issue that was launched shows besides: how far it has come, counted from the row of every copy.

use mail::Quota;
use model::mailing::{Progress, READER_SHARDS, State};
use store::StoreError;

use crate::Deps;
use crate::case::Case;

/// How far a launched issue has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Transit {
    pub(crate) progress: Progress,
    /// Of the readers' shards, how many are gone through; all of them once the audience is frozen.
    pub(crate) frozen: usize,
    /// None: SES did not say, or it does not matter any more.
    pub(crate) quota: Option<Quota>,
}

impl Transit {
    /// Reads every row.
    pub(crate) async fn read(deps: &Deps, case: &Case) -> Result<Self, StoreError> {
        let (id, state) = (case.mailing.id, &case.mailing.state);
        let progress = async { Ok(deps.store.progress(&case.mailing).await?.unwrap_or_default()) };
        let frozen = async {
            match state {
                State::Freezing { .. } => Ok(deps.store.frozen(id).await?.len()),
                _ => Ok::<_, StoreError>(READER_SHARDS.into()),
            }
        };
        let quota = async {
            match state {
                State::Sending { .. } | State::Parked { .. } => deps.ses.quota().await.ok(),
                _ => None,
            }
        };
        let (progress, frozen, quota) = tokio::join!(progress, frozen, quota);
        Ok(Self { progress: progress?, frozen: frozen?, quota })
    }
}
