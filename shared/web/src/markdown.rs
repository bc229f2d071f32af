//! Editors' Markdown: paragraphs, emphasis, lists, quotations and links, as HTML and as text.
//!
//! Nothing else comes through: raw HTML is dropped, an image is its alternative text, a heading or code a paragraph, and
//! only `https:`, `http:` and `mailto:` addresses are links.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use url::Url;

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
    let mut html = Html { out: String::new(), attributes, links: vec![] };
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

struct Html<'a> {
    out: String,
    attributes: &'a Attributes<'a>,
    /// The links that are open: none for one that is not kept, else its address and where its text starts.
    links: Vec<Option<(String, usize)>>,
}

impl Html<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.escaped(&text),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            _ => {} // raw HTML; the extensions are off
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let Attributes { paragraph, list, quotation, link } = *self.attributes;
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => self.open("p", paragraph),
            Tag::Heading { .. } => {
                self.open("p", paragraph);
                self.open("strong", "");
            }
            Tag::BlockQuote(_) => self.open("blockquote", quotation),
            Tag::List(None) => self.open("ul", list),
            Tag::List(Some(1)) => self.open("ol", list),
            Tag::List(Some(first)) => self.open("ol", &format!("{list} start=\"{first}\"")),
            Tag::Item => self.open("li", ""),
            Tag::Emphasis => self.open("em", ""),
            Tag::Strong => self.open("strong", ""),
            Tag::Link { link_type, dest_url, .. } => {
                let within_another = self.links.iter().any(Option::is_some);
                let kept = address(link_type, &dest_url).filter(|_| !within_another);
                if let Some(address) = &kept {
                    self.out.push_str("<a href=\"");
                    self.escaped(address);
                    self.out.push('"');
                    self.out.push_str(link);
                    self.out.push('>');
                }
                self.links.push(kept.map(|address| (address, self.out.len())));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let closing = match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock => "</p>\n",
            TagEnd::Heading(_) => "</strong></p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link => match self.links.pop().flatten() {
                Some((address, start)) => {
                    if self.out.len() == start {
                        self.escaped(&address); // a link without a text is one that nobody finds
                    }
                    "</a>"
                }
                None => "",
            },
            _ => "",
        };
        self.out.push_str(closing);
    }

    fn open(&mut self, element: &str, attributes: &str) {
        self.out.extend(["<", element, attributes, ">"]);
    }

    fn escaped(&mut self, text: &str) {
        for character in visible(text) {
            match character {
                '&' => self.out.push_str("&#38;"),
                '<' => self.out.push_str("&#60;"),
                '>' => self.out.push_str("&#62;"),
                '"' => self.out.push_str("&#34;"),
                '\'' => self.out.push_str("&#39;"),
                plain => self.out.push(plain),
            }
        }
    }
}

/// What stands between what is written and what comes next.
#[derive(Clone, Copy, Default)]
enum Gap {
    #[default]
    None,
    Line,
    Blank,
}

#[derive(Default)]
struct Text {
    out: String,
    gap: Gap,
    /// What each line begins with: a quotation's sign, an item's indentation.
    margins: Vec<&'static str>,
    /// The lists that are open, with the number of their next item.
    lists: Vec<Option<u64>>,
    /// The links that are open: where they lead, and where their text starts.
    links: Vec<(Option<String>, usize)>,
}

impl Text {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.said(&text),
            Event::SoftBreak => self.out.push(' '),
            Event::HardBreak => self.gap = Gap::Line,
            Event::Rule => {
                self.gap = Gap::Blank;
                self.said("* * *");
                self.gap = Gap::Blank;
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.close_gap();
                self.out.push_str("> ");
                self.margins.push("> ");
            }
            Tag::List(first) => {
                if !self.lists.is_empty() {
                    self.gap = Gap::Line;
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.close_gap();
                let bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.out.push_str(&bullet);
                self.margins.push("  ");
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.close_gap();
                self.links.push((address(link_type, &dest_url), self.out.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.gap = Gap::Blank,
            TagEnd::BlockQuote(_) => {
                self.margins.pop();
                self.gap = Gap::Blank;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap = if self.lists.is_empty() { Gap::Blank } else { Gap::Line };
            }
            TagEnd::Item => {
                self.margins.pop();
                self.gap = Gap::Line;
            }
            TagEnd::Link => {
                let Some((Some(address), start)) = self.links.pop() else { return };
                let shown = address.strip_prefix("mailto:").unwrap_or(&address).to_owned();
                match self.out.get(start..) {
                    Some("") => self.out.push_str(&shown),
                    Some(text) if text == shown || text == address => {}
                    _ => self.out.extend([" (", &shown, ")"]),
                }
            }
            _ => {}
        }
    }

    fn said(&mut self, text: &str) {
        self.close_gap();
        self.out.extend(visible(text));
    }

    fn close_gap(&mut self) {
        let margin = self.margins.concat();
        match std::mem::take(&mut self.gap) {
            _ if self.out.is_empty() => {}
            Gap::None => {}
            Gap::Line => self.out.extend(["\n", &margin]),
            Gap::Blank => self.out.extend(["\n", margin.trim_end(), "\n", &margin]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str) -> String {
        html(markdown, &Attributes::default())
    }

    const LETTER: &str = "Bonjour,\n\nLa semaine est *riche* et **belle** :\n\n- un [atelier](https://exemple.fr/a?b=1&c=2)\n- \
                          une visite\n  - le matin\n\n1. lire\n2. venir\n\n> Osons !\n>\n> Ensemble.\n\nÉcrivez à \
                          <mip@exemple.fr>.\\\nMerci.";

    #[test]
    fn paragraphs_emphasis_lists_quotations_and_links_are_kept() {
        assert_eq!(
            plain(LETTER),
            "<p>Bonjour,</p>\n<p>La semaine est <em>riche</em> et <strong>belle</strong> :</p>\n<ul><li>un <a \
             href=\"https://exemple.fr/a?b=1&#38;c=2\">atelier</a></li>\n<li>une visite<ul><li>le \
             matin</li>\n</ul>\n</li>\n</ul>\n<ol><li>lire</li>\n<li>venir</li>\n</ol>\n<blockquote><p>Osons \
             !</p>\n<p>Ensemble.</p>\n</blockquote>\n<p>Écrivez à <a \
             href=\"mailto:mip@exemple.fr\">mip@exemple.fr</a>.<br>\nMerci.</p>"
        );
    }

    #[test]
    fn the_text_says_the_same_with_its_links_written_out() {
        assert_eq!(
            text(LETTER),
            "Bonjour,\n\nLa semaine est riche et belle :\n\n- un atelier (https://exemple.fr/a?b=1&c=2)\n- une visite\n  \
             - le matin\n\n1. lire\n2. venir\n\n> Osons !\n>\n> Ensemble.\n\nÉcrivez à mip@exemple.fr.\nMerci."
        );
    }

    #[test]
    fn html_images_headings_and_other_addresses_are_no_more_than_text() {
        let hostile = "# Titre\n\n<script>alert(1)</script>\n\nUn <b onclick=\"x\">mot</b> & \"deux\"\n\n![un \
                       chat](https://exemple.fr/x.png) [ici](javascript:alert(1)) [là](/2027/) `<i>`\n\n    <u>code</u>\n";
        assert_eq!(
            plain(hostile),
            "<p><strong>Titre</strong></p>\n<p>Un mot &#38; &#34;deux&#34;</p>\n<p>un chat ici là \
             &#60;i&#62;</p>\n<p>&#60;u&#62;code&#60;/u&#62;\n</p>"
        );
        assert_eq!(text(hostile), "Titre\n\nUn mot & \"deux\"\n\nun chat ici là <i>\n\n<u>code</u>");
    }

    #[test]
    fn a_link_without_a_text_shows_its_address_and_one_that_is_its_own_text_shows_it_once() {
        let markdown = "[](https://exemple.fr/) et <https://exemple.fr/>";
        let link = "<a href=\"https://exemple.fr/\">https://exemple.fr/</a>";
        assert_eq!(plain(markdown), format!("<p>{link} et {link}</p>"));
        assert_eq!(text(markdown), "https://exemple.fr/ et https://exemple.fr/");
    }

    #[test]
    fn an_address_cannot_leave_its_attribute_nor_a_number_write_a_control_character() {
        let markdown = "[x](<https://exemple.fr/\"&gt;&lt;script&gt;>) &#1;&#x7f;y";
        assert_eq!(plain(markdown), "<p><a href=\"https://exemple.fr/%22%3E%3Cscript%3E\">x</a> y</p>");
        assert_eq!(text(markdown), "x (https://exemple.fr/%22%3E%3Cscript%3E) y");
    }

    #[test]
    fn attributes_go_where_they_are_asked_for() {
        let attributes = Attributes {
            paragraph: " class=\"p\"",
            list: " class=\"l\"",
            quotation: " class=\"q\"",
            link: " class=\"a\"",
        };
        assert_eq!(
            html("[x](https://a.fr)\n\n3. y\n\n> z", &attributes),
            "<p class=\"p\"><a href=\"https://a.fr/\" class=\"a\">x</a></p>\n<ol class=\"l\" \
             start=\"3\"><li>y</li>\n</ol>\n<blockquote class=\"q\"><p class=\"p\">z</p>\n</blockquote>"
        );
    }

    #[test]
    fn where_links_lead_is_known_be_they_kept_or_not() {
        assert_eq!(
            links("[a](https://a.fr) [b](javascript:x)\n\n- <b@c.fr>"),
            ["https://a.fr", "javascript:x", "mailto:b@c.fr"]
        );
    }
}
