//! Every address that any file of the site says leads somewhere.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use csv::ReaderBuilder;
use jiff::civil::date;
use model::edition::Edition;
use model::material::Material;
use model::practical::Status;
use model::publication::Publication;
use programme::{File, Programme, Setting, document};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::agenda::departed;
use crate::everything::everything;
use crate::fixture::{
    BASE_URL, all_files, edition, in_reunion, issues, material, podcast, publication, publications,
};
use crate::standing::{put_off_to_the_twentieth, said_to_be};

/// What functions answer, not files.
const FUNCTIONS: [&str; 4] = ["/proposer", "/mes-evenements", "/moderation", "/abonnement"];

/// What OpenAgenda puts the names of pictures after.
const PICTURES: &str = "/images/";

fn numbered(number: u8, event: Publication) -> Publication {
    let id = publication(number, podcast()).id;
    Publication { id, ..event }
}

/// Events of every kind, issues, what has left, and another edition.
fn current() -> Material {
    let mut events = publications();
    events.push(publication(20, everything()));
    events.push(numbered(21, put_off_to_the_twentieth()));
    events.extend((30..).zip(Status::ALL).map(|(number, status)| numbered(number, said_to_be(status))));
    let gone = vec![
        departed(40, everything(), "2027-10-25T09:30:00Z"),
        departed(41, podcast(), "2027-10-26T09:30:00Z"),
    ];
    Material { others: vec![past_edition()], departed: gone, ..material(&events, &issues()) }
}

fn past_edition() -> Edition {
    Edition {
        year: 2026.into(),
        ordinal: 13,
        period: Edition::usual_period(2026.into()).unwrap(),
        ..edition()
    }
}

fn past() -> Material {
    let events = [publication(50, in_reunion()), publication(51, podcast())];
    let events = events.map(|event| Publication { edition: 2026.into(), ..event }).to_vec();
    let gone = model::material::Departed {
        edition: 2026.into(),
        ..departed(52, in_reunion(), "2026-10-25T09:30:00Z")
    };
    Material {
        edition: past_edition(),
        others: vec![edition()],
        current: Some(2027.into()),
        departed: vec![gone],
        ..material(&events, &[])
    }
}

/// Documents that are there for some events and regions, not for all.
fn documents(current: &Material) -> BTreeSet<String> {
    let regions = current.events.iter().flat_map(|event| event.content.regions());
    let regions = regions.map(|region| document::of_region(2027.into(), region));
    let cards = current.events.iter().step_by(2).map(document::card);
    std::iter::once(document::whole(2027.into())).chain(regions).chain(cards).collect()
}

/// A site, by the addresses at which its files are served.
struct Site {
    files: BTreeMap<String, File>,
    documents: BTreeSet<String>,
    pictures: HashSet<String>,
}

impl Site {
    fn new() -> Self {
        let (current, past) = (current(), past());
        let documents = documents(&current);
        let setting = Setting { base_url: BASE_URL, today: date(2027, 11, 9), documents: &documents };
        let served = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        // The past edition first: what the site has once is the current one's.
        let rendered = [&past, &current].map(|material| all_files(&Programme::new(material, setting)));
        let files = rendered.into_iter().flatten().map(|file| (served(&file.path), file)).collect();
        let pictures = current.events.iter().filter_map(|event| event.content.picture.as_ref());
        let pictures = pictures
            .flat_map(|picture| {
                picture.frame.widths().into_iter().flat_map(|width| {
                    [model::picture::PictureKind::Webp, model::picture::PictureKind::Jpeg]
                        .map(|kind| picture.frame.path(width, kind))
                })
            })
            .collect();
        Self { files, documents, pictures }
    }

    /// Whether there is something at an address, which may be full or within the site.
    fn has(&self, address: &str) -> bool {
        let within = address.strip_prefix(BASE_URL).unwrap_or(address);
        let (path, fragment) = within.split_once('#').map_or((within, None), |(path, id)| (path, Some(id)));
        let path = path.split('?').next().unwrap();
        let path = if path.is_empty() { "/" } else { path };
        if let Some(file) = self.files.get(path) {
            return fragment.is_none_or(|id| {
                let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
                page.select(&Selector::parse(&format!("[id='{id}']")).unwrap()).next().is_some()
            });
        }
        self.documents.contains(&path[1..])
            || self.pictures.contains(path)
            || FUNCTIONS.contains(&path)
            || path == PICTURES
            || path.starts_with("/assets/")
    }
}

/// Within the site, or full and of the site.
fn is_ours(address: &str) -> bool {
    (address.starts_with('/') && !address.starts_with("//")) || address.starts_with(BASE_URL)
}

fn in_page(page: &Html, own: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (css, attribute) in
        [("[href]", "href"), ("[src]", "src"), ("[action]", "action"), ("meta[property]", "content")]
    {
        let selector = Selector::parse(css).unwrap();
        let elements = page.select(&selector);
        all.extend(
            elements.filter_map(|element| element.attr(attribute).map(str::to_owned)).collect::<Vec<_>>(),
        );
    }
    for element in page.select(&Selector::parse("[srcset]").unwrap()) {
        let candidates = element.attr("srcset").unwrap().split(", ");
        all.extend(candidates.map(|candidate| candidate.split(' ').next().unwrap().to_owned()));
    }
    for block in page.select(&Selector::parse("script[type='application/ld+json']").unwrap()) {
        in_json(&serde_json::from_str(&block.text().collect::<String>()).unwrap(), &mut all);
    }
    all.iter().map(|it| if it.starts_with('#') { format!("{own}{it}") } else { it.clone() }).collect()
}

fn in_json(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(of) => of.iter().for_each(|value| in_json(value, all)),
        Value::Object(of) => of.values().for_each(|value| in_json(value, all)),
        _ => {}
    }
}

/// Every address of ours that is written between quotes, tags or white space.
fn in_text(text: &str) -> Vec<String> {
    let starts = text.match_indices(BASE_URL).map(|(at, _)| at);
    let ends =
        |rest: &str| rest.find(|c: char| c.is_whitespace() || "\"'<>\\,;)".contains(c)).unwrap_or(rest.len());
    starts.map(|at| text[at..at + ends(&text[at..])].replace("&amp;", "&")).collect()
}

fn in_file(own: &str, file: &File) -> Vec<String> {
    let text = std::str::from_utf8(&file.body).unwrap();
    match file.content_type.split(';').next().unwrap() {
        "text/html" => in_page(&Html::parse_document(text), own),
        "application/json" | "application/geo+json" | "application/manifest+json" => {
            let mut all = Vec::new();
            in_json(&serde_json::from_str(text).unwrap(), &mut all);
            all
        }
        "text/calendar" => in_text(&text.replace("\r\n ", "")),
        "text/csv" => {
            let mut reader = ReaderBuilder::new().from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            reader
                .records()
                .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .collect()
        }
        _ => in_text(text),
    }
}

#[test]
fn no_link_of_any_file_is_broken() {
    let site = Site::new();
    let (mut broken, mut followed) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
    let mut there = BTreeMap::new();
    for (own, file) in &site.files {
        for address in in_file(own, file).into_iter().filter(|address| is_ours(address)) {
            *followed.entry(file.content_type).or_default() += 1;
            let is_there = *there.entry(address.clone()).or_insert_with(|| site.has(&address));
            if !is_there {
                broken.insert(format!("{address} in {own}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    for kind in [
        "text/html; charset=utf-8",
        "text/calendar; charset=utf-8",
        "application/json",
        "application/geo+json",
        "text/csv; charset=utf-8; header=present",
        "application/atom+xml",
        "application/xml",
    ] {
        assert!(followed.get(kind).is_some_and(|links| *links > 5), "{kind}: {followed:?}");
    }
}
