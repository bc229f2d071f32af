//! The edition's issues, and the way to start another.

use askama::Template;
use model::french;
use model::mailing::Mailing;
use web::form::TickBox;

use super::Sheet;
use crate::timing::plural;

#[derive(Template)]
#[template(path = "issues.html")]
struct Issues<'a> {
    sheet: &'a Sheet<'a>,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    subject: &'a str,
    address: String,
    here: bool,
    state: &'static str,
    about: String,
}

/// The part of the page, the latest first.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let mut issues: Vec<_> = sheet.case.issues.iter().collect();
    issues.sort_by_key(|issue| {
        std::cmp::Reverse((issue.week, issue.history.first().map(|first| first.at), issue.id))
    });
    let lines = issues.into_iter().map(|issue| line(issue, sheet)).collect();
    Issues { sheet, lines }.render().unwrap_or_default() // formats strings only
}

fn line<'a>(issue: &'a Mailing, sheet: &Sheet<'a>) -> Line<'a> {
    let week = format!("semaine du {}", french::day(issue.week));
    let about = match (issue.audience, sheet.figures.get(&issue.id)) {
        (Some(audience), sent) => {
            let audience = plural(audience as usize, "destinataire", "destinataires");
            let sent = plural(sent.copied().unwrap_or_default(), "copie partie", "copies parties");
            format!("{week}, {audience}, {sent}")
        }
        (None, _) => week,
    };
    Line {
        subject: issue.words.subject.as_str(),
        address: sheet.case.link.address_of(issue.id, sheet.keys),
        here: issue.id == sheet.case.mailing.id,
        state: issue.state.label(),
        about,
    }
}

impl Issues<'_> {
    fn key(&self) -> &str {
        self.sheet.typed("vierge", "cle").filter(|key| !key.is_empty()).unwrap_or(self.sheet.key)
    }

    fn blank_box(&self) -> String {
        TickBox {
            id: "vierge",
            name: "vierge",
            value: "oui",
            label: "Oui, je commence une lettre vierge.",
            error: self.sheet.error("vierge"),
            ..TickBox::default()
        }
        .html()
    }
}
