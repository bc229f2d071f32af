//! The page once a decision is taken: which, by whom, when, why, and what can still be done about it.

use askama::Template;
use model::content::RevisionNumber;
use model::event::{Decision, MESSAGE_MAX, Outcome};
use model::french;
use model::text::Prose;
use store::Mail;
use web::form::{Textarea, TickBox};

use super::{Sheet, announced, differences, featured, history, mails, proposal, queue, team, words};

#[derive(Template)]
#[template(path = "decided.html")]
struct Decided<'a> {
    sheet: &'a Sheet<'a>,
    decision: &'a Decision,
    /// What the moderator corrected.
    corrections: Option<String>,
    /// What changed between the link's version and the one decided on.
    since_link: Option<String>,
    article: String,
    picture: String,
}

#[derive(Template)]
#[template(path = "undo.html")]
struct Undo<'a> {
    sheet: &'a Sheet<'a>,
    decision: &'a Decision,
    until: String,
    tick_box: String,
}

#[derive(Template)]
#[template(path = "take-back.html")]
struct TakeBack<'a> {
    sheet: &'a Sheet<'a>,
    decision: &'a Decision,
    tick_box: String,
}

#[derive(Template)]
#[template(path = "withdraw.html")]
struct Withdraw<'a> {
    sheet: &'a Sheet<'a>,
    message: String,
    tick_box: String,
}

/// The page.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let case = sheet.case;
    // An event that neither waits nor comes in has been decided on.
    let Some(decision) = case.event.decision() else { return String::new() };
    let differences = |from: RevisionNumber, to: RevisionNumber| {
        Some(differences::html(case.content(from)?, case.content(to)?))
    };
    let concerned = [Some(decision.revision), decision.corrected, Some(case.event.revision())];
    let is_stale = !concerned.contains(&Some(case.link.revision));
    let read = decision.corrected.unwrap_or(decision.revision);
    let content = case.content(read).unwrap_or(&case.revision.content);
    let decided = Decided {
        sheet,
        decision,
        corrections: decision.corrected.and_then(|corrected| differences(decision.revision, corrected)),
        since_link: is_stale.then(|| differences(case.link.revision, decision.revision)).flatten(),
        article: proposal::article(content),
        picture: proposal::picture(content),
    };
    decided.render().unwrap_or_default() // formats strings only
}

/// « Publié par Noa Hoarau le 3 septembre 2027 à 10 h 32 (heure de Paris) ».
pub(super) fn title(decision: &Decision) -> String {
    let (done, at) = (decision.outcome.done(), french::moment(decision.at));
    format!("{done} par {} le {at} (heure de Paris)", decision.moderator_name)
}

/// The reasons given, as the organiser reads them: one that only announces a text goes without saying.
pub(super) fn reasons(outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Publish | Outcome::Spam => vec![],
        Outcome::RequestChanges { request } => {
            let message = request.message.iter().flat_map(|message| words::paragraphs(message.as_str()));
            let wishes = request.wishes.iter().map(|wish| {
                let reason =
                    wish.reason.as_ref().filter(|reason| wish.text.is_none() || reason.says_something());
                let reason = reason.map(|reason| reason.label.as_str());
                let said: Vec<_> = reason.into_iter().chain(wish.text.as_ref().map(Prose::as_str)).collect();
                format!("{}\u{a0}: {}", wish.part.label(), said.join(" "))
            });
            message.chain(wishes).collect()
        }
        Outcome::Reject { reason, message } => {
            let reason = (message.is_none() || reason.says_something()).then(|| reason.label.to_string());
            let message = message.iter().flat_map(|message| words::paragraphs(message.as_str()));
            reason.into_iter().chain(message).collect()
        }
        Outcome::Withdraw { message } => words::paragraphs(message.as_str()).collect(),
    }
}

/// The mail that tells the organiser, if it has a row.
pub(super) fn mail<'a>(decision: &Decision, sheet: &Sheet<'a>) -> Option<&'a Mail> {
    let line = sheet.case.history.iter().find(|line| line.version == decision.version)?;
    sheet.around.mails.get(line.mails.first()?)
}

/// The form that takes the event out of the programme.
pub(super) fn withdraw(sheet: &Sheet<'_>) -> String {
    let message = Textarea {
        id: "withdraw_message",
        name: "withdraw_message",
        label: "Raison du retrait",
        hint: &format!(
            "L’organisateur recevra ce texte. {} caractères au plus. Exemple\u{a0}: Vous nous avez appris que \
             l’événement n’aura pas lieu.",
            french::number(MESSAGE_MAX)
        ),
        rows: 3,
        value: sheet.value("withdraw", "withdraw_message"),
        error: sheet.error("withdraw_message"),
        ..Textarea::default()
    }
    .html();
    let tick_box = tick_box(sheet, "withdraw", "Oui, je retire cet événement du programme.");
    Withdraw { sheet, message, tick_box }.render().unwrap_or_default() // formats strings only
}

fn tick_box(sheet: &Sheet<'_>, name: &str, label: &str) -> String {
    TickBox { id: name, name, value: "oui", label, error: sheet.error(name), ..TickBox::default() }.html()
}

impl Decided<'_> {
    fn title(&self) -> String {
        title(self.decision)
    }

    fn reasons(&self) -> Vec<String> {
        reasons(&self.decision.outcome)
    }

    /// What the programme shows after a refusal that does not take the event out of it.
    fn stays(&self) -> bool {
        let refused = matches!(self.decision.outcome, Outcome::Reject { .. } | Outcome::Spam);
        refused && self.sheet.case.event.shown().is_some()
    }

    /// Whether and when the organiser learns of it.
    fn told(&self) -> String {
        let (case, decision) = (self.sheet.case, self.decision);
        if !decision.outcome.is_told() {
            return "L’organisateur n’en est pas informé.".into();
        }
        if case.now < decision.undo_until {
            let until = french::moment(decision.undo_until);
            return format!(
                "L’organisateur en sera informé par courriel après le {until} (heure de Paris), sauf si la décision est \
                 annulée d’ici là."
            );
        }
        match mail(self.decision, self.sheet) {
            Some(row) => format!("Courriel à l’organisateur\u{a0}: {}.", mails::status(row)),
            None => "L’organisateur en est informé par courriel.".into(),
        }
    }

    fn undo(&self) -> String {
        if !self.sheet.offers("undo") {
            return String::new();
        }
        let undo = Undo {
            sheet: self.sheet,
            decision: self.decision,
            until: french::moment(self.decision.undo_until),
            tick_box: tick_box(self.sheet, "undo", "Oui, j’annule cette décision."),
        };
        undo.render().unwrap_or_default() // formats strings only
    }

    fn announced(&self) -> String {
        announced::html(self.sheet)
    }

    fn take_back(&self) -> String {
        if !self.sheet.offers("take-back") {
            return String::new();
        }
        let tick_box = tick_box(self.sheet, "take_back", "Oui, il n’y a finalement rien à changer.");
        let take_back = TakeBack { sheet: self.sheet, decision: self.decision, tick_box };
        take_back.render().unwrap_or_default() // formats strings only
    }

    fn withdraw(&self) -> String {
        if self.sheet.offers("withdraw") { withdraw(self.sheet) } else { String::new() }
    }

    fn featured(&self) -> String {
        featured::html(self.sheet)
    }

    fn history(&self) -> String {
        history::html(self.sheet)
    }

    fn note(&self) -> String {
        team::note(self.sheet)
    }

    fn queue(&self) -> String {
        queue::html(self.sheet)
    }
}
