//! An issue of the newsletter as a reader receives it.

mod checks;
mod colours;
mod section;

use std::collections::BTreeSet;

use askama::Template;
use model::mailing::Issue;
use model::territory::Region;

use colours::{DARK, LIGHT, Palette};
use section::{Entry, Part, Section, Writer};

pub use checks::{Check, checks};

/// An issue, for a reader.
#[derive(Debug, Clone, Copy)]
pub struct IssueView<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The reader's regions: whose news they are shown.
    pub regions: &'a BTreeSet<Region>,
    /// The site's address.
    pub base_url: &'a str,
    /// Where the reader changes what they receive: their own link, or any address in a preview.
    pub preferences: &'a str,
    /// In the dark colours whatever the reader's screen: for a preview.
    pub dark: bool,
    /// What is said to an editor at the head.
    pub banner: Option<&'a Banner>,
}

/// What is said to an editor at the head of an issue that is not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// One sentence or two.
    pub sentence: String,
    /// What the button says.
    pub label: &'static str,
    /// Where it leads.
    pub address: String,
}

/// What a reader receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    /// The subject.
    pub subject: String,
    /// The line that mail clients show beside the subject.
    pub preheader: String,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
}

#[derive(Template)]
#[template(path = "issue.html")]
struct Html<'a> {
    view: &'a IssueView<'a>,
    sections: &'a [Section],
    online: &'a str,
    colours: &'a Palette,
    dark: &'a Palette,
}

#[derive(Template)]
#[template(path = "issue.txt", escape = "none")]
struct Text<'a> {
    view: &'a IssueView<'a>,
    sections: &'a [Section],
    online: &'a str,
}

impl IssueView<'_> {
    /// Its words, in both parts.
    pub fn render(&self) -> Rendering {
        let issue = self.issue;
        let colours = if self.dark { &DARK } else { &LIGHT };
        let programme = format!("{}/{}/evenements/", self.base_url, issue.edition);
        let writer = Writer { base_url: self.base_url, programme: &programme, colours };
        let blocks = issue.blocks_for(self.regions);
        let sections: Vec<_> = blocks.iter().map(|block| writer.section(block)).collect();
        let online = format!("{}{}", self.base_url, issue.path());
        let html = Html { view: self, sections: &sections, online: &online, colours, dark: &DARK };
        let text = Text { view: self, sections: &sections, online: &online };
        Rendering {
            subject: issue.subject.as_str().to_owned(),
            preheader: issue.preheader.as_str().to_owned(),
            // Both format strings only: they have nothing to fail on.
            html: html.render().unwrap_or_default(),
            text: text.render().unwrap_or_default(),
        }
    }

    /// What it is called at its head.
    fn masthead(&self) -> String {
        format!("La lettre du {}", self.issue.edition_name)
    }

    /// Why one receives it, and from whom.
    fn why(&self) -> String {
        format!(
            "Vous recevez cette lettre parce que vous avez demandé à la recevoir. Expéditeur\u{a0}: {}.",
            self.issue.operator
        )
    }
}

/// What underlines a heading of the text part.
fn rule(heading: &str, with: &str) -> String {
    with.repeat(heading.chars().count().max(3))
}

/// An event of the text part: its title after a dash, then a line for each thing that is said of it.
fn entry(entry: &Entry) -> String {
    let lines = [Some(&entry.about), entry.summary.as_ref(), Some(&entry.address)];
    let lines = lines.into_iter().flatten().map(|line| format!("\n  {line}"));
    std::iter::once(format!("- {}", entry.title)).chain(lines).collect()
}
