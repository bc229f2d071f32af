//! The private address of a draft, and the pages under it.

use jiff::{SignedDuration, Timestamp};
use links::{Capability, Purpose, Subject};
use model::draft::Draft;
use model::id::DraftId;
use model::proposal::Stage;

use crate::Deps;

/// The page that shows everything before it is sent.
pub(crate) const CHECK: &str = "verifier";
/// Where it is sent.
pub(crate) const SEND: &str = "envoyer";
/// The page that says how to come back.
pub(crate) const LATER: &str = "plus-tard";
/// Where one asks for the address by mail.
pub(crate) const MAIL: &str = "courriel";

/// How long the address of a draft holds after it was opened. A draft that nobody saves is gone long before: its
/// address holds on, so that the page can say so.
const HOLDS: SignedDuration = SignedDuration::from_hours(400 * 24);

/// A draft's address.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) draft: DraftId,
    expires: Timestamp,
    token: String,
}

impl Way {
    /// The address by which someone came, if it holds.
    pub(crate) fn accept(deps: &Deps, token: &str) -> Option<Self> {
        let link = Capability::accept(token, Purpose::Draft, &deps.keys, deps.clock.now())?;
        Some(Self { draft: link.draft()?, expires: link.expires, token: token.to_owned() })
    }

    /// A draft's own address: always the same for a draft, whichever link one came by.
    pub(crate) fn of(deps: &Deps, draft: &Draft) -> Self {
        let expires = draft.opened_at + HOLDS;
        let token = capability(Purpose::Draft, draft.id, expires).token(&deps.keys);
        Self { draft: draft.id, expires, token }
    }

    /// The address itself, which leads to where one stands.
    pub(crate) fn home(&self) -> String {
        format!("{}{}", Purpose::Draft.path(), self.token)
    }

    /// The address of a page under it.
    pub(crate) fn to(&self, page: &str) -> String {
        format!("{}/{page}", self.home())
    }

    /// Where a step is filled in.
    pub(crate) fn stage(&self, deps: &Deps, stage: Stage) -> String {
        match stage {
            Stage::Picture => self.picture(deps),
            stage => self.to(stage.code()),
        }
    }

    /// The same, with what is wrong said at each field.
    pub(crate) fn stage_to_correct(&self, deps: &Deps, stage: Stage) -> String {
        match stage {
            Stage::Picture => self.picture(deps),
            stage => format!("{}?erreurs=oui", self.to(stage.code())),
        }
    }

    /// The page of its picture, which belongs to another function.
    pub(crate) fn picture(&self, deps: &Deps) -> String {
        capability(Purpose::Illustrate, self.draft, self.expires).link("", &deps.keys)
    }
}

fn capability(purpose: Purpose, draft: DraftId, expires: Timestamp) -> Capability {
    Capability { purpose, subject: Subject::Draft(draft), moderator: None, expires }
}

/// What the form of the first step carries: the identifier of the draft that it will open, and when it was served.
pub(crate) mod opening {
    use super::{Capability, Deps, DraftId, Purpose, SignedDuration, capability};

    /// How long a page may stay open before its form is sent.
    const HOLDS: SignedDuration = SignedDuration::from_hours(24);

    /// A token for a form that is served now; none when no identifier can be drawn.
    pub(crate) fn token(deps: &Deps) -> Option<String> {
        let key =
            deps.random.key().inspect_err(|error| tracing::error!(%error, "no draft can be opened")).ok()?;
        let draft = DraftId::derive(&[b"draft", key.as_bytes()]);
        Some(capability(Purpose::Opening, draft, deps.clock.now() + HOLDS).token(&deps.keys))
    }

    /// Which draft a form opens, unless its page is too old.
    pub(crate) fn accept(deps: &Deps, token: &str) -> Option<DraftId> {
        Capability::accept(token, Purpose::Opening, &deps.keys, deps.clock.now())?.draft()
    }
}
