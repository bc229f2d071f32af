//! Whatever an organiser types is text on the page, and nothing but text.

use model::content::Content;
use model::publication::Publication;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::fixture::{files, online, publication, text};
use crate::texts::contents;

pub(crate) fn all<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

pub(crate) fn text_of(page: &Html, css: &str) -> String {
    all(page, css).first().expect("the element is there").text().collect()
}

pub(crate) fn page_of(event: &Publication) -> Html {
    let files = files(std::slice::from_ref(event));
    let page = Html::parse_document(&text(&files, &format!("{}-{}/index.html", event.slug, event.id)));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

/// The names of all elements but those that the description's paragraphs and lines make.
pub(crate) fn skeleton(page: &Html) -> Vec<String> {
    let elements = all(page, ":not(div.long-text > p, div.long-text > p > br)");
    elements.iter().map(|element| element.value().name().to_owned()).collect()
}

fn lines_of(content: &Content) -> Vec<String> {
    let paragraphs = content.description.paragraphs();
    paragraphs.map(|lines| lines.concat()).collect()
}

proptest! {
    #[test]
    fn texts_come_back_to_the_letter_and_add_no_element(content in contents()) {
        let page = page_of(&publication(1, content.clone()));
        prop_assert_eq!(text_of(&page, "h1"), content.title.as_str());
        prop_assert_eq!(text_of(&page, "p.fr-text--lead"), content.summary.as_str());
        let paragraphs: Vec<String> =
            all(&page, "div.long-text > p").iter().map(|paragraph| paragraph.text().collect()).collect();
        prop_assert_eq!(paragraphs, lines_of(&content));
        prop_assert_eq!(skeleton(&page), skeleton(&page_of(&publication(1, online()))));
    }

    #[test]
    fn what_search_engines_read_comes_back_to_the_letter(content in contents()) {
        let page = page_of(&publication(1, content.clone()));
        let data: Value = serde_json::from_str(&text_of(&page, "script")).unwrap();
        prop_assert_eq!(&data[0]["name"], content.title.as_str());
        prop_assert_eq!(&data[0]["description"], content.summary.as_str());
        let described = all(&page, "meta[name=description]")[0].attr("content");
        prop_assert_eq!(described, Some(content.summary.as_str()));
    }

    #[test]
    fn lists_and_data_show_them_to_the_letter(content in contents()) {
        let files = files(&[publication(1, content.clone())]);
        for path in ["2027/index.html", "2027/evenements/index.html"] {
            let page = Html::parse_document(&text(&files, path));
            prop_assert_eq!(text_of(&page, ".fr-card__title"), content.title.as_str());
            prop_assert_eq!(text_of(&page, ".fr-card__desc"), content.summary.as_str());
            prop_assert_eq!(all(&page, ".fr-card *").len(), 12);
        }
        let data: Value = serde_json::from_str(&text(&files, "programme.json")).unwrap();
        let event = &data["events"][0];
        prop_assert_eq!(&event["title"], content.title.as_str());
        prop_assert_eq!(&event["summary"], content.summary.as_str());
        prop_assert_eq!(&event["description"], content.description.as_str());
    }
}
