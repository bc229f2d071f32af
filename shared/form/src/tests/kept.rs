//! Nothing that was typed is lost, and none of it becomes anything else.

use model::proposal::Stage;
use proptest::prelude::*;

use super::*;
use crate::value::{cell, value};

/// The fields that take any text.
fn free() -> Vec<Field> {
    let chosen = [
        Field::Format,
        Field::Themes,
        Field::Language,
        Field::Schedule,
        Field::Mode,
        Field::PlaceDepartement,
        Field::OnlineAccess,
        Field::Audience,
        Field::Accessibility,
        Field::OrganisationKind,
    ];
    FIELDS.into_iter().filter(|field| !chosen.contains(field)).collect()
}

/// A form with these texts in its fields, one after the other.
fn filled(texts: &[String]) -> Proposal {
    let mut texts = texts.iter().cycle();
    let mut next = || texts.next().cloned().unwrap_or_default();
    Proposal {
        title: next(),
        summary: next(),
        description: next(),
        slot_date: vec![next(), next()],
        slot_start: vec![next(), next()],
        slot_end: vec![next(), next()],
        period_from: next(),
        period_to: next(),
        place_name: vec![next(), next()],
        address: vec![next(), next()],
        postcode: vec![next(), next()],
        commune: vec![next(), next()],
        online_link: next(),
        capacity: next(),
        registration_link: next(),
        registration_email: next(),
        registration_phone: next(),
        registration_deadline: next(),
        accessibility_contact: next(),
        accessibility_details: next(),
        organisation: next(),
        partners: next(),
        contact_name: next(),
        contact_email: next(),
        contact_phone: next(),
        organiser_name: next(),
        organiser_role: next(),
        organiser_email: next(),
        organiser_phone: next(),
        ..Proposal::default()
    }
}

/// What the browser would send back for an element.
fn sent_back(element: ElementRef<'_>) -> String {
    match element.value().name() {
        "textarea" => text(element),
        "select" => {
            let chosen = Selector::parse("option[selected]").unwrap();
            element.select(&chosen).next().and_then(|option| option.attr("value")).unwrap_or("").to_owned()
        }
        _ => element.attr("value").unwrap().to_owned(),
    }
}

/// What HTML makes of a text before anyone reads it (HTML, "Preprocessing the input stream").
fn as_html_reads_it(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}")
}

fn assert_kept(typed: &Proposal) {
    let edition = edition();
    let html = form(typed, &edition).fields();
    let page = Html::parse_fragment(&html);
    for field in free() {
        for row in 0..if field.is_in_rows() { 2 } else { 1 } {
            let expected = if field.is_in_rows() { cell(typed, field, row) } else { value(typed, field) };
            let shown = sent_back(only(&page, &format!("[id=\"{}\"]", field.anchor(row))));
            assert_eq!(shown, as_html_reads_it(expected), "{field:?} {row}");
        }
    }
}

#[test]
fn a_hostile_text_stays_a_text_in_every_field() {
    let hostile = "\"><script>alert(1)</script></textarea><b onclick='x'>&quot;";
    let typed = filled(&[hostile.to_owned()]);
    assert_kept(&typed);
    let edition = edition();
    for html in [form(&typed, &edition).fields(), form(&typed, &edition).recap(|_| None)] {
        assert!(!html.contains("<script") && !html.contains("<b "), "{html}");
    }
}

proptest! {
    /// Any text in any field comes back as it was typed when the page is read.
    #[test]
    fn any_text_in_any_field_comes_back_as_typed(texts in proptest::collection::vec(any::<String>(), 37)) {
        assert_kept(&filled(&texts));
    }

    /// And line breaks at the ends, which textareas are known for.
    #[test]
    fn blank_lines_at_the_ends_are_kept(text in "[\r\n ]{0,3}[a-z]{0,3}[\r\n ]{0,3}") {
        assert_kept(&filled(&[text]));
    }
}

#[test]
fn choices_come_back_as_they_were_made() {
    let edition = edition();
    let typed = Proposal {
        themes: strings(&["numerique", "design"]),
        language: "br".into(),
        schedule: "period".into(),
        mode: "hybrid".into(),
        online_access: "registered".into(),
        accessibility: strings(&["mi"]),
        ..workshop()
    };
    let page = Html::parse_fragment(&form(&typed, &edition).fields());
    let checked: Vec<_> = all(&page, "input[checked]").into_iter().filter_map(|it| it.attr("id")).collect();
    let expected = [
        "themes-design",
        "themes-numerique",
        "schedule-period",
        "mode-hybrid",
        "online_access-registered",
        "audience-agents",
        "audience-grand-public",
        "accessibility-mi",
    ];
    assert_eq!(checked, expected);
    let selected: Vec<_> =
        all(&page, "option[selected]").into_iter().filter_map(|it| it.attr("value")).collect();
    assert_eq!(selected, ["atelier", "br", "collectivite"]);
}

#[test]
fn what_is_ticked_is_kept_while_the_edition_cannot_be_read() {
    let typed = Proposal { themes: strings(&["design", "\"><b>"]), ..workshop() };
    let page = Html::parse_fragment(&Form::new(&typed, None, Address::Asked).stage(Stage::Event));
    let hidden: Vec<_> = all(&page, "input[type=hidden][name=themes]").into_iter().map(sent_back).collect();
    assert_eq!(hidden, typed.themes);
}

#[test]
fn a_day_that_a_picker_would_not_show_is_shown_as_text() {
    let typed = Proposal {
        slot_date: strings(&["9/11/2027", "2027-11-10"]),
        slot_start: strings(&["10 h", "14:00"]),
        ..workshop()
    };
    let edition = edition();
    let page = Html::parse_fragment(&form(&typed, &edition).stage(Stage::Dates));
    let kind = |id: &str| only(&page, &format!("[id=\"{id}\"]")).attr("type").unwrap().to_owned();
    assert_eq!((kind("slot_date-0"), kind("slot_date-1")), ("text".into(), "date".into()));
    assert_eq!((kind("slot_start-0"), kind("slot_start-1")), ("text".into(), "time".into()));
}
