//! A whole issue, both parts.

use std::collections::BTreeSet;

use mail::{Banner, IssueView, Rendering};

use crate::sample::{BASE_URL, Texts, everywhere};

fn written(rendering: &Rendering) -> String {
    let head = format!("Subject: {}\nPreheader: {}", rendering.subject, rendering.preheader);
    format!("{head}\n\n{}\n{}\n{}", rendering.text, "=".repeat(80), rendering.html)
}

#[test]
fn an_issue_in_both_parts() {
    let (issue, regions) = (Texts::honest().issue(), everywhere());
    let preferences = format!("{BASE_URL}/abonnement/mes-choix/JETON");
    let view = IssueView {
        issue: &issue,
        regions: &regions,
        base_url: BASE_URL,
        preferences: &preferences,
        dark: false,
        banner: None,
    };
    insta::assert_snapshot!("issue", written(&view.render()));
}

#[test]
fn a_draft_of_an_issue_without_news_of_a_region_in_the_dark() {
    let issue = Texts::honest().issue();
    let banner = Banner {
        sentence: "Voici le brouillon de la lettre.".into(),
        label: "Ouvrir la page de la lettre",
        address: format!("{BASE_URL}/lettre/JETON"),
    };
    let view = IssueView {
        issue: &issue,
        regions: &BTreeSet::new(),
        base_url: BASE_URL,
        preferences: &format!("{BASE_URL}/abonnement"),
        dark: true,
        banner: Some(&banner),
    };
    insta::assert_snapshot!("draft-in-the-dark", written(&view.render()));
}
