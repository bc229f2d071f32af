//! Whether mails leave, how fast, in whose name, and whether the team receives its own.

use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::operation::get_account::GetAccountOutput;
use aws_sdk_sesv2::operation::get_email_identity::{GetEmailIdentityError, GetEmailIdentityOutput};
use aws_sdk_sesv2::types::{DkimStatus, MailFromDomainStatus, SendQuota};
use jiff::SignedDuration;
use model::mailing::READER_SHARDS;

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

/// The part of SES's rate that the newsletter takes, in per cent: the rest is for single mails (docs/newsletter.md).
const PART: f64 = 0.8;

/// Whether the account may send.
pub(super) async fn account(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let answer = Client::new(&account.aws).get_account().send().await;
    let known = reached("the account of SES (ses:GetAccount)", answer)?;
    Ok(vec![sandbox(&known), sending(&known)])
}

/// How long an issue takes to today's subscribers.
pub(super) async fn of_an_issue(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let answer = Client::new(&account.aws).get_account().send().await;
    let known = reached("the account of SES (ses:GetAccount)", answer)?;
    let Some(quota) = known.send_quota() else { return Ok(vec![]) };
    let (store, mut readers) = (account.store()?, 0);
    for shard in 0..READER_SHARDS {
        readers += store.readers(shard).await?.len();
    }
    Ok(vec![pace(quota, readers)])
}

pub(super) fn sandbox(account: &GetAccountOutput) -> Finding {
    const CHECK: &str = "mail: production";
    if account.production_access_enabled() {
        return Finding::ok(CHECK, "SES sends to everyone");
    }
    Finding::wrong(
        CHECK,
        "the account is in SES's sandbox, and only addresses that are verified get a mail: ask for production access in the \
         SES console (it takes a day or two)",
    )
}

pub(super) fn sending(account: &GetAccountOutput) -> Finding {
    const CHECK: &str = "mail: sending";
    match (account.sending_enabled(), account.enforcement_status()) {
        (true, Some("HEALTHY") | None) => Finding::ok(CHECK, "SES may send"),
        (true, Some(status)) => Finding::warning(
            CHECK,
            format!(
                "SES has the account under review ({status}): pause the newsletter, read what AWS wrote, look at the bounces"
            ),
        ),
        (false, status) => Finding::wrong(
            CHECK,
            format!(
                "SES sends nothing ({}): read what AWS wrote, or enable sending in the SES console",
                status.unwrap_or("paused")
            ),
        ),
    }
}

/// Whether an issue to this many people leaves within a day.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "people of one country, seconds of a few days"
)]
pub(super) fn pace(quota: &SendQuota, readers: usize) -> Finding {
    const CHECK: &str = "mail: pace";
    let (all, rate, a_day) = (readers as f64, quota.max_send_rate() * PART, quota.max24_hour_send());
    if rate <= 0.0 {
        return Finding::wrong(CHECK, "SES gives the account no rate at all: ask for one in Service Quotas");
    }
    let lasts = SignedDuration::from_secs((all / rate).ceil() as i64);
    let minutes = (lasts.as_secs() + 59) / 60;
    let said = format!(
        "an issue to {readers} subscribers takes about {minutes} min at {:.0} % of {} mails a second",
        PART * 100.0,
        quota.max_send_rate()
    );
    if a_day >= 0.0 && all > a_day {
        let days = (all / a_day.max(1.0)).ceil();
        return Finding::warning(
            CHECK,
            format!(
                "{said}, and {days} days with {a_day} mails a day: ask for a higher quota in Service Quotas"
            ),
        );
    }
    if minutes > 12 * 60 {
        return Finding::warning(CHECK, format!("{said}: ask for a higher rate in Service Quotas"));
    }
    Finding::ok(CHECK, said)
}

/// The domain that mails come from.
pub(super) async fn identity(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let name = account.parameter("MailIdentity")?;
    Ok(match known(account, name).await? {
        Some(identity) => vec![verified(name, &identity), dkim(name, &identity), mail_from(&identity)],
        None => vec![Finding::wrong(
            "identity",
            format!("SES does not know {name}, in whose name mails are sent: deploy infra/mail.yaml"),
        )],
    })
}

/// What SES knows of an identity, if it does.
pub(super) async fn known(account: &Account, name: &str) -> anyhow::Result<Option<GetEmailIdentityOutput>> {
    let answer = Client::new(&account.aws).get_email_identity().email_identity(name).send().await;
    let is_unknown = |error: &GetEmailIdentityError| error.is_not_found_exception();
    if answer.as_ref().is_err_and(|error| error.as_service_error().is_some_and(is_unknown)) {
        return Ok(None);
    }
    reached("the sender's identity (ses:GetEmailIdentity)", answer).map(Some)
}

pub(super) fn verified(name: &str, identity: &GetEmailIdentityOutput) -> Finding {
    const CHECK: &str = "identity: verified";
    if identity.verified_for_sending_status() {
        return Finding::ok(CHECK, format!("SES may send in the name of {name}"));
    }
    Finding::wrong(
        CHECK,
        format!(
            "SES may not yet send in the name of {name}: publish the DNS records that infra/mail.yaml gives"
        ),
    )
}

pub(super) fn dkim(name: &str, identity: &GetEmailIdentityOutput) -> Finding {
    const CHECK: &str = "identity: DKIM";
    let Some(dkim) = identity.dkim_attributes() else {
        return Finding::wrong(CHECK, format!("mails of {name} are not signed: turn DKIM on for it in SES"));
    };
    match dkim.status() {
        _ if !dkim.signing_enabled() => {
            Finding::wrong(CHECK, format!("mails of {name} are not signed: turn DKIM on for it in SES"))
        }
        Some(DkimStatus::Success) => Finding::ok(CHECK, format!("mails of {name} are signed")),
        status => {
            let word = status.map_or("unknown", DkimStatus::as_str);
            Finding::wrong(
                CHECK,
                format!("SES does not find the DKIM records of {name} ({word}): publish the three CNAMEs"),
            )
        }
    }
}

pub(super) fn mail_from(identity: &GetEmailIdentityOutput) -> Finding {
    const CHECK: &str = "identity: MAIL FROM";
    match identity.mail_from_attributes() {
        Some(from) if *from.mail_from_domain_status() == MailFromDomainStatus::Success => {
            Finding::ok(CHECK, format!("bounces go to {}", from.mail_from_domain()))
        }
        Some(from) => Finding::warning(
            CHECK,
            format!(
                "SES does not find the records of {} ({}), so mails bear SES's own name and SPF is not ours: publish its MX and TXT",
                from.mail_from_domain(),
                from.mail_from_domain_status()
            ),
        ),
        None => Finding::warning(CHECK, "mails bear SES's own name in MAIL FROM: deploy infra/mail.yaml"),
    }
}

/// Whether SES refuses to write to someone of the team.
pub(super) async fn suppression(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let (ses, store) = (Client::new(&account.aws), account.store()?);
    let mut addresses: Vec<(String, String)> = Vec::new();
    if let Some(edition) = store.current_edition().await? {
        addresses.push(("the team's own address".into(), edition.contact.to_string()));
    }
    let team = store.team().await?;
    addresses.extend(team.into_iter().map(|member| (member.name.to_string(), member.email.to_string())));
    let mut refused = Vec::new();
    for (who, address) in &addresses {
        let answer = ses.get_suppressed_destination().email_address(address).send().await;
        let is_free = answer.as_ref().is_err_and(|error| {
            error.as_service_error().is_some_and(
                aws_sdk_sesv2::operation::get_suppressed_destination::GetSuppressedDestinationError::is_not_found_exception,
            )
        });
        if !is_free {
            reached("SES's suppression list (ses:GetSuppressedDestination)", answer)?;
            refused.push(who.as_str());
        }
    }
    Ok(vec![suppressed(addresses.len(), &refused)])
}

pub(super) fn suppressed(asked: usize, refused: &[&str]) -> Finding {
    const CHECK: &str = "suppression list";
    if refused.is_empty() {
        return Finding::ok(
            CHECK,
            format!("none of the team's {asked} addresses is on SES's suppression list"),
        );
    }
    Finding::wrong(
        CHECK,
        format!(
            "SES writes nothing to {}: correct the address (mip moderators list), or take it off the account's suppression list",
            refused.join(", ")
        ),
    )
}
