//! What was asked, written and told, and what the page says of it.

use super::*;

#[test]
fn what_was_written_in_a_form_that_is_gone_can_be_copied() {
    let typed = Typed::from([
        ("act", "decide"),
        ("version", "1"),
        ("decision", "reject"),
        ("reject_reason", "hors-sujet"),
        ("reject_message", "Trop <loin>."),
        ("title", "Repenser l’accueil"),
        ("summary", "Corrigé."),
    ]);
    let keys = sample::keys();
    let show = |case: &Case| {
        let (around, notice) = (Around::default(), Some(&Notice::Overtaken));
        Sheet { case, around: &around, typed: &typed, problems: &[], notice, keys: &keys, window: WINDOW }
            .answer()
            .html()
            .to_owned()
    };
    let gone = show(&decide(case(), Outcome::Spam, None));
    assert!(gone.contains("n’a pas été enregistrée") && gone.contains("aviez écrit"), "{gone}");
    assert!(gone.contains(">Trop &#60;loin&#62;.</blockquote>") && gone.contains(">Corrigé.</blockquote>"));
    assert_eq!(gone.matches("<blockquote class=\"as-typed\">").count(), 2, "{gone}");
    let kept = show(&case());
    assert!(kept.contains("Trop &#60;loin&#62;.</textarea>") && !kept.contains("aviez écrit"), "{kept}");
}

#[test]
fn a_reason_that_only_announces_a_text_goes_without_saying() {
    let reasons = Reasons::default();
    let reason = reasons.refusal("autre").unwrap().clone();
    let message = Some(Prose::parse("Déjà au programme.").unwrap());
    let html = page(&decide(case(), Outcome::Reject { reason, message }, None));
    assert!(html.contains("Déjà au programme.") && !html.contains("ci-dessous"), "{html}");
    let wish = |code, text: Option<&str>| Wish {
        part: Part::When,
        reason: reasons.change(code).cloned(),
        text: text.map(|text| Prose::parse(text).unwrap()),
    };
    let wishes = vec![wish("autre", Some("Quelle heure ?")), wish("a-preciser", Some("L’heure."))];
    let request = ChangeRequest { wishes, message: None };
    let html = page(&decide(case(), Outcome::RequestChanges { request }, None));
    assert!(html.contains("Quelle heure ?") && !html.contains("ci-dessous"), "{html}");
    assert!(html.contains("Précisez cette partie\u{a0}: il manque"), "{html}");
}

#[test]
fn a_new_version_answers_a_request_only_if_the_organiser_was_told_of_it() {
    let wish = Wish { part: Part::Title, reason: None, text: Some(Prose::parse("Plus court.").unwrap()) };
    let request = ChangeRequest { wishes: vec![wish], message: None };
    let asked = later(decide(case(), Outcome::RequestChanges { request }, None));
    let id = asked.history.last().unwrap().mails[0].clone();
    let answered = sample::at_current(edit(asked, "Accueil"));
    let letter =
        EventLetter { version: 2, revision: 1.into(), ..EventLetter::of(&answered.event, Purpose::Decision) };
    let show = |status: Status| {
        let mail = Mail { letter: Letter::Event(letter.clone()), status, fate: None };
        let around = Around { mails: [(id.clone(), mail)].into(), ..Around::default() };
        sent(&answered, &around, &Typed::default(), &[]).html().to_owned()
    };
    let told = show(Status::Sent { ses_id: "1".into(), at: sample::now() });
    assert!(told.contains("Ce que l’organisateur a changé depuis"), "{told}");
    let untold = show(Status::Skipped { at: sample::now() });
    assert!(!untold.contains("Ce que l’organisateur a changé depuis"), "{untold}");
    assert!(untold.contains("n’est pas parvenue à l’organisateur") && untold.contains("<ins>"), "{untold}");
}
