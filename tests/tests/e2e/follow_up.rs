//! After the form: what is said at once, and links that were lost.

use anyhow::ensure;
use local::demo::{follow_up, moderator, organiser, reader};

use crate::system::{System, sample};

#[tokio::test]
async fn full_is_in_the_programme_at_once_and_no_moderator_is_asked() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let mut sample = sample("11-hackathon-bordeaux.toml", "complet");
    sample.becomes = Some("full".into());
    sample.news = "Les quarante places sont prises.".into();
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    let own = follow_up::receipt(&visitor, &sample).await?;
    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    moderator::decide(&visitor, &sample, &link).await?;
    reader::sees_published(&visitor, &edition, &sample).await?;
    // While the decision can be undone, its organiser does not know of it and announces nothing.
    organiser::told_of_the_decision(&visitor, &sample).await?;
    follow_up::announces(&visitor, &sample, &own).await?;
    reader::sees_announced(&visitor, &edition, &sample).await
}

#[tokio::test]
async fn lost_links_come_back_by_mail_and_the_page_tells_nobody_who_has_some() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("06-formation-design-lille.toml", "liens-perdus");
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    let known = follow_up::asks(&visitor, &sample.organiser_email).await?;
    let unknown = follow_up::asks(&visitor, "personne-d-ici@exemple.gouv.fr").await?;
    ensure!(known == unknown, "the answers differ");
    let own = follow_up::asks_for_links(&visitor, &sample).await?;
    follow_up::opens(&visitor, &sample, &own).await
}
