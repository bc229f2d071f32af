//! Other keys in mid-campaign: between two letters to the same reader.

use anyhow::{Context, ensure};
use local::demo::editor::{self, Words};
use local::demo::subscriber::{self, Subscriber};
use local::visitor::Visitor;

use crate::mip::mip;

/// A subscriber, by the link to their choices.
pub(crate) struct Reader {
    pub(crate) choices: String,
}

/// A letter before, a letter after: the links of both work, and so does the one to the page of choices.
pub(crate) async fn change_between_two_letters(visitor: &Visitor) -> anyhow::Result<Reader> {
    let who = Subscriber { email: "operateur.lettre@exemple.gouv.fr".into(), region: Some("94") };
    subscriber::ask(visitor, &who).await?;
    let link = subscriber::asked_to_confirm(visitor, &who).await?;
    subscriber::confirm(visitor, &link).await?;
    let choices = subscriber::welcomed(visitor, &who).await?;

    let before = receives(visitor, &who, "avant le changement de clé").await?;
    mip("keys rotate")?.done()?;
    mip("keys rotate")?.done()?; // twice is once
    let after = receives(visitor, &who, "après le changement de clé").await?;
    ensure!(key_of(&before)? != key_of(&after)?, "both letters are signed by the same key");
    for link in [&choices, &before, &after] {
        visitor.open(link).await?.expect_status(200)?;
    }
    mip("keys status")?.done()?;
    mip("keys retire 1 --yes")?.refused(1, "--even-valid-links")?;
    Ok(Reader { choices })
}

/// Sends a letter; gives the link by which its reader's mail program unsubscribes.
async fn receives(visitor: &Visitor, who: &Subscriber, when: &str) -> anyhow::Result<String> {
    let words = Words {
        subject: format!("La lettre, {when}"),
        preheader: "Une lettre de l’opérateur.".into(),
        editorial: "Bonjour.".into(),
        region: who.region,
    };
    let link = editor::begin(visitor, &editor::drafted(visitor).await?).await?;
    editor::write(visitor, &link, &words).await?;
    editor::launch(visitor, &link).await?;
    editor::sees_it_sent(visitor, &link).await?;
    let mail = subscriber::receives(visitor, who, &words.subject).await?;
    mail.one_click.context("the letter cannot be unsubscribed from")
}

/// The number of the key that signed a link: the second byte of its token, after the version.
fn key_of(link: &str) -> anyhow::Result<u8> {
    let token = link.rsplit('/').next().context("no token")?;
    let bytes = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes())?;
    bytes.get(1).copied().context("a token of two bytes at least")
}
