//! Letters to an editor about an issue of the newsletter.

use mail::{Addresses, Mail, MailingDossier, Proof};
use model::edition::Edition;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Issue, Mailing, Progress, gather};
use model::moderation::Moderator;

use crate::{Deps, Error};

pub(super) async fn write(
    deps: &Deps,
    letter: &MailingLetter,
    addresses: &Addresses<'_>,
) -> Result<Option<Mail>, Error> {
    let store = &deps.store;
    let (mailing, moderator) =
        tokio::try_join!(store.mailing(letter.mailing), store.moderator(letter.moderator))?;
    let Some(mailing) = mailing.filter(|mailing| !letter.is_overtaken_by(mailing)) else { return Ok(None) };
    let Some(moderator) = moderator.filter(Moderator::is_national) else { return Ok(None) };
    let Some(edition) = store.edition(mailing.edition).await? else { return Ok(None) };
    if let MailingOccasion::Draft | MailingOccasion::Test { .. } = letter.occasion {
        let issue = issue(deps, &mailing, &edition, addresses).await?;
        let proof = Proof { letter, mailing: &mailing, issue: &issue, moderator: &moderator };
        return Ok(proof.compose(addresses));
    }
    let has_begun = letter.occasion == MailingOccasion::Started;
    let progress =
        if has_begun { Progress::default() } else { store.progress(&mailing).await?.unwrap_or_default() };
    // Where SES does not say it, the letter does without.
    let lasts = match mailing.audience.filter(|_| has_begun) {
        Some(audience) => deps.ses.quota().await.ok().and_then(|quota| quota.duration_of(audience)),
        None => None,
    };
    let (mailing, edition, moderator) = (&mailing, &edition, &moderator);
    let dossier = MailingDossier { letter, mailing, edition, moderator, progress, lasts };
    Ok(dossier.compose(addresses).as_ref().map(Mail::from))
}

/// The issue as it was launched; before, with the events of the programme as it stands.
async fn issue(
    deps: &Deps,
    mailing: &Mailing,
    edition: &Edition,
    addresses: &Addresses<'_>,
) -> Result<Issue, Error> {
    if let Some(issue) = deps.store.issue(mailing.id).await? {
        return Ok(issue);
    }
    let programme = deps.store.publications(edition.year).await?;
    Ok(gather(mailing, edition, &programme, addresses.now))
}
