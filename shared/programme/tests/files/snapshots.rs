//! The files of the fixture, to read.

use programme::{TitleLevel, event_article};

use crate::fixture::{files, files_with, hostile, issues, publications, text};

/// What lies between the tags of `main`: the layout around it is `web`'s.
fn main_of(page: &str) -> &str {
    let start = page.find("<main").expect("the page has a main part");
    &page[start..page.find("</main>").expect("it ends")]
}

/// The map without what it is drawn with, which nobody reads.
fn without_outlines(page: &str) -> String {
    let mut parts = page.split(" d=\"M");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + " d=\"…" + &part[part.find('"').expect("the outline ends")..])
}

fn head_of(page: &str) -> &str {
    &page[..page.find("<body>").expect("the page has a body")]
}

#[test]
fn home() {
    let page = text(&files(&publications()), "2027/index.html");
    insta::assert_snapshot!("home_head", head_of(&page));
    insta::assert_snapshot!("home", without_outlines(main_of(&page)));
}

#[test]
fn list() {
    insta::assert_snapshot!(main_of(&text(&files(&publications()), "2027/evenements/index.html")));
}

#[test]
fn nothing_published_yet() {
    let files = files(&[]);
    insta::assert_snapshot!("empty_home", main_of(&text(&files, "2027/index.html")));
    insta::assert_snapshot!("empty_list", main_of(&text(&files, "2027/evenements/index.html")));
    insta::assert_snapshot!("empty_issues", main_of(&text(&files, "2027/lettres/index.html")));
    insta::assert_snapshot!("empty_issues_atom", text(&files, "2027/lettres.atom"));
}

#[test]
fn events() {
    let events = publications();
    let files = files(&events);
    for (name, at) in [("hybrid", 0), ("podcast", 1), ("hostile", 2), ("reunion", 3), ("several_slots", 4)] {
        let path = format!("{}-{}/index.html", events[at].slug, events[at].id);
        let page = text(&files, &path);
        insta::assert_snapshot!(format!("event_{name}_head"), head_of(&page));
        insta::assert_snapshot!(format!("event_{name}"), main_of(&page));
    }
}

#[test]
fn newsletter() {
    let issues = issues();
    let files = files_with(&publications(), &issues);
    for (name, (_, issue)) in ["issue", "hostile_issue"].into_iter().zip(&issues) {
        let page = text(&files, &format!("lettres/{}/index.html", issue.id));
        insta::assert_snapshot!(format!("{name}_head"), head_of(&page));
        insta::assert_snapshot!(name, main_of(&page));
    }
    insta::assert_snapshot!("issues", main_of(&text(&files, "2027/lettres/index.html")));
    insta::assert_snapshot!("issues_atom", text(&files, "2027/lettres.atom"));
    assert!(text(&files, "2027/index.html").contains(&format!("href=\"{}\"", issues[1].1.path())));
}

#[test]
fn article_within_another_page() {
    insta::assert_snapshot!(event_article(&hostile(), TitleLevel::H2));
}

#[test]
fn feeds() {
    let files = files(&publications());
    insta::assert_snapshot!("json", text(&files, "2027/programme.json"));
    // Carriage returns are checked elsewhere; a snapshot cannot show them.
    insta::assert_snapshot!("ics", text(&files, "2027/programme.ics").replace('\r', ""));
    insta::assert_snapshot!("sitemap", text(&files, "2027/sitemap.xml"));
}

#[test]
fn what_the_site_has_once() {
    let files = files(&publications());
    insta::assert_snapshot!("robots", text(&files, "robots.txt"));
    insta::assert_snapshot!("not_found", main_of(&text(&files, "404.html")));
}

#[test]
fn inventory() {
    let files = files_with(&publications(), &issues());
    let lines =
        files.iter().map(|file| format!("{:6}  {:32}  {}", file.body.len(), file.content_type, file.path));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}
