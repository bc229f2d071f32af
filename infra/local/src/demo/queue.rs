//! The moderator's queue, from a personal link asked for by mail.

use super::PATIENCE;
use super::samples::Sample;
use crate::mailbox::message::Mail;
use crate::visitor::Visitor;

const QUEUE: &str = "/moderation/";

/// Looks for an event in a moderator's queue: the link to decide about it, if it is there.
pub(super) async fn find(
    visitor: &Visitor,
    address: &str,
    sample: &Sample,
) -> anyhow::Result<Option<String>> {
    let queue = personal_link(visitor, address).await?;
    let words = url::form_urlencoded::byte_serialize(sample.title.as_bytes()).collect::<String>();
    let list = visitor.open(&format!("{queue}?pour=toutes&q={words}")).await?.expect_status(200)?;
    let decides = list.links().into_iter().find(|link| {
        link.address.path().starts_with("/moderer/") && super::say_same(&link.words, &sample.title)
    });
    Ok(decides.map(|link| link.address.to_string()))
}

/// The link of the last mail that brought one, or of the one that is asked for.
async fn personal_link(visitor: &Visitor, address: &str) -> anyhow::Result<String> {
    let brings = |mail: &Mail| mail.link_under(QUEUE).is_ok();
    let inbox = visitor.inbox(address);
    if let Some(mail) = inbox.mails().await?.iter().rfind(|mail| brings(mail)) {
        return mail.link_under(QUEUE);
    }
    let mut form = visitor.open("/moderation").await?.expect_status(200)?.form_with(&["email"])?;
    form.fill("email", address)?;
    visitor.send(form.press_only()?).await?.expect_status(200)?;
    inbox.wait_for("their personal link", PATIENCE, brings).await?.link_under(QUEUE)
}
