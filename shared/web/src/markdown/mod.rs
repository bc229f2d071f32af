//! Editors' Markdown: paragraphs, emphasis, lists, quotations and links, as HTML and as text.
//!
//! Nothing else comes through: raw HTML is dropped, an image is its alternative text, a heading or code a paragraph, and
//! only `https:`, `http:` and `mailto:` addresses are links.

mod html;
#[cfg(test)]
mod tests;
mod text;

use pulldown_cmark::{Event, LinkType, Parser, Tag};
use url::Url;

use html::Html;
use text::Text;

/// What is added to the tags of the HTML, where style sheets do not reach: in mails. Each starts with a space, and is
/// HTML already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attributes<'a> {
    /// Of `p`.
    pub paragraph: &'a str,
    /// Of `ul` and `ol`.
    pub list: &'a str,
    /// Of `blockquote`.
    pub quotation: &'a str,
    /// Of `a`.
    pub link: &'a str,
}

/// The HTML of a text.
pub fn html(markdown: &str, attributes: &Attributes<'_>) -> String {
    let mut html = Html::new(attributes);
    Parser::new(markdown).for_each(|event| html.take(event));
    html.out.trim_end().to_owned()
}

/// The same as text: links as « texte (adresse) », items after a dash or their number.
pub fn text(markdown: &str) -> String {
    let mut text = Text::default();
    Parser::new(markdown).for_each(|event| text.take(event));
    text.out.trim_end().to_owned()
}

/// Where its links lead, as they were typed, be they kept or not.
pub fn links(markdown: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { link_type, dest_url, .. }) => Some(typed(link_type, &dest_url)),
        _ => None,
    };
    Parser::new(markdown).filter_map(link).collect()
}

/// An address as it was typed; `<a@b.fr>` writes to someone.
fn typed(link_type: LinkType, address: &str) -> String {
    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
    format!("{scheme}{address}")
}

/// The normalised address, if a link may lead to it.
fn address(link_type: LinkType, address: &str) -> Option<String> {
    let url = Url::parse(&typed(link_type, address)).ok()?;
    matches!(url.scheme(), "https" | "http" | "mailto").then(|| url.into())
}

/// Without control characters: a text can hold any by its number (`&#1;`).
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| *c == '\n' || !c.is_control())
}
