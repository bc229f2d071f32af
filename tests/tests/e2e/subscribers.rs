//! People and the newsletter: signing up, choosing, moving, leaving.

use anyhow::{Context, ensure};
use jiff::SignedDuration;
use links::{Capability, Purpose};
use local::demo::subscriber::{self, Subscriber};
use local::visitor::{Submission, Visitor};
use runtime::Clock;

use crate::system::System;

#[tokio::test]
async fn a_mistake_is_explained_and_a_scanner_confirms_nothing() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let reader = reader("inscrite", Some("27"));
    subscriber::ask_badly(&visitor, &reader).await?;
    subscriber::ask(&visitor, &reader).await?;
    let link = subscriber::asked_to_confirm(&visitor, &reader).await?;
    subscriber::confirm_nothing(&visitor, &link).await?;
    subscriber::confirm(&visitor, &link).await?;
    let choices = subscriber::welcomed(&visitor, &reader).await?;
    let form = visitor.open(&choices).await?.expect_status(200)?.form_with(&["region", "rhythm"])?;
    ensure!(form.values("region") == ["27"], "what was chosen is lost: {:?}", form.values("region"));
    Ok(())
}

#[tokio::test]
async fn nobody_learns_who_subscribes() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let known = reader("connue", None);
    subscribe(&visitor, &known).await?;
    let unknown = reader("inconnue", None);
    let answers = [answer(&visitor, &known).await?, answer(&visitor, &unknown).await?];
    ensure!(answers[0] == answers[1], "{answers:?}");
    Ok(())
}

#[tokio::test]
async fn choices_are_kept_and_move_along_and_leave_with_their_owner() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let (before, after) = (reader("ancienne", Some("53")), reader("nouvelle", Some("53")));
    let choices = subscribe(&visitor, &before).await?;
    subscriber::read_monthly(&visitor, &choices).await?;

    let mut form = visitor.open(&choices).await?.form_with(&["email"])?;
    form.fill("email", &after.email)?;
    visitor.send(form.press("Changer d’adresse")?).await?.expect_status(200)?;
    let link = subscriber::asked_to_confirm(&visitor, &after).await?;
    visitor.open(&choices).await?.form_with(&["rhythm"])?; // nothing has moved yet
    subscriber::confirm(&visitor, &link).await?;
    subscriber::has_left(&visitor, &choices).await?;

    let choices = subscriber::welcomed(&visitor, &after).await?;
    let form = visitor.open(&choices).await?.expect_status(200)?.form_with(&["rhythm", "region"])?;
    ensure!(form.value("rhythm") == Some("monthly"), "the rhythm has not moved along");
    ensure!(form.values("region") == ["53"], "the region has not moved along");
    let copy = visitor.open(&format!("{choices}?copie=1")).await?.expect_status(200)?;
    ensure!(copy.json::<serde_json::Value>()?.to_string().contains(&after.email), "{}", copy.source());
    subscriber::leave(&visitor, &choices, true).await
}

#[tokio::test]
async fn whoever_leaves_by_the_page_says_so_and_may_come_back() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let reader = reader("revenante", None);
    let choices = subscribe(&visitor, &reader).await?;
    subscriber::leave(&visitor, &choices, false).await?;
    subscriber::ask(&visitor, &reader).await
}

#[tokio::test]
async fn addresses_that_no_mail_can_reach_are_refused_with_a_message() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    for address in
        ["", "lectrice", "léa@exemple.gouv.fr", "a@b", "a@exemple.gouv.fr\r\nBcc: b@exemple.gouv.fr"]
    {
        let fields =
            [("email", address), ("consent", "oui")].map(|(name, value)| (name.into(), value.into()));
        let url = visitor.address("/abonnement")?;
        let page = visitor.send(Submission { post: true, url, fields: fields.into(), upload: None }).await?;
        ensure!(page.status() == 422, "“{address}”: {}", page.shown());
        let problems = page.problems();
        ensure!(problems.iter().any(|problem| problem.field == "email"), "“{address}”: {problems:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_link_is_for_one_thing_for_one_person_and_for_a_time() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let choices = subscribe(&visitor, &reader("liens", None)).await?;
    let token = choices.rsplit('/').next().context("no token")?;
    let mut other = token.to_owned();
    other.replace_range(20..21, if token.get(20..21) == Some("A") { "B" } else { "A" });
    let secret = runtime::secrets::link_keys(&runtime::aws::config().await).await?;
    let keys = secret.value().clone();
    let now = Clock::system().now();
    let here = Capability::accept(token, Purpose::Preferences, &keys, now).context("not our link")?;
    let expired = Capability { expires: now - SignedDuration::from_secs(1), ..here };
    for path in [
        format!("/abonnement/confirmer/{token}"),
        format!("/desabonner/{token}"),
        format!("/lettre/{token}"),
        format!("/abonnement/mes-choix/{other}"),
        expired.link("", &keys),
    ] {
        let one_click = visitor
            .client()
            .post(visitor.address(&path)?)
            .header("content-type", "application/x-www-form-urlencoded")
            .body("List-Unsubscribe=One-Click");
        for request in [visitor.client().get(visitor.address(&path)?), one_click] {
            let page = visitor.fetch(request).await?.expect_status(404)?;
            ensure!(page.has("html[lang=fr] h1") && page.has("a[href=\"/\"]"), "{}", page.shown());
        }
    }
    visitor.open(&choices).await?.expect_status(200)?.form_with(&["rhythm"]).map(drop)
}

/// From the form to the welcome: the link to the choices.
pub(crate) async fn subscribe(visitor: &Visitor, reader: &Subscriber) -> anyhow::Result<String> {
    subscriber::ask(visitor, reader).await?;
    let link = subscriber::asked_to_confirm(visitor, reader).await?;
    subscriber::confirm(visitor, &link).await?;
    subscriber::welcomed(visitor, reader).await
}

/// Someone whom only one test has.
pub(crate) fn reader(whose: &str, region: Option<&'static str>) -> Subscriber {
    Subscriber { email: format!("{whose}.lettre@exemple.gouv.fr"), region }
}

/// What the page says to whoever asks with an address, but for the address.
async fn answer(visitor: &Visitor, reader: &Subscriber) -> anyhow::Result<String> {
    let mut form = visitor.open("/abonnement").await?.form_with(&["email", "consent"])?;
    form.fill("email", &reader.email)?.tick("consent", "oui")?;
    let page = visitor.send(form.press("M’abonner")?).await?.expect_status(200)?;
    Ok(page.source().replace(&reader.email, ""))
}
