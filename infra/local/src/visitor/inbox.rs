//! The mails received at an address, read through the mailbox page's own interface.

use std::time::Duration;

use anyhow::{Context, bail};
use tokio::time::{Instant, sleep};

use super::Visitor;
use crate::mailbox::message::Mail;

/// How often a person looks for new mail; they are not patient.
const LOOK: Duration = Duration::from_millis(50);

/// Someone's inbox.
#[derive(Clone, Debug)]
pub struct Inbox {
    visitor: Visitor,
    address: String,
}

impl Inbox {
    pub(super) fn new(visitor: Visitor, address: &str) -> Self {
        Self { visitor, address: address.to_owned() }
    }

    /// Every mail received so far, oldest first.
    pub async fn mails(&self) -> anyhow::Result<Vec<Mail>> {
        let page = self.visitor.open("/_boite/api/messages").await?.expect_status(200)?;
        let mut mails: Vec<Mail> = page.json()?;
        mails.retain(|mail| mail.to.iter().any(|to| to.eq_ignore_ascii_case(&self.address)));
        mails.reverse();
        Ok(mails)
    }

    /// The first mail that `wanted` recognises, as soon as it is there.
    pub async fn wait_for(
        &self,
        what: &str,
        patience: Duration,
        wanted: impl Fn(&Mail) -> bool,
    ) -> anyhow::Result<Mail> {
        let deadline = Instant::now() + patience;
        loop {
            let mails = self.mails().await?;
            if let Some(mail) = mails.iter().find(|mail| wanted(mail)) {
                return Ok(mail.clone());
            }
            if Instant::now() > deadline {
                let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
                bail!("{} did not get {what} within {patience:?}, only: {subjects:?}", self.address);
            }
            sleep(LOOK).await;
        }
    }
}

impl Mail {
    /// The addresses in its text part, in order.
    pub fn links(&self) -> Vec<String> {
        let text = self.text.as_deref().unwrap_or_default();
        text.split(|letter: char| letter.is_whitespace() || "<>\"«»".contains(letter))
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|link| link.trim_end_matches(['.', ',', ';', ')', '!', '?']).to_owned())
            .collect()
    }

    /// The first link whose path starts with this.
    pub fn link_under(&self, path: &str) -> anyhow::Result<String> {
        let leads = |link: &String| url::Url::parse(link).is_ok_and(|url| url.path().starts_with(path));
        self.links()
            .into_iter()
            .find(leads)
            .with_context(|| format!("no link under {path} in “{}”", self.subject))
    }
}
