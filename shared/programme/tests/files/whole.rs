//! What holds for the whole of the files, whatever the events.

use std::collections::{BTreeSet, HashSet};

use programme::{SITE_FILES, Stage};
use scraper::{Html, Selector};

use crate::fixture::{files_with, issues, material, programme, publications};

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

#[test]
fn the_same_events_and_issues_in_another_order_give_the_same_bytes() {
    let (mut events, mut issues) = (publications(), issues());
    let files_before = files_with(&events, &issues);
    events.reverse();
    issues.reverse();
    assert_eq!(files_with(&events, &issues), files_before);
}

#[test]
fn no_path_comes_twice_and_only_the_last_stage_is_outside_the_year() {
    let material = material(&publications(), &issues());
    let programme = programme(&material);
    let mut paths = HashSet::new();
    for stage in Stage::ALL {
        for file in programme.files(stage) {
            assert_eq!(file.path.starts_with("2027/"), stage != Stage::Site, "{}", file.path);
            assert!(paths.insert(file.path));
        }
    }
    assert!(SITE_FILES.iter().all(|path| paths.contains(*path)));
}

/// So a reader who arrives while files are being written never follows a link to what is not there yet. The menu and
/// the links back, which every page has, are there from the first publication on.
#[test]
fn every_link_leads_to_a_file_that_is_written_before_or_that_every_page_has() {
    let material = material(&publications(), &issues());
    let programme = programme(&material);
    let always =
        ["/", "/2027/", "/2027/evenements/", "/2027/ressources/", "/2027/lettres/", "/2027/lettres.atom"];
    let foot =
        ["/plan-du-site/", "/accessibilite/", "/mentions-legales/", "/donnees-personnelles/", "/contact/"];
    let services = ["/proposer", "/mes-evenements", "/abonnement", "/moderation", "/manifest.webmanifest"];
    let mut there: BTreeSet<String> =
        always.iter().chain(&foot).chain(&services).map(|path| (*path).to_owned()).collect();
    for stage in Stage::ALL {
        let files: Vec<_> = programme.files(stage).collect();
        let served = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let served = files.iter().map(|file| served(&file.path));
        if stage.leads_to_itself() {
            there.extend(served.clone()); // publish writes what is new there first
        }
        for file in files.iter().filter(|file| file.content_type.starts_with("text/html")) {
            let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
            for element in page.select(&select("[href]")) {
                let href = element.attr("href").unwrap();
                if let Some(id) = href.strip_prefix('#') {
                    assert_eq!(
                        page.select(&select(&format!("[id='{id}']"))).count(),
                        1,
                        "{href} in {}",
                        file.path
                    );
                } else if href.starts_with('/') && !href.starts_with("/assets/") {
                    let path = href.split(['#', '?']).next().unwrap();
                    assert!(there.contains(path), "{href} in {}", file.path);
                }
            }
        }
        there.extend(served);
    }
}

#[test]
fn every_page_has_one_h1_headings_in_order_and_no_identifier_twice() {
    for file in files_with(&publications(), &issues())
        .iter()
        .filter(|file| file.content_type.starts_with("text/html"))
    {
        let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
        assert!(page.errors.is_empty(), "{}: {:?}", file.path, page.errors);
        let levels: Vec<u32> = page
            .select(&select("h1, h2, h3, h4, h5, h6"))
            .map(|heading| heading.value().name()[1..].parse().unwrap())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{}", file.path);
        assert_eq!(levels.first(), Some(&1), "{}", file.path);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", file.path);
        let ids: Vec<_> = page.select(&select("[id]")).filter_map(|element| element.attr("id")).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{}", file.path);
        assert_eq!(page.select(&select("[style], [onclick], style")).count(), 0, "{}", file.path);
        // Data, or the one script, which is a file of the site: none is within the page.
        for script in page.select(&select("script:not([type='application/ld+json'])")) {
            assert_eq!(script.attr("src"), Some("/assets/programme.js"), "{}", file.path);
            assert_eq!(script.attr("type"), Some("module"), "deferred, and nothing of it is global");
            assert_eq!(script.text().count(), 0, "{}", file.path);
        }
    }
}
