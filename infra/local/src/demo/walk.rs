//! The walk through the form: from the introduction, step by step, to the page that shows everything; and on, to the
//! picture and the receipt.

use anyhow::{Context, bail, ensure};
use model::edition::Edition;
use model::proof;
use model::proposal::Stage;
use tokio::time::{Instant, sleep};

use super::samples::{Sample, date};
use super::{LOOK, PATIENCE, picture, say_same};
use crate::visitor::{Form, Page, Submission, Visitor};

const INTRODUCTION: &str = "/proposer";

/// Where a draft is found again.
const DRAFTS: &str = "/proposition/";

/// A form that is being filled in: its private address.
#[derive(Clone, Debug)]
pub struct Draft {
    address: String,
}

/// What the pages run on: with scripts, they prove some work before they are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// The usual one.
    WithScripts,
    /// Scripts are off, or were lost on the way.
    WithoutScripts,
}

impl Draft {
    /// The draft of a page under its address.
    pub fn of(page: &Page) -> anyhow::Result<Self> {
        let token = page.url().path().strip_prefix(DRAFTS).and_then(|rest| rest.split('/').next());
        let token = token.with_context(|| format!("not a page of a draft: {}", page.shown()))?;
        Ok(Self { address: format!("{DRAFTS}{token}") })
    }

    /// The draft of a form that a page holds: where the form goes.
    pub fn of_form(page: &Page) -> anyhow::Result<Self> {
        let goes = page.forms().into_iter().find_map(|form| {
            let token = form.address().path().strip_prefix(DRAFTS)?.split('/').next()?;
            Some(Self { address: format!("{DRAFTS}{token}") })
        });
        goes.with_context(|| format!("no form of a draft: {}", page.shown()))
    }

    /// One of its pages.
    pub async fn open(&self, visitor: &Visitor, page: &str) -> anyhow::Result<Page> {
        visitor.open(&format!("{}/{page}", self.address)).await?.expect_status(200)
    }
}

/// Reads the introduction and opens the first step.
pub async fn begin(visitor: &Visitor) -> anyhow::Result<Page> {
    let introduction = visitor.open(INTRODUCTION).await?.expect_status(200)?;
    visitor.open(introduction.link("Commencer")?.address.as_str()).await?.expect_status(200)
}

/// Fills every step as the sample says, and adds its picture: a draft that is ready to be sent.
pub async fn write(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<Draft> {
    go_on(visitor, begin(visitor).await?, edition, sample).await
}

/// The same, from the step at which one stands.
pub async fn go_on(
    visitor: &Visitor,
    page: Page,
    edition: &Edition,
    sample: &Sample,
) -> anyhow::Result<Draft> {
    let mut page = page;
    while let Some(stage) = stage_of(&page) {
        let form = fill(visitor, &page, stage, edition, sample).await?;
        page = visitor.send(form.press_named("action", "continuer")?).await?.expect_status(200)?;
        ensure!(stage_of(&page) != Some(stage), "it does not go on: {}", page.shown());
    }
    let draft = Draft::of(&page)?;
    if sample.picture.is_some() {
        picture::add(visitor, &page, sample).await?;
    }
    Ok(draft)
}

/// At which step a page stands; none on the page that shows everything.
fn stage_of(page: &Page) -> Option<Stage> {
    match page.url().path().rsplit('/').next()? {
        "commencer" => Some(Stage::Event),
        code => Stage::from_code(code),
    }
}

/// The form of a step, filled as the sample says.
pub async fn fill(
    visitor: &Visitor,
    page: &Page,
    stage: Stage,
    edition: &Edition,
    sample: &Sample,
) -> anyhow::Result<Form> {
    match stage {
        Stage::Event => event(page, sample),
        Stage::Dates => dates(visitor, page, edition, sample).await,
        Stage::Place => place(visitor, page, sample).await,
        Stage::Public => public(page, edition, sample),
        Stage::Organisation => organisation(page, sample),
        Stage::Picture => bail!("the picture has a page of its own"),
    }
}

fn event(page: &Page, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = page.form_with(&["title", "summary"])?;
    form.fill("title", &sample.title)?
        .fill("summary", &sample.summary)?
        .fill("description", sample.description.trim())?
        .choose("format", &sample.format)?;
    tick(&mut form, "themes", &sample.themes)?;
    Ok(form)
}

async fn dates(visitor: &Visitor, page: &Page, edition: &Edition, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = page.form_with(&["schedule", "slot_date"])?;
    while form.values("slot_date").len() < sample.slots.len() {
        let more = visitor.send(form.press_named("action", "ajouter-creneau")?).await?.expect_status(200)?;
        form = more.form_with(&["schedule", "slot_date"])?;
    }
    form.choose("schedule", if sample.period.is_some() { "period" } else { "slots" })?;
    for (row, slot) in sample.slots.iter().enumerate() {
        form.fill_nth("slot_date", row, &date(edition, slot.day))?;
        form.fill_nth("slot_start", row, &slot.start)?;
        form.fill_nth("slot_end", row, &slot.end)?;
    }
    if let Some(period) = &sample.period {
        form.fill("period_from", &date(edition, period.from))?;
        form.fill("period_to", &date(edition, period.to))?;
    }
    Ok(form)
}

async fn place(visitor: &Visitor, page: &Page, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = page.form_with(&["mode", "place_name"])?;
    while form.values("place_name").len() < sample.places.len() {
        let more = visitor.send(form.press_named("action", "ajouter-lieu")?).await?.expect_status(200)?;
        form = more.form_with(&["mode", "place_name"])?;
    }
    form.choose("mode", &sample.mode)?;
    for (row, place) in sample.places.iter().enumerate() {
        form.fill_nth("place_name", row, &place.name)?;
        form.fill_nth("address", row, &place.address)?;
        form.fill_nth("postcode", row, &place.postcode)?;
        form.fill_nth("commune", row, &place.commune)?;
    }
    if sample.mode != "on-site" {
        let for_all = !sample.online_link.is_empty();
        form.choose("online_access", if for_all { "public" } else { "registered" })?;
        form.fill("online_link", &sample.online_link)?;
    }
    Ok(form)
}

fn public(page: &Page, edition: &Edition, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = page.form_with(&["audience", "registration_link"])?;
    tick(&mut form, "audience", &sample.audience)?;
    tick(&mut form, "accessibility", &sample.accessibility)?;
    form.fill("capacity", &sample.capacity)?
        .fill("registration_link", &sample.registration_link)?
        .fill("registration_email", &sample.registration_email)?
        .fill("accessibility_contact", &sample.accessibility_contact)?
        .fill("accessibility_details", &sample.accessibility_details)?;
    if let Some(day) = sample.registration_deadline {
        form.fill("registration_deadline", &date(edition, day))?;
    }
    Ok(form)
}

fn organisation(page: &Page, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = page.form_with(&["organisation", "organiser_email"])?;
    ensure!(form.value("newsletter").is_none(), "the newsletter is ticked beforehand");
    form.fill("organisation", &sample.organisation)?
        .choose("organisation_kind", &sample.organisation_kind)?
        .fill("partners", &sample.partners)?
        .fill("contact_name", &sample.contact_name)?
        .fill("contact_email", &sample.contact_email)?
        .fill("organiser_name", &sample.organiser_name)?
        .fill("organiser_role", &sample.organiser_role)?
        .fill("organiser_email", &sample.organiser_email)?;
    Ok(form)
}

fn tick(form: &mut Form, name: &str, values: &[String]) -> anyhow::Result<()> {
    for value in values {
        form.tick(name, value)?;
    }
    Ok(())
}

/// Reads everything once more, says that it is right, and sends: the reference of the receipt, and what was sent.
///
/// Who is faster than a person is asked to press once more.
pub async fn send(
    visitor: &Visitor,
    draft: &Draft,
    browser: Browser,
) -> anyhow::Result<(String, Submission)> {
    let deadline = Instant::now() + PATIENCE;
    let mut page = draft.open(visitor, "verifier").await?;
    loop {
        let submission = checked(&page, browser)?;
        page = visitor.send(submission.clone()).await?;
        let is_too_fast = page.status() == 422 && say_same(&page.text(), "Appuyez une seconde fois");
        if !is_too_fast {
            return Ok((reference(&page)?, submission));
        }
        ensure!(Instant::now() < deadline, "still too fast after {PATIENCE:?}: {}", page.shown());
        sleep(LOOK).await;
    }
}

/// The form of the page that shows everything, with its box ticked.
fn checked(page: &Page, browser: Browser) -> anyhow::Result<Submission> {
    let mut form = page.form_with(&["exact"])?;
    ensure!(form.value("exact").is_none(), "the box is ticked beforehand");
    form.tick("exact", "oui")?;
    if browser == Browser::WithScripts {
        let challenge = page.attribute("form[data-proof]", "data-proof").context("nothing to prove")?;
        let nonce =
            (0..1_u64 << 24).map(|nonce| nonce.to_string()).find(|nonce| proof::holds(&challenge, nonce));
        form.set_hidden("preuve", &nonce.context("no nonce")?)?;
    }
    form.press("Envoyer ma proposition")
}

/// The reference on a receipt.
pub fn reference(page: &Page) -> anyhow::Result<String> {
    ensure!(page.status() == 200, "no receipt: {}", page.shown());
    let reference =
        page.text_of("#reference").with_context(|| format!("no reference on {}", page.shown()))?;
    ensure!(reference.len() == "XXXX-XXXX-XXXX".len(), "“{reference}” is not a reference");
    Ok(reference)
}
