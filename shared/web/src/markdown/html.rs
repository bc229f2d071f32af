//! As HTML, event by event.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Attributes, address, visible};

/// What is written so far.
pub(super) struct Html<'a> {
    pub(super) out: String,
    attributes: &'a Attributes<'a>,
    /// The links that are open: none for one that is not kept, else its address and where its text starts.
    links: Vec<Option<(String, usize)>>,
}

impl<'a> Html<'a> {
    pub(super) fn new(attributes: &'a Attributes<'a>) -> Self {
        Self { out: String::new(), attributes, links: vec![] }
    }

    pub(super) fn take(&mut self, event: Event<'_>) {
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
