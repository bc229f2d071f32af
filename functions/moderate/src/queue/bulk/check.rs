//! The check page: all the events of a bulk decision, what deserves a look, and the agreement to give.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::french;
use model::order::MOST_TARGETS;
use model::waiting::Waiting;
use store::StoreError;
use web::form::{ErrorSummary, FieldError};
use web::{Answer, Page, query};

use super::draft::{Problem, Sent};
use super::{Kind, fields, targets};
use crate::Deps;
use crate::queue::bearer::{Bearer, bad_link, with_queue};
use crate::queue::entry::Entry;
use crate::queue::filter::{Asked, Filters};
use crate::queue::wording::events;

#[derive(Template)]
#[template(path = "queue-check.html")]
struct CheckPage<'a> {
    kind: Kind,
    sent: &'a Sent,
    summary: String,
    /// Where the form goes, and the list it came from.
    action: String,
    list: String,
    count: usize,
    /// How many were listed before and no longer wait.
    gone: usize,
    flagged: Vec<Entry<'a>>,
    others: Vec<Entry<'a>>,
    fields: Vec<String>,
    tick_box: String,
}

/// What the page is made of.
pub(super) struct Check<'a> {
    pub(super) kind: Kind,
    pub(super) bearer: &'a Bearer,
    /// Those of the list it came from.
    pub(super) filters: &'a Filters,
    pub(super) found: &'a [&'a Waiting],
    /// How many were listed before and no longer wait as they did.
    pub(super) gone: usize,
    /// What was chosen and typed.
    pub(super) sent: &'a Sent,
    pub(super) problems: &'a [Problem],
}

/// Opens the page for all that the address narrows the queue to.
pub(in crate::queue) async fn show(
    deps: &Deps,
    token: &str,
    request: &Request,
) -> Result<Answer, StoreError> {
    let Some((bearer, visible)) = with_queue(deps, token).await? else { return Ok(bad_link()) };
    let asked: Asked = query::read(request);
    let Some(kind) = Kind::from_code(&asked.action) else { return Ok(Answer::not_found()) };
    let filters = Filters::of(&asked);
    let found = filters.among(&visible, &bearer);
    let cle = deps.random.key().unwrap_or_default(); // without a key, the content alone tells one order from another
    let sent = Sent { action: asked.action, cle, ..Sent::default() };
    let check = Check {
        kind,
        bearer: &bearer,
        filters: &filters,
        found: &found,
        gone: 0,
        sent: &sent,
        problems: &[],
    };
    Ok(check.answer(StatusCode::OK))
}

impl Check<'_> {
    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let Self { kind, bearer, filters, found, gone, sent, problems } = *self;
        let parameters = filters.parameters();
        let parameters: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let listed = if found.len() > MOST_TARGETS { &[] } else { found };
        let entries = listed.iter().map(|waiting| Entry::of(waiting, bearer));
        // A colleague will look at what they are entrusted with; what is decided here deserves the look now.
        let (flagged, others) = entries.partition(|it| kind != Kind::Assign && it.deserves_a_look());
        let page = CheckPage {
            kind,
            sent,
            summary: summary(problems),
            action: bearer.check_path(&parameters),
            list: bearer.list_path(&parameters),
            count: found.len(),
            gone,
            flagged,
            others,
            fields: fields::of(kind, bearer, sent, problems),
            tick_box: fields::tick_box(kind, found.len(), problems),
        };
        let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let title = page.title();
        let title = if status.is_success() { title } else { format!("Erreur – {title}") };
        Answer::with_status(status, &Page::private(&title, Some(&bearer.edition), &main))
    }
}

fn summary(problems: &[Problem]) -> String {
    let messages: Vec<_> = problems.iter().map(|problem| (problem.anchor(), problem.message())).collect();
    let errors =
        messages.iter().map(|(anchor, message)| FieldError { anchor: (*anchor).to_owned(), message });
    ErrorSummary { errors: errors.collect() }.html()
}

impl CheckPage<'_> {
    fn title(&self) -> String {
        self.kind.to_do(self.count)
    }

    fn is_too_long(&self) -> bool {
        self.count > MOST_TARGETS
    }

    fn most() -> String {
        french::number(MOST_TARGETS)
    }

    fn gone(&self) -> String {
        match self.gone {
            1 => {
                "1\u{a0}événement n’attend plus, ou a été modifié depuis\u{a0}: il n’est plus dans la liste."
                    .into()
            }
            gone => format!(
                "{} n’attendent plus, ou ont été modifiés depuis\u{a0}: ils ne sont plus dans la liste.",
                events(gone)
            ),
        }
    }

    /// What deserves a look, each in a sentence.
    fn warnings(&self) -> Vec<String> {
        let flagged = || self.flagged.iter();
        let alike = flagged().filter(|entry| entry.waiting.look_alike.is_some()).count();
        let suspicious = flagged().filter(|entry| entry.is_suspicious()).count();
        let unseen = flagged().filter(|entry| !entry.waiting.screened).count();
        let edits = flagged().filter(|entry| entry.waiting.is_edit).count();
        let edit = match self.kind {
            Kind::Reject => "la version déjà publiée reste au programme",
            Kind::Publish | Kind::Assign => "la nouvelle version remplacera celle du programme",
        };
        let sentences = [
            (unseen, "n’a pas encore été vérifié", "n’ont pas encore été vérifiés", ""),
            (alike, "ressemble à un autre", "ressemblent à un autre", ""),
            (suspicious, "paraît suspect", "paraissent suspects", ""),
            (edits, "modifie un événement publié", "modifient un événement publié", edit),
        ];
        let sentence = |(count, one, many, more): (usize, &str, &str, &str)| {
            let verb = if count == 1 { one } else { many };
            let more = if more.is_empty() { String::new() } else { format!("\u{a0}: {more}") };
            format!("{} {verb}{more}.", events(count))
        };
        sentences.into_iter().filter(|(count, ..)| *count > 0).map(sentence).collect()
    }

    fn target(entry: &Entry<'_>) -> String {
        targets::write(entry.waiting)
    }

    fn groups(&self) -> [(&'static str, &[Entry<'_>]); 2] {
        let others = if self.flagged.is_empty() { "Les événements" } else { "Les autres" };
        [("À regarder de plus près", &self.flagged), (others, &self.others)]
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
