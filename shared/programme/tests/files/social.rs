//! What social networks and messengers show of a link to a page.

use std::collections::BTreeSet;

use jiff::civil::date;
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use model::text::Line;
use programme::{Programme, Setting, Stage, document};
use proptest::prelude::*;
use scraper::Html;

use crate::everything::{everything, picture};
use crate::fixture::{
    BASE_URL, files, files_with, issues, material, online, publication, publications, text,
};
use crate::pages::{all, page_of};
use crate::texts::typed;

/// The tags of a page, in order.
fn tags(page: &Html) -> Vec<(String, String)> {
    let tags = all(page, "meta[property], meta[name^='twitter:']");
    let name = |tag: &scraper::ElementRef<'_>| tag.attr("property").or(tag.attr("name")).unwrap().to_owned();
    tags.iter().map(|tag| (name(tag), tag.attr("content").unwrap().to_owned())).collect()
}

fn tag(page: &Html, name: &str) -> Option<String> {
    tags(page).into_iter().find(|(tag, _)| tag == name).map(|(_, content)| content)
}

fn with_its_card(event: &Publication) -> Html {
    let (material, documents) =
        (material(std::slice::from_ref(event), &[]), BTreeSet::from([document::card(event)]));
    let setting = Setting { base_url: BASE_URL, today: date(2027, 11, 3), documents: &documents };
    let page = Programme::new(&material, setting).files(Stage::Events).next().unwrap();
    Html::parse_document(std::str::from_utf8(&page.body).unwrap())
}

#[test]
fn a_page_says_what_it_is_and_where() {
    let files = files(&publications());
    let home = Html::parse_document(&text(&files, "2027/index.html"));
    assert_eq!(tag(&home, "og:url").unwrap(), format!("{BASE_URL}/2027/"));
    assert_eq!(tag(&home, "og:locale").as_deref(), Some("fr_FR"));
    assert_eq!(tag(&home, "og:image"), None, "never a link to what is not there");
    assert_eq!(tag(&home, "twitter:card").as_deref(), Some("summary"));
}

#[test]
fn every_page_that_search_engines_may_list_has_its_tags_once_and_no_other_has_any() {
    for file in files_with(&publications(), &issues()) {
        if !file.content_type.starts_with("text/html") {
            continue;
        }
        let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
        let names: Vec<_> = tags(&page).into_iter().map(|(name, _)| name).collect();
        let is_listed = !all(&page, "link[rel=canonical]").is_empty();
        let expected =
            ["og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:url", "twitter:card"];
        for name in expected {
            let count = names.iter().filter(|it| *it == name).count();
            assert_eq!(count, usize::from(is_listed), "{name} in {}", file.path);
        }
    }
}

#[test]
fn an_event_shows_its_card_once_it_is_there_and_its_own_picture_until_then() {
    let event = publication(1, everything());
    let own = page_of(&event);
    let image = picture(1200, 801).frame;
    assert_eq!(
        tags(&own)[6..],
        [
            ("og:image", format!("{BASE_URL}/images/{}-1200.jpg", image.id)),
            ("og:image:width", "1200".to_owned()),
            ("og:image:height", "801".to_owned()),
            ("og:image:alt", "Dix personnes autour d’une table".to_owned()),
            ("twitter:card", "summary_large_image".to_owned()),
        ]
        .map(|(name, content)| (name.to_owned(), content))
    );
    let card = with_its_card(&event);
    assert_eq!(tag(&card, "og:image"), Some(format!("{BASE_URL}/{}", document::card(&event))));
    assert_eq!(tag(&card, "og:image:height").as_deref(), Some("630"));
    let words = "Simplifier l’accueil des usagers, avec eux. Mardi 9\u{a0}novembre 2027, de 10\u{a0}h à 12\u{a0}h \
                 (heure de La Réunion), et une autre date. Saint-Denis (La Réunion), Commune nouvelle (La Réunion) \
                 et en ligne.";
    assert_eq!(tag(&card, "og:image:alt").as_deref(), Some(words));
}

#[test]
fn a_decorative_picture_has_no_words() {
    let picture = model::picture::Picture { alt: None, ..picture(1200, 801) };
    let page = page_of(&publication(1, Content { picture: Some(picture), ..everything() }));
    assert!(tag(&page, "og:image").is_some() && tag(&page, "og:image:alt").is_none());
}

#[test]
fn a_cancelled_event_is_cancelled_there_too() {
    let page = page_of(&Publication { status: Status::Cancelled, ..publication(1, online()) });
    assert!(tag(&page, "og:title").unwrap().starts_with("Annulé\u{a0}– "));
}

proptest! {
    #[test]
    fn whatever_is_typed_comes_back_to_the_letter(title in typed(), summary in typed(), alt in typed()) {
        let (Ok(title), Ok(summary), Ok(alt)) =
            (Line::parse(&title), Line::parse(&summary), Line::parse(&alt)) else { return Ok(()) };
        let picture = model::picture::Picture { alt: Some(alt), ..picture(1200, 801) };
        let content = Content { title, summary, picture: Some(picture), ..online() };
        let event = publication(1, content.clone());
        for page in [page_of(&event), with_its_card(&event)] {
            prop_assert!(page.errors.is_empty(), "{:?}", page.errors);
            prop_assert_eq!(tag(&page, "og:title").unwrap(), content.title.as_str());
            prop_assert_eq!(tag(&page, "og:description").unwrap(), content.summary.as_str());
            prop_assert_eq!(tags(&page).len(), 11);
        }
        let alt = tag(&page_of(&event), "og:image:alt");
        prop_assert_eq!(alt.as_deref(), content.picture.as_ref().unwrap().alt.as_ref().map(Line::as_str));
        let alt = tag(&with_its_card(&event), "og:image:alt").unwrap();
        prop_assert!(alt.starts_with(content.title.as_str()), "{}", alt);
    }
}
