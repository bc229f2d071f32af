//! Issues of the newsletter on the web: their pages, and their feed read back by another parser.

use feed_rs::model::{Feed, FeedType};
use model::mailing::{Block, Issue};
use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::fixture::{files_with, issues, publications, text};
use crate::texts::contents;

fn texts_of(page: &Html, css: &str) -> Vec<String> {
    let selector = Selector::parse(css).unwrap();
    page.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

fn page_of(issue: &Issue, files: &[programme::File]) -> Html {
    let page = Html::parse_document(&text(files, &format!("lettres/{}/index.html", issue.id)));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn feed_of(files: &[programme::File]) -> Feed {
    feed_rs::parser::parse(text(files, "2027/lettres.atom").as_bytes()).expect("a feed")
}

#[test]
fn the_feed_tells_each_issue_the_latest_first() {
    let issues = issues();
    let feed = feed_of(&files_with(&publications(), &issues));
    assert_eq!(feed.feed_type, FeedType::Atom);
    assert_eq!(feed.id, "tag:mois.exemple.gouv.fr,2027:lettres");
    assert_eq!(feed.updated.unwrap().to_rfc3339(), "2027-11-11T09:00:00+00:00");
    assert_eq!(feed.authors.len(), 1, "RFC 4287, 4.1.1: a feed has an author, or each of its entries");
    let own = "https://mois.exemple.gouv.fr/2027/lettres.atom";
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("self") && link.href == own));
    let entries: Vec<_> = feed.entries.iter().map(|entry| entry.links[0].href.clone()).collect();
    let pages: Vec<_> = issues
        .iter()
        .rev()
        .map(|(_, issue)| format!("https://mois.exemple.gouv.fr{}", issue.path()))
        .collect();
    assert_eq!(entries, pages);
    for (entry, (left_at, issue)) in feed.entries.iter().zip(issues.iter().rev()) {
        assert_eq!(entry.id, format!("tag:mois.exemple.gouv.fr,2027:lettres/{}", issue.id));
        assert_eq!(entry.title.as_ref().unwrap().content, issue.subject.as_str());
        assert_eq!(entry.title.as_ref().unwrap().content_type.to_string(), "text/plain");
        assert_eq!(entry.summary.as_ref().unwrap().content, issue.preheader.as_str());
        assert_eq!(entry.updated.unwrap().timestamp(), left_at.as_second());
    }
}

#[test]
fn a_feed_without_an_issue_is_a_feed() {
    let feed = feed_of(&files_with(&publications(), &[]));
    assert_eq!(
        (feed.entries.len(), feed.updated.unwrap().to_rfc3339().as_str()),
        (0, "2027-01-01T00:00:00+00:00")
    );
}

#[test]
fn every_region_has_its_news_under_its_own_heading() {
    let issues = issues();
    let (_, first) = &issues[0];
    let page = page_of(first, &files_with(&publications(), &issues));
    let headings = texts_of(&page, "article h2, article h3:not(.fr-card__title)");
    let news = headings.iter().position(|heading| heading == "Nouveau dans les régions").unwrap();
    let regions: Vec<_> = first.regions().iter().map(|region| region.name().to_owned()).collect();
    assert!(regions.len() > 1);
    assert_eq!(headings[news + 1..=news + regions.len()], regions);
    assert_eq!(texts_of(&page, "article h2").len(), first.blocks.len());
}

#[test]
fn what_has_left_the_programme_is_said_to_and_leads_nowhere() {
    let issues = issues();
    let page = page_of(&issues[1].1, &files_with(&publications(), &issues));
    let gone: Vec<_> =
        texts_of(&page, "article li").into_iter().filter(|text| text.starts_with("Parti depuis")).collect();
    assert!(
        !gone.is_empty() && gone.iter().all(|text| text.ends_with("N’est plus au programme")),
        "{gone:?}"
    );
    assert!(texts_of(&page, "article a").iter().all(|text| text != "Parti depuis"));
}

#[test]
fn nothing_of_an_editorial_is_more_than_words_and_links() {
    let issues = issues();
    let page = page_of(&issues[1].1, &files_with(&publications(), &issues));
    for css in ["script", "img", "iframe", "[onerror]", "[onclick]", "[href^='javascript']", "article h1 *"] {
        assert_eq!(texts_of(&page, css).len(), 0, "{css}");
    }
    let link = Selector::parse("article a[href='https://exemple.fr/?a=1&b=2']").unwrap();
    let link = page.select(&link).next();
    assert_eq!(link.expect("the link is kept").attr("rel"), Some("noopener"));
}

proptest! {
    #[test]
    fn whatever_is_written_is_a_page_and_a_feed_to_the_letter(content in contents()) {
        let (Ok(subject), Ok(text_of_editor)) =
            (content.title.as_str().to_owned().try_into(), content.description.as_str().to_owned().try_into())
        else {
            return Err(TestCaseError::reject("an issue's words are shorter"));
        };
        let (left_at, first) = issues().swap_remove(0);
        let written = Issue { subject, blocks: vec![Block::Editorial { text: text_of_editor }], ..first };
        let files = files_with(&publications(), &[(left_at, written.clone())]);
        let page = page_of(&written, &files);
        prop_assert_eq!(texts_of(&page, "h1"), [written.subject.as_str().trim()]);
        prop_assert_eq!(texts_of(&page, "article :is(script, img, iframe, table)").len(), 0);
        let feed = feed_of(&files);
        prop_assert_eq!(feed.entries[0].title.as_ref().unwrap().content.trim(), written.subject.as_str().trim());
    }
}

#[test]
fn an_issue_has_every_kind_of_section_here() {
    let mut sections: Vec<_> = issues()[0].1.blocks.iter().map(std::mem::discriminant::<Block>).collect();
    sections.dedup();
    assert_eq!(sections.len(), 6, "so that the snapshots show each");
}
