//! Whether there is someone to read each proposal.

use jiff::civil::Date;
use model::moderation::Moderator;
use model::territory::Region;

use super::account::Account;
use super::finding::Finding;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    Ok(vec![judge(&account.store()?.team().await?, account.today())])
}

/// Online events and regions without someone of their own are the national team's, so it is looked at first.
pub(super) fn judge(team: &[Moderator], today: Date) -> Finding {
    const CHECK: &str = "team";
    let here = |moderator: &&Moderator| moderator.is_available(today);
    if team.is_empty() {
        return Finding::wrong(CHECK, "nobody is in it, so that nobody reads proposals: mip moderators add");
    }
    if team.iter().filter(here).count() == 0 {
        return Finding::wrong(CHECK, "everyone is away: mip moderators back, or mip moderators add");
    }
    if !team.iter().filter(here).any(Moderator::is_national) {
        return Finding::wrong(
            CHECK,
            "nobody of the national team is there, to whom online events and the other regions go: mip moderators add",
        );
    }
    let has = |region: Region| team.iter().any(|it| it.looks_after(region));
    let is_read = |region: Region| team.iter().filter(here).any(|it| it.looks_after(region));
    let regions = Region::in_order();
    let own = regions.iter().filter(|region| has(**region)).count();
    let left = regions.iter().filter(|region| has(**region) && !is_read(**region)).map(Region::name);
    let left: Vec<_> = left.collect();
    if left.is_empty() {
        let said = format!(
            "{} people; {own} regions have their own, the national team reads the others",
            team.len()
        );
        return Finding::ok(CHECK, said);
    }
    Finding::warning(
        CHECK,
        format!(
            "those of {} are all away, so the national team reads instead: mip moderators back",
            left.join(", ")
        ),
    )
}
