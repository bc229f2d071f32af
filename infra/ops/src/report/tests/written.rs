use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use scraper::{Html, Selector};

use super::super::figures::Figures;
use super::super::{long, page};
use super::counted::{readers, wish};
use super::lives::{life, source};

/// A full report, the same each time.
fn figures() -> Figures {
    let mut runner = TestRunner::deterministic();
    let mut draw = |year, count| -> Vec<_> {
        (0..count).map(|_| life(year).new_tree(&mut runner).unwrap().current()).collect()
    };
    let (now, then) = (draw(2027, 300), draw(2026, 240));
    Figures::of(&source(2027, &now), Some(&source(2026, &then)), &readers(200), wish())
}

fn all(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

#[test]
fn the_page_stands_alone_and_each_chart_has_its_table() {
    let html = page::html(&figures()).unwrap();
    if let Some(file) = std::env::var_os("MIP_REPORT_SAMPLE") {
        std::fs::write(file, &html).unwrap(); // to look at it
    }
    let page = Html::parse_document(&html);
    assert_eq!(page.select(&all("html[lang=fr]")).count(), 1);
    assert!(html.contains("14<sup>e</sup> édition"), "small letters that some fonts do not have");
    assert_eq!(page.select(&all("h1")).count(), 1);
    assert_eq!(page.select(&all("main")).count(), 1);
    for outside in ["script", "link", "img", "iframe", "[src]", "a[href^=http]", "[style*=url]", "[onclick]"]
    {
        assert_eq!(page.select(&all(outside)).count(), 0, "{outside}");
    }
    assert!(
        !html.contains("http") && !html.contains("@import") && !html.contains("url("),
        "nothing is fetched"
    );
    let figures = page.select(&all("figure > svg[role=img][aria-label]")).count();
    assert_eq!(figures, page.select(&all("svg")).count());
    assert!(figures >= 12, "{figures}");
    for figure in page.select(&all("figure")) {
        let next = figure.next_siblings().find_map(scraper::ElementRef::wrap).unwrap();
        assert_eq!(next.value().name(), "table", "{}", figure.html());
    }
    for table in page.select(&all("table")) {
        let columns = table.select(&all("thead th[scope=col]")).count();
        assert!(
            table.select(&all("thead th")).all(|heading| heading.text().any(|text| !text.trim().is_empty()))
        );
        for line in table.select(&all("tbody tr, tfoot tr")) {
            assert_eq!(line.select(&all("th[scope=row], td")).count(), columns, "{}", line.html());
        }
    }
    let ids: Vec<_> = page.select(&all("[id]")).filter_map(|it| it.attr("id")).collect();
    assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for link in page.select(&all("a")).filter_map(|link| link.attr("href")) {
        assert!(ids.contains(&link.trim_start_matches('#')), "{link}");
    }
}

#[test]
fn nobody_is_named_unless_it_was_asked_and_the_page_says_which() {
    let named = figures();
    let mut silent = named.clone();
    silent.tables.retain(|table| table.key != "decisions-by-moderator");
    let [named, silent] = [named, silent].map(|figures| {
        [
            figures.to_string(),
            page::html(&figures).unwrap(),
            String::from_utf8(long::csv(&figures).unwrap()).unwrap(),
        ]
    });
    assert!(named.iter().all(|text| text.contains("Dominique Martin")));
    for person in ["Dominique", "Camille", "@exemple"] {
        assert!(silent.iter().all(|text| !text.contains(person)), "{person}");
    }
    assert!(named[1].contains("nomme les membres de l’équipe"));
    assert!(silent[1].contains("aucune donnée personnelle"));
}

#[test]
fn each_number_has_its_line_and_no_cell_is_a_formula() {
    let mut figures = figures();
    let themes = figures.tables.iter_mut().find(|table| table.key == "events-by-theme").unwrap();
    themes.rows[0].label = "=HYPERLINK(\"x\")".into(); // an edition's own words
    let csv = long::csv(&figures).unwrap();
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    assert_eq!(reader.headers().unwrap(), long::COLUMNS.as_slice());
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cells =
        |table: &super::super::table::Table| table.measures.len() * table.rows.len() + table.total.len();
    assert_eq!(lines.len(), figures.tables.iter().map(cells).sum::<usize>());
    for line in &lines {
        assert!(!line.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{line:?}");
    }
    assert!(lines.iter().any(|line| &line[2] == "'=HYPERLINK(\"x\")"));
    let keys: std::collections::BTreeSet<_> =
        lines.iter().map(|line| [&line[0], &line[1], &line[4], &line[5]]).collect();
    assert_eq!(keys.len(), lines.len(), "each number has a name of its own");
}

#[test]
fn the_text_has_every_table_and_the_json_every_number() {
    let figures = figures();
    let text = figures.to_string();
    let json = serde_json::to_value(&figures).unwrap();
    for (at, table) in figures.tables.iter().enumerate() {
        assert!(text.contains(table.title), "{}", table.title);
        assert_eq!(json["tables"][at]["rows"].as_array().unwrap().len(), table.rows.len());
    }
    assert!(
        text.starts_with(
            "Bilan du Mois de l’innovation publique 2027\n14ᵉ édition, du 4 au 30\u{a0}novembre 2027."
        ),
        "{text}"
    );
    assert!(!text.contains('\t') && !text.contains(" :"), "non-breaking spaces before colons");
}
