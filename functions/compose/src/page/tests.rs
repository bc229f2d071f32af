//! What the page shows and offers in each of an issue's states.

mod featured;

use std::collections::HashSet;

use jiff::SignedDuration;
use mail::Quota;
use model::mailing::{Buckets, Command, Progress};
use scraper::{Html, Selector};

use super::*;
use crate::sample::{self, case, keys, now, programme, readiness, with};

/// The page, as someone reads it who has sent this form.
fn shown(
    case: &Case,
    around: &Around,
    typed: &Typed,
    problems: &[Problem],
    notice: Option<&Notice>,
) -> Answer {
    let (keys, figures) = (keys(), HashMap::from([(case.mailing.id, 9_000)]));
    let (key, found) = ("0123", (typed.act() == "qui").then_some("Sa copie a été remise."));
    let sheet = Sheet { case, around, figures: &figures, typed, problems, notice, found, key, keys: &keys };
    let answer = sheet.answer();
    is_well_formed(answer.html());
    answer
}

/// One title, headings without a gap, no identifier twice, a label for every field, nothing but the site's own styles.
fn is_well_formed(html: &str) {
    let page = Html::parse_document(html);
    let all = |selector: &str| -> Vec<_> {
        page.select(&Selector::parse(selector).unwrap()).map(|it| it.value().clone()).collect()
    };
    let levels: Vec<u32> =
        all("main :is(h1, h2, h3, h4)").iter().map(|heading| heading.name()[1..].parse().unwrap()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{levels:?}");
    let from_title = &levels[levels.iter().position(|level| *level == 1).unwrap()..];
    assert!(from_title.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    let mut ids = HashSet::new();
    for id in all("[id]").iter().filter_map(|it| it.id()) {
        assert!(ids.insert(id.to_owned()), "two elements are {id:?}");
    }
    let labelled: HashSet<_> =
        all("label").iter().filter_map(|it| it.attr("for").map(str::to_owned)).collect();
    for field in all("main :is(input:not([type=hidden]), select, textarea, progress)") {
        assert!(field.id().is_some_and(|id| labelled.contains(id)), "{field:?} has no label");
    }
    for described in all("[aria-describedby], [aria-labelledby]") {
        let named = described.attr("aria-describedby").into_iter().chain(described.attr("aria-labelledby"));
        assert!(named.flat_map(str::split_whitespace).all(|id| ids.contains(id)), "{described:?}");
    }
    for link in all("main a[href^='#']") {
        assert!(ids.contains(&link.attr("href").unwrap()[1..]), "{link:?} leads nowhere");
    }
    assert!(all("[style], script").is_empty() && all("[autofocus]").len() <= 1, "{html}");
}

fn main_of(answer: &Answer) -> String {
    let html = answer.html();
    let (start, end) = (html.find("<main").unwrap(), html.find("</main>").unwrap());
    html[start..end].replace('\u{a0}', "\u{2423}")
}

fn open(case: &Case) -> Around {
    Around::Ready(Box::new(readiness(case)))
}

fn gone(progress: Progress) -> Around {
    Around::Gone(Box::new(Transit { progress, frozen: 16, quota: Some(sample::quota()) }))
}

fn told(case: &Case, around: &Around) -> Answer {
    shown(case, around, &Typed::default(), &[], None)
}

fn decided(commands: impl IntoIterator<Item = Command>) -> Case {
    let by = Some(case().editor.id);
    let decide = |mailing: Mailing, command| mailing.decide(command, by, now()).unwrap();
    with(commands.into_iter().fold(case().mailing, decide))
}

fn sending(commands: impl IntoIterator<Item = Command>) -> Case {
    let launched = [
        Command::Launch { first_of_month: true },
        Command::Cut { buckets: Buckets::new(64) },
        Command::Freeze { audience: 12_000 },
    ];
    decided(launched.into_iter().chain(commands))
}

const PROGRESS: Progress = Progress {
    sent: 9_000,
    refused: 3,
    skipped: 40,
    unknown: 2,
    waiting: 2_955,
    delivered: 8_900,
    bounced: 12,
    complained: 1,
};

fn forms(answer: &Answer) -> Vec<&str> {
    answer.html().split("name=\"act\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_draft_is_edited_previewed_checked_and_decided_upon() {
    let case = case();
    let answer = told(&case, &open(&case));
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(forms(&answer), ["contenu", "essai", "decision", "vierge"]);
    assert!(!answer.html().contains(" checked"), "{}", answer.html());
    insta::assert_snapshot!(main_of(&answer));
}

#[test]
fn a_scheduled_issue_says_when_and_can_be_kept_back() {
    let at = "2027-11-08T06:30:00Z".parse().unwrap();
    let case = decided([Command::Schedule { at }]);
    let answer = told(&case, &open(&case));
    let html = answer.html().replace('\u{a0}', " ");
    assert!(
        html.contains("Elle partira d’elle-même le 8 novembre 2027 à 7 h 30 (heure de Paris)."),
        "{html}"
    );
    assert!(html.contains("value=\"deprogrammer\"") && !html.contains(" checked"), "{html}");
    assert!(html.contains("value=\"2027-11-08\"") && html.contains("value=\"07:30\""), "{html}");
}

#[test]
fn what_was_typed_is_kept_where_it_was_typed() {
    let case = case();
    let event = programme()[1].id.to_string();
    let typed = Typed::from([
        ("act", "contenu"),
        ("version", "1"),
        ("objet", "\"Essai\" <b>"),
        ("apercu", ""),
        ("editorial", "</textarea><script>"),
        ("place-online", "7"),
        ("place-week", "2"),
        ("une-1", &event),
        ("region", "53"),
        ("region", "00"),
    ]);
    let problems = [
        Problem::new("apercu", "Écrivez-le."),
        Problem::new("place-online", "De 1 à 6."),
        Problem::new("region", "Choisissez."),
    ];
    let answer = shown(&case, &open(&case), &typed, &problems, None);
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    assert!(html.contains("<title>Erreur – "), "{html}");
    for kept in [
        "value=\"&#34;Essai&#34; &#60;b&#62;\"",
        "&#60;/textarea&#62;&#60;script&#62;</textarea>",
        "<option value=\"2\" selected>",
        &format!("<option value=\"{event}\" selected>"),
        "value=\"53\" checked",
        "<details class=\"fr-mb-2w\" open>",
        "<a href=\"#apercu\">Écrivez-le.</a>",
        "<a href=\"#region\">Choisissez.</a>",
    ] {
        assert!(html.contains(kept), "{kept} is lost: {html}");
    }
    assert_eq!(html.matches(" checked").count(), 1);
}

#[test]
fn a_colleague_s_edit_stands_beside_what_was_typed() {
    let case = case();
    let typed = Typed::from([
        ("act", "contenu"),
        ("version", "1"),
        ("objet", "La lettre d’Alex"),
        ("apercu", case.mailing.words.preheader.as_str()),
        ("editorial", "Bonjour"),
    ]);
    let notice = Notice::Overtaken(history::last(&case));
    let answer = shown(&case, &open(&case), &typed, &[], Some(&notice));
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let html = answer.html().replace('\u{a0}', " ");
    assert!(html.contains("brouillon préparé, le 4 novembre 2027 à 9 h."), "{html}");
    assert!(html.contains("La lettre d’Alex\""), "{html}");
    assert!(html.contains("Enregistré entre-temps : Mois de l’innovation publique"), "{html}");
    assert!(html.contains("Enregistré entre-temps : (rien)"), "{html}");
    assert_eq!(html.matches("Enregistré entre-temps").count(), 2, "the preheader is the same");
}

#[test]
fn what_was_written_for_an_issue_that_has_left_can_be_copied() {
    let typed = Typed::from([("act", "contenu"), ("objet", "Trop <tard>"), ("editorial", "Bonjour")]);
    let notice = Notice::Overtaken(String::new());
    let answer = shown(&sending([]), &gone(PROGRESS), &typed, &[], Some(&notice));
    assert_eq!(forms(&answer), ["suite", "qui", "vierge"]);
    assert!(answer.html().contains("<blockquote class=\"as-typed\">Trop &#60;tard&#62;</blockquote>"));
}

#[test]
fn the_numbers_of_a_sending_add_up() {
    let answer = told(&sending([]), &gone(PROGRESS));
    assert_eq!(PROGRESS.audience(), 12_000);
    insta::assert_snapshot!(main_of(&answer));
}

#[test]
fn numbers_that_do_not_add_up_are_not_hidden() {
    let answer = told(&sending([]), &gone(Progress { waiting: 2_954, ..PROGRESS }));
    let html = answer.html().replace('\u{a0}', " ");
    assert!(html.contains("12 000 destinataires ont été comptés, et 11 999 copies"), "{html}");
}

#[test]
fn what_can_be_done_follows_from_where_it_stands() {
    let (at, resumes_by) = (now(), now() + SignedDuration::from_hours(24));
    let states = [
        ("freezing", decided([Command::Launch { first_of_month: true }])),
        ("sending", sending([])),
        ("paused", sending([Command::Pause])),
        ("halted", sending([Command::Halt])),
        ("parked", sending([Command::Park { resumes_by }])),
        ("sent", sending([Command::Finish])),
        ("cancelled", sending([Command::Pause, Command::Cancel])),
        ("discarded", decided([Command::Discard])),
    ];
    let mut told = Vec::new();
    for (name, case) in states {
        let around = if name == "discarded" { Around::Nothing } else { gone(PROGRESS) };
        let answer = self::told(&case, &around);
        let choices = ["pause", "reprendre", "annuler"]
            .into_iter()
            .filter(|choice| answer.html().contains(&format!("name=\"suite\" value=\"{choice}\"")));
        assert!(!answer.html().contains(" checked"), "{}", answer.html());
        told.push(format!(
            "{name}: {}\n  forms: {}; choices: {}",
            state::line(&case).replace('\u{a0}', " "),
            forms(&answer).join(", "),
            choices.collect::<Vec<_>>().join(", ")
        ));
    }
    assert_eq!(at, now());
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_address_that_was_looked_for_is_answered_beside_its_form() {
    let typed = Typed::from([("act", "qui"), ("adresse", "a@exemple.fr")]);
    let answer = shown(&sending([]), &gone(PROGRESS), &typed, &[], None);
    assert_eq!(answer.status(), StatusCode::OK);
    let html = answer.html();
    assert!(html.contains("id=\"trouve\"") && html.contains("Sa copie a été remise."), "{html}");
    assert!(html.contains("value=\"a@exemple.fr\"") && !html.contains("?adresse"), "{html}");
}

#[test]
fn a_blocking_check_and_an_audience_of_nobody_are_said() {
    let case = case();
    let mut ready = readiness(&case);
    ready = Readiness::of(
        vec![],
        ready.issue,
        crate::audience::Audience::default(),
        None,
        &case,
        sample::BASE_URL,
    );
    assert_eq!(ready.hindrance().unwrap().anchor, "decision");
    let html = told(&case, &Around::Ready(Box::new(ready))).html().to_owned();
    assert!(html.contains("Personne ne recevrait cette lettre"), "{html}");
    assert!(html.contains("ne peut pas partir tant que") && html.contains("À corriger"), "{html}");
    assert!(html.contains("n’empêche pas d’envoyer"), "{html}");
}

#[test]
fn a_quota_that_does_not_suffice_says_on_which_day_it_ends() {
    let case = case();
    let mut ready = readiness(&case);
    ready.quota = Some(Quota { max_24_hours: Some(10_000), ..sample::quota() });
    let html = told(&case, &Around::Ready(Box::new(ready))).html().replace('\u{a0}', " ");
    assert!(html.contains("Le quota du jour ne suffit pas : 8 000 copies peuvent encore partir."), "{html}");
    assert!(html.contains("se terminera le vendredi 5 novembre 2027"), "{html}");
}
