//! As text, event by event.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{address, visible};

/// What stands between what is written and what comes next.
#[derive(Clone, Copy, Default)]
enum Gap {
    #[default]
    None,
    Line,
    Blank,
}

/// What is written so far.
#[derive(Default)]
pub(super) struct Text {
    pub(super) out: String,
    gap: Gap,
    /// What each line begins with: a quotation's sign, an item's indentation.
    margins: Vec<&'static str>,
    /// The lists that are open, with the number of their next item.
    lists: Vec<Option<u64>>,
    /// The links that are open: where they lead, and where their text starts.
    links: Vec<(Option<String>, usize)>,
}

impl Text {
    pub(super) fn take(&mut self, event: Event<'_>) {
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
