//! Whether there is an edition, and whether the site says who answers for it.

use jiff::civil::Date;
use model::edition::{Edition, State};

use super::account::Account;
use super::finding::Finding;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let edition = account.store()?.current_edition().await?;
    Ok(match &edition {
        None => vec![Finding::wrong(
            "edition",
            "none is open, so that nobody can propose anything: mip edition create, then mip edition open",
        )],
        Some(edition) => vec![period(edition, account.today()), legal(edition)],
    })
}

/// Whether it is ahead or on.
pub(super) fn period(edition: &Edition, today: Date) -> Finding {
    const CHECK: &str = "edition";
    let (year, period) = (edition.year, edition.period);
    let days = (period.first() - today).get_days();
    match edition.state {
        State::Prepared => Finding::wrong(
            CHECK,
            format!("{year} is the current one and is not open: mip edition open {year}"),
        ),
        _ if period.last() < today => Finding::warning(
            CHECK,
            format!(
                "{year} ended on {}: mip report, then mip edition create for the next one",
                period.last()
            ),
        ),
        State::Closed { .. } | State::Archived { .. } => Finding::warning(
            CHECK,
            format!("{year} takes no proposal any more, and lasts until {}", period.last()),
        ),
        State::Open if period.first() > today => {
            Finding::ok(CHECK, format!("{year} takes proposals and begins in {days} days"))
        }
        State::Open => Finding::ok(CHECK, format!("{year} is on until {}", period.last())),
    }
}

/// What the law has the site say.
pub(super) fn legal(edition: &Edition) -> Finding {
    const CHECK: &str = "legal notice";
    let legal = &edition.legal;
    let missing: Vec<_> = [
        ("the publisher's address", legal.address.is_none()),
        ("the publisher's telephone", legal.phone.is_none()),
        ("who directs the publication", legal.director.is_none()),
        ("the host's telephone", legal.host.phone.is_none()),
        ("the data protection officer's address", legal.data_protection_officer.is_none()),
        ("the date of the declaration of accessibility", legal.statement.declared_on.is_none()),
    ]
    .into_iter()
    .filter_map(|(what, is_missing)| is_missing.then_some(what))
    .collect();
    if missing.is_empty() {
        return Finding::ok(CHECK, "the site says who answers for it");
    }
    Finding::warning(
        CHECK,
        format!(
            "the site does not say {}: mip edition show --toml, then mip edition create {} --file … --replace",
            missing.join(", "),
            edition.year
        ),
    )
}
