//! What the site says of itself: as the edition says, true where it does not, and found from every page.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use model::edition::Edition;
use model::legal::{Audit, Host, Legal, Statement};
use model::material::Material;
use model::text::{Line, Prose};
use programme::{File, SITE_FILES, Stage};
use proptest::prelude::*;
use scraper::Html;

use crate::fixture::{BASE_URL, all_files, edition, issues, material, programme, publications, text};
use crate::pages::{all, text_of};
use crate::texts::typed;

const PAGES: [&str; 5] =
    ["plan-du-site", "accessibilite", "mentions-legales", "donnees-personnelles", "contact"];

fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::parse(text).unwrap()
}

fn prose<const MAX: usize>(text: &str) -> Prose<MAX> {
    Prose::parse(text).unwrap()
}

/// An edition whose operator has said everything.
fn told() -> Edition {
    let audit = Audit {
        on: date(2027, 3, 2),
        by: line("Cabinet d’audit"),
        met: 72.try_into().unwrap(),
        findings: Some(prose("Les PDF d’avant 2026.\nQuelques vidéos sans sous-titres.")),
    };
    Edition {
        legal: Legal {
            address: Some(prose("1, rue de l’Exemple\n75000 Paris")),
            phone: Some("01 23 45 67 89".to_owned().try_into().unwrap()),
            director: Some(line("Dominique Exemple, cheffe de service")),
            host: Host {
                name: line("Hébergeur exemplaire"),
                address: prose("2, rue des Serveurs\n59000 Lille"),
                phone: Some("03 20 00 00 00".to_owned().try_into().unwrap()),
            },
            data_protection_officer: Some("dpo@exemple.gouv.fr".to_owned().try_into().unwrap()),
            statement: Statement {
                declared_on: Some(date(2027, 4, 1)),
                audit: Some(audit),
                plan: Some("https://exemple.gouv.fr/schema".to_owned().try_into().unwrap()),
            },
        },
        ..edition()
    }
}

fn files_of(edition: Edition) -> Vec<File> {
    let material = Material { events: publications(), issues: issues(), ..Material::of(edition) };
    all_files(&programme(&material))
}

fn page(files: &[File], name: &str) -> Html {
    let page = Html::parse_document(&text(files, &format!("{name}/index.html")));
    assert!(page.errors.is_empty(), "{name}: {:?}", page.errors);
    page
}

fn main_of(page: &str) -> &str {
    let start = page.find("<main").unwrap();
    &page[start..page.find("</main>").unwrap()]
}

fn pages(files: &[File]) -> impl Iterator<Item = (&str, Html)> {
    let pages = files.iter().filter(|file| file.content_type.starts_with("text/html"));
    pages.map(|file| (file.path.as_str(), Html::parse_document(std::str::from_utf8(&file.body).unwrap())))
}

/// Of `a` elements within `css`, within the site, without their fragments.
fn links(page: &Html, css: &str) -> Vec<String> {
    let links = all(page, &format!("{css} a[href^='/']"));
    links.iter().map(|link| link.attr("href").unwrap().split('#').next().unwrap().to_owned()).collect()
}

fn served(path: &str) -> String {
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

#[test]
fn an_edition_that_says_nothing() {
    let files = files_of(edition());
    for name in PAGES {
        insta::assert_snapshot!(name, main_of(&text(&files, &format!("{name}/index.html"))));
    }
    insta::assert_snapshot!("manifest", text(&files, "manifest.webmanifest"));
    insta::assert_snapshot!("security", text(&files, ".well-known/security.txt"));
}

#[test]
fn an_edition_that_says_everything() {
    let files = files_of(told());
    for name in ["accessibilite", "mentions-legales", "contact"] {
        insta::assert_snapshot!(
            format!("told_{name}"),
            main_of(&text(&files, &format!("{name}/index.html")))
        );
    }
    let data = text_of(&page(&files, "donnees-personnelles"), "main");
    assert!(data.contains("dpo@exemple.gouv.fr") && data.contains("Hébergeur exemplaire"), "{data}");
}

#[test]
fn the_listed_files_are_those_that_the_site_has_once() {
    let material = material(&publications(), &issues());
    let paths: BTreeSet<_> = programme(&material).files(Stage::Site).map(|file| file.path).collect();
    assert_eq!(paths, SITE_FILES.map(str::to_owned).into());
}

#[test]
fn the_foot_of_every_page_shows_the_state_that_the_declaration_states() {
    for (met, state, sentence) in [
        (None, "non conforme", "n’est pas conforme"),
        (Some(49), "non conforme", "n’est pas conforme"),
        (Some(72), "partiellement conforme", "est partiellement conforme"),
        (Some(100), "totalement conforme", "est totalement conforme"),
    ] {
        let mut edition = told();
        edition.legal.statement.audit = edition
            .legal
            .statement
            .audit
            .zip(met)
            .map(|(audit, met)| Audit { met: u8::try_into(met).unwrap(), ..audit });
        let files = files_of(edition);
        for (path, page) in pages(&files) {
            let shown = text_of(&page, ".fr-footer__bottom a[href='/accessibilite/']");
            assert_eq!(shown, format!("Accessibilité\u{a0}: {state}"), "{path}");
        }
        let declared = text_of(&page(&files, "accessibilite"), "main");
        assert!(declared.contains(&format!("Le site {sentence} au référentiel")), "{declared}");
        assert!(declared.contains("Libre réponse 71120"));
        assert_eq!(declared.contains("Cabinet d’audit"), met.is_some());
    }
}

#[test]
fn an_audit_that_is_too_old_claims_nothing() {
    let mut edition = told();
    edition.legal.statement.audit.as_mut().unwrap().on = date(2024, 11, 3);
    let declared = text_of(&page(&files_of(edition), "accessibilite"), "main");
    assert!(declared.contains("Aucun audit de conformité n’est en cours de validité."), "{declared}");
    assert!(!declared.contains("72"), "{declared}");
}

/// What organisers and subscribers read where they type is what the page says.
#[test]
fn the_page_of_personal_data_says_what_the_forms_say() {
    let edition = edition();
    let page = page(&files_of(edition.clone()), "donnees-personnelles");
    let said: Vec<String> = all(&page, "main dd").iter().map(|it| it.text().collect()).collect();
    let notice = edition.data_protection;
    let parts = [notice.purpose, notice.basis, notice.recipients, notice.retention, notice.rights];
    assert_eq!(said, parts.map(String::from));
    let html = page.html();
    let subscribers = Html::parse_fragment(&web::subscribers::notice(Some(&self::edition())));
    for item in all(&subscribers, "li") {
        assert!(html.contains(&item.html()), "{}", item.html());
    }
}

#[test]
fn the_map_leads_to_all_that_is_no_event_and_nowhere_in_vain() {
    let files = files_of(edition());
    let there: BTreeSet<String> = files.iter().map(|file| served(&file.path)).collect();
    let services = ["/proposer", "/mes-evenements", "/abonnement", "/moderation"];
    let led: BTreeSet<String> = links(&page(&files, "plan-du-site"), "main").into_iter().collect();
    for path in &led {
        assert!(there.contains(path) || services.contains(&path.as_str()), "{path}");
    }
    let exports =
        files.iter().filter(|file| file.path.starts_with("2027/") && file.path.matches('/').count() == 1);
    for export in exports {
        assert!(led.contains(&served(&export.path)), "{}", export.path);
    }
    let events: Vec<_> = publications().iter().map(model::publication::Publication::path).collect();
    for (path, _) in pages(&files) {
        let address = served(path);
        let apart = events.contains(&address) || address.contains("/page-") || path == "404.html";
        assert!(apart || led.contains(&address), "{address}");
    }
}

/// A page is in a sitemap if, and only if, it names itself as the one to keep.
#[test]
fn search_engines_are_led_to_every_page_that_is_to_be_kept() {
    for others in [Vec::new(), vec![Edition { year: 2026.into(), ..edition() }]] {
        let years: Vec<_> = others.iter().map(|other| other.year).collect();
        let material = Material { others, ..material(&publications(), &issues()) };
        let files = all_files(&programme(&material));
        assert!(text(&files, "robots.txt").contains(&format!("Sitemap: {BASE_URL}/sitemap.xml\n")));
        let locations = |path: &str| -> Vec<String> {
            let file = files.iter().find(|file| file.path == path).unwrap();
            let xml = String::from_utf8(file.body.clone()).unwrap();
            xml.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
        };
        let mut expected =
            vec![format!("{BASE_URL}/sitemap-site.xml"), format!("{BASE_URL}/2027/sitemap.xml")];
        expected.extend(years.iter().map(|year| format!("{BASE_URL}/{year}/sitemap.xml")));
        assert_eq!(locations("sitemap.xml"), expected);

        let listed = [locations("sitemap-site.xml"), locations("2027/sitemap.xml")].concat();
        let mut kept = Vec::new();
        for (path, page) in pages(&files) {
            let canonical = all(&page, "link[rel=canonical]").first().and_then(|link| link.attr("href"));
            let own = format!("{BASE_URL}{}", served(path));
            kept.extend(canonical.filter(|canonical| *canonical == own).map(str::to_owned));
        }
        let sorted = |mut list: Vec<String>| {
            list.sort();
            list
        };
        assert_eq!(sorted(listed), sorted(kept));
    }
}

#[test]
fn other_editions_are_on_the_map() {
    let others = vec![Edition { year: 2025.into(), ..edition() }, Edition { year: 2026.into(), ..edition() }];
    let material = Material { others, ..Material::of(edition()) };
    let led = links(&page(&all_files(&programme(&material)), "plan-du-site"), "main");
    let at = |path: &str| led.iter().position(|it| it == path).unwrap();
    assert!(at("/2026/") < at("/2025/"));
}

#[test]
fn pictures_of_the_manifest_and_of_the_head_are_the_design_system_s() {
    let files = files_of(edition());
    let manifest: serde_json::Value = serde_json::from_str(&text(&files, "manifest.webmanifest")).unwrap();
    assert_eq!(manifest["name"], edition().name.as_str());
    assert_eq!((&manifest["start_url"], &manifest["lang"]), (&"/".into(), &"fr".into()));
    for icon in manifest["icons"].as_array().unwrap() {
        let (src, sizes) = (icon["src"].as_str().unwrap(), icon["sizes"].as_str().unwrap());
        assert!(src.starts_with("/assets/dsfr/favicon/") && src.contains(sizes), "{icon}");
    }
    for (path, page) in pages(&files) {
        let head: BTreeMap<_, _> = all(&page, "head link[rel][href]")
            .iter()
            .map(|link| (link.attr("rel").unwrap().to_owned(), link.attr("href").unwrap().to_owned()))
            .collect();
        assert_eq!(head.get("manifest").map(String::as_str), Some("/manifest.webmanifest"), "{path}");
        assert!(head.contains_key("apple-touch-icon") && head.contains_key("icon"), "{path}");
    }
}

fn names(page: &Html) -> Vec<String> {
    all(page, "*").iter().map(|element| element.value().name().to_owned()).collect()
}

fn shown(page: &Html, text: &str) -> bool {
    page.root_element().text().collect::<String>().contains(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_an_operator_types_is_text((short, long) in (typed(), typed())) {
        let (Ok(name), Ok(by), Ok(told_address), Ok(findings)) =
            (Line::parse(&short), Line::parse(&short), Prose::parse(&long), Prose::parse(&long))
        else {
            return Ok(());
        };
        let mut hostile = told();
        hostile.name = name.clone();
        let Ok(operator) = Line::parse(name.as_str()) else { return Ok(()) };
        hostile.operator = operator;
        hostile.legal.director = Some(by);
        hostile.legal.address = Some(told_address.clone());
        hostile.legal.host.address = told_address;
        let audit = hostile.legal.statement.audit.as_mut().unwrap();
        audit.findings = Some(findings.clone());
        let site = |edition| {
            let material = Material::of(edition);
            programme(&material).files(Stage::Site).collect::<Vec<_>>()
        };
        let (files, plain) = (site(hostile), site(told()));
        for path in PAGES {
            prop_assert_eq!(names(&page(&files, path)), names(&page(&plain, path)), "{}", path);
        }
        prop_assert!(shown(&page(&files, "accessibilite"), findings.as_str()));
        prop_assert!(shown(&page(&files, "mentions-legales"), name.as_str()));
        let manifest: serde_json::Value = serde_json::from_str(&text(&files, "manifest.webmanifest")).unwrap();
        prop_assert_eq!(&manifest["name"], name.as_str());
        prop_assert_eq!(text(&files, "security.txt").lines().count(), 4);
    }
}
