//! What an issue shows to whom.

use std::collections::BTreeSet;

use mail::{IssueView, Rendering};
use model::mailing::Issue;
use model::territory::Region;

use crate::sample::{BASE_URL, Texts, bretagne, everywhere};

pub(crate) fn seen_by(issue: &Issue, regions: &BTreeSet<Region>) -> Rendering {
    let preferences = format!("{BASE_URL}/abonnement/mes-choix/JETON");
    view(issue, regions, &preferences).render()
}

pub(crate) fn view<'a>(
    issue: &'a Issue,
    regions: &'a BTreeSet<Region>,
    preferences: &'a str,
) -> IssueView<'a> {
    IssueView { issue, regions, base_url: BASE_URL, preferences, dark: false, banner: None }
}

/// The levels of the headings, in order.
fn levels(html: &str) -> Vec<u32> {
    let level =
        |tag: &str| tag.strip_prefix('h').and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(10));
    html.split('<').filter_map(level).collect()
}

#[test]
fn a_reader_sees_the_news_of_their_regions_and_no_other() {
    let issue = Texts::honest().issue();
    let breton = seen_by(&issue, &BTreeSet::from([bretagne(), Region::MAYOTTE]));
    for part in [&breton.html, &breton.text] {
        assert!(part.contains("Nouveau dans votre région") && part.contains("Bretagne"), "{part}");
        assert!(!part.contains("La Réunion"), "{part}");
    }
    let both = seen_by(&issue, &everywhere());
    assert!(both.text.contains("Nouveau dans vos régions") && both.text.contains("\nLa Réunion\n"));
    let elsewhere = seen_by(&issue, &BTreeSet::from([Region::MAYOTTE]));
    assert!(!elsewhere.html.contains("Nouveau dans") && !elsewhere.text.contains("Nouveau dans"));
}

#[test]
fn both_parts_lead_to_the_same_places_in_the_same_order() {
    let issue = Texts::honest().issue();
    let rendering = seen_by(&issue, &everywhere());
    let of_html: Vec<_> = rendering
        .html
        .split(" href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("mailto:", ""))
        .collect();
    let mut rest = rendering.text.as_str();
    for link in &of_html {
        let at = rest.find(link.as_str());
        assert!(at.is_some(), "{link} in {rest}");
        rest = &rest[at.unwrap() + link.len()..];
    }
    assert!(!rest.contains("https://"), "{rest}");
    assert_eq!(of_html.len(), 30 + 3 + 3 + 2, "events, the editors' links, the programme, the foot");
}

#[test]
fn every_event_leads_to_its_page_and_what_is_left_out_to_the_programme() {
    let issue = Texts::honest().issue();
    let html = seen_by(&issue, &everywhere()).html;
    for number in 0..30 {
        let page = format!("href=\"{BASE_URL}/2027/evenements/un-evenement-{number}-7k3qx9mb2fht/\"");
        assert_eq!(html.matches(&page).count(), 1, "{page}");
    }
    assert!(html.contains(&format!("{BASE_URL}/2027/evenements/#jour-2027-11-09\"")));
    assert!(html.contains("… et un autre dans le programme") && html.contains("… et 14\u{a0}autres"));
}

#[test]
fn the_foot_says_why_from_whom_and_how_to_stop() {
    let issue = Texts::honest().issue();
    let rendering = seen_by(&issue, &BTreeSet::new());
    let online = format!("{BASE_URL}{}", issue.path());
    for part in [&rendering.html, &rendering.text] {
        for said in [
            "parce que vous avez demandé à la recevoir",
            "Direction interministérielle de la transformation publique (DITP)",
            "Choisir ce que je reçois ou me désabonner",
            "/abonnement/mes-choix/JETON",
            "Lire en ligne",
            online.as_str(),
        ] {
            assert_eq!(part.matches(said).count(), 1, "{said}");
        }
        assert!(!part.contains("/desabonner/"), "that link stands in the header only");
    }
}

#[test]
fn an_issue_reads_without_pictures_style_sheets_or_a_large_screen() {
    let html = seen_by(&Texts::honest().issue(), &everywhere()).html;
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
    assert_eq!(html.matches("<table").count(), html.matches("<table role=\"presentation\"").count());
    for absent in ["<img", "<script", "<link", " src=", "url(", "@import", "width=\"600\""] {
        assert!(!html.contains(absent), "{absent}");
    }
    assert_eq!(html.matches("max-width:600px").count(), 2);
    let levels = levels(&html);
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "no level is left out: {levels:?}");
}

#[test]
fn the_dark_preview_is_dark_whatever_the_screen() {
    let (issue, regions) = (Texts::honest().issue(), everywhere());
    let light = view(&issue, &regions, "x").render();
    let dark = IssueView { dark: true, ..view(&issue, &regions, "x") }.render();
    let body = |rendering: &Rendering| rendering.html.split_once("<body").unwrap().1.to_owned();
    for colour in ["#ffffff", "#000091", "#f6f6f6"] {
        assert!(body(&light).contains(&format!("color:{colour}")), "{colour}");
    }
    assert!(!body(&dark).contains("background-color:#ffffff") && !body(&dark).contains("#000091"));
    assert!(light.html.contains("@media (prefers-color-scheme: dark)"));
    assert_eq!(light.text, dark.text);
}
