use model::event::ChangeRequest;
use model::part::Part;
use model::reason::OTHER;

use super::*;
use crate::samples::{edition, proposal, wish};

fn fields(typed: &Proposal, request: &ChangeRequest) -> String {
    Form::new(typed, Some(&edition()), Address::Asked).with_request(Some(request)).fields()
}

#[test]
fn a_wish_about_any_part_is_told_at_a_field_that_the_page_has() {
    for part in Part::ALL {
        let request = ChangeRequest { wishes: vec![wish(part, None, Some("Précisez."))], message: None };
        for mode in ["on-site", "online", "hybrid"] {
            let typed = Proposal { mode: mode.into(), ..proposal() };
            let (html, anchor) = (fields(&typed, &request), field_of(part, &typed).name());
            assert!(html.contains(&format!(" id=\"{anchor}\"")), "{part:?} {mode}");
            assert!(html.contains(&format!("aria-describedby=\"{anchor}-advice\"")), "{part:?} {mode}");
            assert_eq!(html.matches("Précisez.").count(), 1, "{part:?} {mode}");
            assert!(!html.contains("aria-invalid"), "{part:?} {mode}");
        }
    }
}

#[test]
fn a_link_asked_for_where_one_can_only_come_in_person_is_told_at_the_choice_that_shows_its_field() {
    let wishes =
        vec![wish(Part::Where, None, Some("Quelle salle ?")), wish(Part::Online, None, Some("Et de loin ?"))];
    let request = ChangeRequest { wishes, message: None };
    let html = fields(&proposal(), &request);
    let told = "id=\"mode-advice\"><p class=\"fr-message fr-message--info advice\">L’équipe vous demande\u{a0}:\nQuelle salle ?\nLien de connexion\u{a0}:\nEt de loin ?</p>";
    assert!(html.contains(told), "{html}");
    assert!(!html.contains("online_link-advice"), "{html}");
}

#[test]
fn the_reason_that_only_announces_the_text_is_left_out() {
    assert_eq!(words(&wish(Part::Title, Some(OTHER), Some("Trop long."))), ["Trop long."]);
    assert_eq!(words(&wish(Part::Title, Some(OTHER), None)).len(), 1);
    assert_eq!(words(&wish(Part::Title, Some("incoherent"), Some("Trop long."))).len(), 2);
}

#[test]
fn a_wish_and_an_error_at_the_same_field_are_both_told() {
    let typed = Proposal { title: String::new(), ..proposal() };
    let request = ChangeRequest { wishes: vec![wish(Part::Title, None, Some("Précisez."))], message: None };
    let problems = typed.check(&edition()).unwrap_err();
    let edition = edition();
    let form = Form::new(&typed, Some(&edition), Address::Asked);
    let html = form.with_request(Some(&request)).with_problems(&problems).fields();
    assert!(html.contains("aria-describedby=\"title-advice title-messages\""), "{html}");
}

#[test]
fn a_confirmed_address_is_shown_and_not_asked() {
    let (typed, edition) = (proposal(), edition());
    let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
    let html = Form::new(&typed, Some(&edition), Address::Confirmed(Some(&address))).fields();
    assert!(html.contains("<strong>camille.durand@exemple.gouv.fr</strong>"), "{html}");
    assert!(!html.contains("organiser_email") && html.contains("name=\"organiser_name\""), "{html}");
}
