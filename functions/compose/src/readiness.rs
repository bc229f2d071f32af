//! What the page of an issue that has not left shows besides: how it would be read, by whom, and whether it may leave.

use mail::{Check, Quota};
use model::mailing::{Issue, Mailing, gather};
use model::publication::Publication;
use store::StoreError;

use crate::Deps;
use crate::audience::Audience;
use crate::case::Case;
use crate::site;
use web::problem::Problem;

/// An issue as it would leave now.
#[derive(Debug, Clone)]
pub(crate) struct Readiness {
    pub(crate) programme: Vec<Publication>,
    pub(crate) issue: Issue,
    pub(crate) audience: Audience,
    /// None: SES did not say.
    pub(crate) quota: Option<Quota>,
    pub(crate) checks: Vec<Check>,
}

impl Readiness {
    /// Reads the programme, counts the readers, asks SES.
    pub(crate) async fn read(deps: &Deps, case: &Case) -> Result<Self, StoreError> {
        let programme = deps.store.publications(case.mailing.edition).await?;
        let issue = gather(&case.mailing, &case.edition, &programme, case.leaves_at());
        let mailing = Mailing { first_of_month: case.is_first_of_month(), ..case.mailing.clone() };
        let regions = issue.regions();
        let (audience, quota) =
            tokio::join!(Audience::count(&deps.store, &mailing, &regions), deps.ses.quota());
        let quota = quota.inspect_err(|error| tracing::warn!(%error, "the quota is not known")).ok();
        Ok(Self::of(programme, issue, audience?, quota, case, &deps.base_url))
    }

    pub(crate) fn of(
        programme: Vec<Publication>,
        issue: Issue,
        audience: Audience,
        quota: Option<Quota>,
        case: &Case,
        base_url: &str,
    ) -> Self {
        let mut checks = mail::checks(&issue, base_url, |path| {
            site::has(path, case.mailing.edition, &programme, &case.issues)
        });
        checks.extend(featured(&case.mailing, &programme));
        checks.push(readers(&audience));
        Self { programme, issue, audience, quota, checks }
    }

    /// Why it cannot leave; nothing if it can.
    pub(crate) fn hindrance(&self) -> Option<Problem> {
        let stops = |check: &&Check| check.blocking && !check.ok;
        let first = self.checks.iter().find(stops)?;
        Some(Problem::new(
            "decision",
            format!(
                "La lettre ne peut pas partir ainsi. {}\u{a0}: {} Corrigez ce point, enregistrez, puis choisissez de \
                 nouveau.",
                first.label, first.said
            ),
        ))
    }
}

/// What was chosen for the head of the issue and does not take place is left out of it: better to choose another.
fn featured(mailing: &Mailing, programme: &[Publication]) -> Option<Check> {
    let chosen = programme.iter().filter(|event| mailing.featured.contains(&event.id));
    let off: Vec<_> = chosen
        .filter(|event| !event.takes_place())
        .map(|event| {
            format!("«\u{a0}{}\u{a0}» ({})", event.content.title, event.status.label().to_lowercase())
        })
        .collect();
    let said = format!("Ce qui n’a pas lieu ne paraît pas dans la lettre\u{a0}: {}.", off.join(", "));
    (!off.is_empty()).then_some(Check { label: "À la une", ok: false, blocking: false, said })
}

fn readers(audience: &Audience) -> Check {
    let ok = audience.chosen > 0;
    let said = if ok {
        "La lettre a des destinataires."
    } else {
        "Personne ne recevrait cette lettre\u{a0}: élargissez les destinataires."
    };
    Check { label: "Destinataires", ok, blocking: true, said: said.into() }
}
