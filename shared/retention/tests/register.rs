//! The register is complete, and everything that says how long something is kept says the same.

#![allow(clippy::unwrap_used, reason = "a panic with its reason is how a test fails")]

use jiff::{Span, Timestamp};
use model::data_protection::DataProtection;
use model::draft::Draft;
use model::proposal::Proposal;
use model::subscriber::PENDING_LIFE;
use retention::register::{Register, Term};

const EVERY_TERM: [Term; 13] = [
    Term::Draft,
    Term::Unconfirmed,
    Term::Edition,
    Term::Mail,
    Term::Pending,
    Term::Departure,
    Term::Transient,
    Term::Subscription,
    Term::Team,
    Term::Programme,
    Term::Logs,
    Term::Erasure,
    Term::Backup,
];

fn register() -> Register {
    Register::load().unwrap()
}

/// A duration as a page of ours words it.
fn on_a_page(span: Span) -> &'static str {
    match (span.get_months(), span.get_days()) {
        (0, 14) => "14\u{a0}jours",
        (0, 30) => "trente jours",
        (12, 0) => "douze mois",
        (36, 0) => "trois ans",
        other => panic!("say in words how long {other:?} is"),
    }
}

#[test]
fn each_entry_says_who_what_why_until_when_and_where() {
    let register = register();
    for entry in &register.entry {
        for text in [&entry.what, &entry.people, &entry.purpose, &entry.recipients] {
            assert!(!text.trim().is_empty() && !text.ends_with('.'), "{entry:?}");
        }
        assert!(entry.basis.starts_with("Article 6, paragraphe 1, point "), "{}", entry.basis);
        assert!(register.retention.contains_key(&entry.term), "{entry:?}");
        assert!(!(entry.at.is_empty() && entry.elsewhere.is_empty()), "{} is nowhere", entry.what);
        assert!(entry.at.values().all(|paths| !paths.is_empty()), "{entry:?}");
    }
    for other in &register.not_personal {
        assert!(!other.why.is_empty() && !other.at.is_empty(), "{other:?}");
    }
}

#[test]
fn each_term_is_used_and_each_duration_can_be_read() {
    let register = register();
    for term in EVERY_TERM {
        let retention =
            register.retention.get(&term).unwrap_or_else(|| panic!("{term:?} is not in the register"));
        assert!(!retention.from.is_empty() && !retention.why.is_empty(), "{term:?}");
        let used = register.entry.iter().any(|entry| entry.term == term);
        assert!(used || matches!(term, Term::Unconfirmed | Term::Pending), "{term:?} is nobody's");
        if retention.duration.is_some() {
            assert!(register.lasts(term).unwrap().is_positive(), "{term:?}");
        }
    }
}

#[test]
fn the_register_and_the_rules_of_the_domain_agree() {
    let register = register();
    let hours = |term| i64::from(register.lasts(term).unwrap().get_days()) * 24;
    assert_eq!(hours(Term::Draft), model::draft::KEPT.as_hours());
    assert_eq!(hours(Term::Pending), PENDING_LIFE.as_hours());
    let draft = Draft::open(
        model::draft::DraftId::derive(&[b"d"]),
        2027.into(),
        Proposal::default(),
        None,
        Timestamp::UNIX_EPOCH,
    );
    assert!(draft.is_expired(
        Timestamp::UNIX_EPOCH
            + register.lasts(Term::Draft).unwrap().get_days() * jiff::SignedDuration::from_hours(24)
    ));
}

#[test]
fn what_people_are_told_is_what_the_register_says() {
    let register = register();
    let lasts = |term| on_a_page(register.lasts(term).unwrap());
    let notice = DataProtection::default();
    let form = notice.retention.as_str();
    for part in [
        format!("{} après son dernier enregistrement", lasts(Term::Draft)),
        format!("{} après son envoi", lasts(Term::Unconfirmed)),
        format!("{} après la fin de l’édition", lasts(Term::Edition)),
    ] {
        assert!(form.contains(&part), "the form does not say {part:?}: {form}");
    }
    let newsletter = web::subscribers::notice(None);
    assert_eq!(lasts(Term::Mail), "douze mois");
    for part in [
        format!("effacée après {}", lasts(Term::Pending)),
        "La trace de chaque envoi, sans votre adresse, est gardée un an".to_owned(),
        format!("une empreinte de votre adresse est gardée {}", lasts(Term::Departure)),
    ] {
        assert!(newsletter.contains(&part), "the sign-up page does not say {part:?}: {newsletter}");
    }
    let page = include_str!("../../programme/templates/legal/personal-data.html");
    let moderators = format!("vos décisions, {} après la fin de l’édition", lasts(Term::Edition));
    assert_eq!(lasts(Term::Logs), "douze mois");
    for part in [moderators.as_str(), "Ils sont effacés après un an au plus"] {
        assert!(page.contains(part), "the page does not say {part:?}");
    }
}

#[test]
fn the_logs_and_the_erasures_are_kept_as_the_register_says() {
    let template = include_str!("../../../infra/template.yaml");
    let most = template.split("LogRetentionDays:").nth(1).unwrap().split("AllowedValues: [").nth(1).unwrap();
    let most = most.split(']').next().unwrap().split(", ").map(|days| days.parse::<u32>().unwrap()).max();
    assert_eq!((most, register().lasts(Term::Logs).unwrap().get_months()), (Some(365), 12));
    let kept = template.split("forget-after-three-years").nth(1).unwrap();
    let days = kept.split("ExpirationInDays: ").nth(1).unwrap().lines().next().unwrap();
    assert_eq!((days, register().lasts(Term::Erasure).unwrap().get_months()), ("1096", 36));
}

#[test]
fn the_guide_has_the_register_as_it_is() {
    let guide = include_str!("../../../docs/data-protection.md");
    let table = register().table();
    assert!(
        guide.contains(&table),
        "docs/data-protection.md has another table than the register: put this one in its place\n\n{table}"
    );
}
