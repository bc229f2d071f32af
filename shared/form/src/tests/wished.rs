//! What the team asks, at a field that the page has.

use model::event::{ChangeRequest, Wish};
use model::part::Part;
use model::reason::OTHER;
use model::text::Prose;

use super::*;
use crate::wishes::{field_of, words};

fn wish(part: Part, reason: Option<&str>, text: Option<&str>) -> Wish {
    let reason = reason.map(|code| Reasons::default().change(code).unwrap().clone());
    Wish { part, reason, text: text.map(|text| Prose::parse(text).unwrap()) }
}

fn fields(typed: &Proposal, wishes: Vec<Wish>) -> String {
    let (request, edition) = (ChangeRequest { wishes, message: None }, edition());
    form(typed, &edition).with_request(Some(&request)).fields()
}

#[test]
fn a_wish_about_any_part_is_told_at_a_field_that_the_page_has() {
    for part in Part::ALL {
        for mode in ["on-site", "online", "hybrid"] {
            let typed = Proposal { mode: mode.into(), ..workshop() };
            let html = fields(&typed, vec![wish(part, None, Some("Précisez."))]);
            let anchor = field_of(part, &typed).name();
            let page = Html::parse_fragment(&html);
            let asked = only(&page, &format!("[id=\"{anchor}\"]"));
            let advice = format!("{anchor}-advice");
            assert_eq!(asked.attr("aria-describedby"), Some(advice.as_str()), "{part:?} {mode}");
            assert!(text(only(&page, &format!("[id=\"{advice}\"]"))).contains("Précisez."));
            assert_eq!(html.matches("Précisez.").count(), 1, "{part:?} {mode}");
            assert!(!html.contains("aria-invalid"), "{part:?} {mode}");
        }
    }
}

#[test]
fn a_link_asked_for_where_one_can_only_come_in_person_is_told_at_the_choice_that_shows_its_field() {
    let wishes =
        vec![wish(Part::Where, None, Some("Quelle salle ?")), wish(Part::Online, None, Some("Et de loin ?"))];
    let html = fields(&workshop(), wishes);
    let told = "id=\"mode-advice\"><p class=\"fr-message fr-message--info advice\">L’équipe vous demande\u{a0}:\nQuelle salle ?\nLien de connexion\u{a0}:\nEt de loin ?</p>";
    assert!(html.contains(told), "{html}");
    assert!(!html.contains("online_access-advice"), "{html}");
}

#[test]
fn a_theme_asked_for_in_an_edition_that_has_none_left_is_told_all_the_same() {
    let request = ChangeRequest { wishes: vec![wish(Part::Themes, None, Some("Lequel ?"))], message: None };
    let (typed, edition) = (workshop(), Edition { themes: vec![], ..edition() });
    let form = form(&typed, &edition);
    assert!(!form.fields().contains("id=\"themes\""));
    assert!(form.with_request(Some(&request)).fields().contains("Lequel ?"));
}

#[test]
fn the_reason_that_only_announces_the_text_is_left_out() {
    assert_eq!(words(&wish(Part::Title, Some(OTHER), Some("Trop long."))), ["Trop long."]);
    assert_eq!(words(&wish(Part::Title, Some(OTHER), None)).len(), 1);
    assert_eq!(words(&wish(Part::Title, Some("incoherent"), Some("Trop long."))).len(), 2);
}

#[test]
fn a_wish_and_an_error_at_the_same_field_are_both_told() {
    let typed = Proposal { title: String::new(), ..workshop() };
    let request = ChangeRequest { wishes: vec![wish(Part::Title, None, Some("Précisez."))], message: None };
    let edition = edition();
    let problems = typed.check(&edition).unwrap_err();
    let html = form(&typed, &edition).with_request(Some(&request)).with_problems(&problems).fields();
    assert!(html.contains("aria-describedby=\"title-advice title-messages\""), "{html}");
}

#[test]
fn a_confirmed_address_is_shown_and_not_asked_and_nobody_is_subscribed_again() {
    let (typed, edition) = (workshop(), edition());
    let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
    let html = Form::new(&typed, Some(&edition), Address::Confirmed(Some(&address))).fields();
    assert!(html.contains("<strong>camille.durand@exemple.gouv.fr</strong>"), "{html}");
    assert!(!html.contains("organiser_email") && html.contains("name=\"organiser_name\""), "{html}");
    assert!(!html.contains("name=\"newsletter\""), "{html}");
}
