//! What editors are told before they send.

use mail::{Check, checks};
use model::mailing::{Block, Issue, RegionNews};
use model::territory::Region;
use model::text::{Line, Prose};

use crate::sample::{BASE_URL, Texts};

/// The site has the programme's page.
fn found(issue: &Issue) -> Vec<Check> {
    checks(issue, BASE_URL, |path| path == "/2027/evenements/")
}

/// The labels of what is not as it should be; whether one of them is blocking.
fn wrong(issue: &Issue) -> (Vec<&'static str>, bool) {
    let wrong: Vec<_> = found(issue).into_iter().filter(|check| !check.ok).collect();
    (wrong.iter().map(|check| check.label).collect(), wrong.iter().any(|check| check.blocking))
}

fn with_editorial(markdown: &str) -> Issue {
    Texts { editorial: markdown.into(), ..Texts::honest() }.issue()
}

fn with_subject(subject: &str) -> Issue {
    Texts { subject: subject.into(), ..Texts::honest() }.issue()
}

#[test]
fn an_honest_issue_is_ready() {
    let issue = Texts::honest().issue();
    assert_eq!(wrong(&issue), (vec![], false));
    let said: Vec<_> =
        found(&issue).into_iter().map(|check| format!("{}\u{a0}: {}", check.label, check.said)).collect();
    insta::assert_snapshot!("ready", said.join("\n"));
}

#[test]
fn a_subject_is_neither_too_short_nor_too_long_nor_shouted_but_may_leave() {
    assert_eq!(wrong(&with_subject("Lettre")), (vec!["Objet"], false));
    assert_eq!(wrong(&with_subject(&"long ".repeat(19))), (vec!["Objet"], false));
    assert_eq!(wrong(&with_subject("VENEZ NOMBREUX À RENNES")), (vec!["Capitales de l’objet"], false));
    assert_eq!(wrong(&with_subject("La DITP et la DINUM à Rennes")), (vec![], false));
}

#[test]
fn a_preheader_says_something() {
    let mut issue = Texts::honest().issue();
    issue.preheader = Line::parse("À lire").unwrap();
    assert_eq!(wrong(&issue), (vec!["Texte d’aperçu"], false));
}

#[test]
fn links_are_secure_and_whole() {
    for markdown in [
        "[x](http://exemple.fr)",
        "[x](http://mois.exemple.gouv.fr/2027/evenements/)",
        "[x](exemple.fr)",
        "[x](javascript:alert(1))",
        "[x](/2027/evenements/)",
    ] {
        let issue = with_editorial(markdown);
        assert_eq!(wrong(&issue), (vec!["Adresses des liens"], true), "{markdown}");
        let typed = markdown.trim_start_matches("[x](").trim_end_matches(')');
        assert!(found(&issue).iter().any(|check| check.said.contains(typed)), "{markdown}");
    }
    assert_eq!(wrong(&with_editorial("[x](https://exemple.fr) <a@exemple.fr>")), (vec![], false));
}

#[test]
fn links_into_the_programme_lead_to_a_page() {
    let lost = format!("[x]({BASE_URL}/2027/evenements/nulle-part/)");
    assert_eq!(wrong(&with_editorial(&lost)), (vec!["Liens vers le programme"], true));
    let there =
        format!("[x]({BASE_URL}/2027/evenements/#jour-2027-11-09) [y]({BASE_URL}/2027/evenements/?a=b)");
    assert_eq!(wrong(&with_editorial(&there)), (vec![], false));
}

#[test]
fn a_site_on_ones_own_machine_needs_no_certificate() {
    let issue = with_editorial("[x](http://localhost:8080/2027/evenements/)");
    let found = checks(&issue, "http://localhost:8080", |_| true);
    assert!(found.iter().all(|check| check.ok), "{found:?}");
    assert_eq!(wrong(&issue), (vec!["Adresses des liens"], true));
}

#[test]
fn nothing_is_empty() {
    let mut issue = Texts::honest().issue();
    issue.blocks.push(Block::Online { cards: vec![], more: 0 });
    assert_eq!(wrong(&issue), (vec!["Contenu"], true));
    issue.blocks = vec![];
    assert_eq!(wrong(&issue), (vec!["Contenu"], true));
    issue.blocks = vec![Block::Editorial { text: Prose::parse("Bonjour\u{a0}!").unwrap() }];
    assert_eq!(wrong(&issue), (vec![], false));
    assert_eq!(wrong(&with_editorial("<b></b>")), (vec!["Contenu"], true), "what is dropped says nothing");
}

#[test]
fn the_heaviest_variant_is_what_is_weighed() {
    let mut issue = Texts::honest().issue();
    let cards = issue.blocks.iter().find_map(|block| match block {
        Block::Online { cards, .. } => Some(cards.clone()),
        _ => None,
    });
    let cards = vec![cards.unwrap(); 15].concat();
    let news = |region| RegionNews { region, cards: cards.clone(), more: 0 };
    issue.blocks.push(Block::NewInRegion { regions: Region::all().take(3).map(news).collect() });
    assert_eq!(wrong(&issue).0, [""; 0]);
    issue.blocks.push(Block::NewInRegion { regions: Region::all().map(news).collect() });
    assert_eq!(wrong(&issue), (vec!["Poids"], true));
}
