//! A form is read and sent as a browser would.

use reqwest::header::HeaderMap;
use url::Url;

use super::{Form, Kind, Page};

const PAGE: &str = r##"<!doctype html><html lang="fr"><head><title>Proposer</title></head><body><main>
<div role="alert"><ul><li><a href="#title">Donnez un titre</a></li></ul></div>
<form method="post" action="envoi">
  <input type="hidden" name="key" value="abc">
  <label for="title">Titre</label>
  <input id="title" name="title" maxlength="8" aria-invalid="true" aria-describedby="title-error" required>
  <p id="title-error">Donnez  un titre</p>
  <textarea name="summary">
 deux
lignes</textarea>
  <label>Le <input type="date" name="date" value="2026-11-04"></label>
  <select name="format"><option value="">Choisir</option><option selected>Atelier</option><option value="v" disabled>Visite</option></select>
  <input type="checkbox" name="audience" value="agents" checked><input type="checkbox" name="audience" value="elus">
  <input type="radio" name="mode" value="online"><input type="radio" name="mode" value="hybrid">
  <fieldset disabled><input name="closed" value="1"></fieldset>
  <input name="off" value="1" disabled><input value="no name">
  <button type="button" name="js" value="1">Script</button>
  <button name="action" value="send">Envoyer la <em>proposition</em></button>
  <input type="submit" name="action" value="Ajouter">
</form></main></body></html>"##;

fn page() -> Page {
    let url = Url::parse("http://127.0.0.1/proposer/nouveau?x=1").unwrap();
    Page::new(url, 200, HeaderMap::new(), PAGE.as_bytes().to_vec())
}

fn form() -> Form {
    page().form_with(&["title", "mode"]).unwrap()
}

fn pairs(form: &Form, words: &str) -> Vec<String> {
    let sent = form.press(words).unwrap();
    sent.fields.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn only_what_a_browser_sends_is_sent() {
    let mut form = form();
    form.fill("title", "Atelier")
        .unwrap()
        .choose("mode", "hybrid")
        .unwrap()
        .tick("audience", "elus")
        .unwrap();
    form.untick("audience", "agents").unwrap().fill("date", "demain").unwrap();
    assert_eq!(
        pairs(&form, "Envoyer la proposition"),
        [
            "key=abc",
            "title=Atelier",
            "summary= deux\r\nlignes",
            "date=",
            "format=Atelier",
            "audience=elus",
            "mode=hybrid",
            "action=send"
        ]
    );
    assert!(pairs(&form, "Ajouter").contains(&"action=Ajouter".to_owned()));
    let sent = form.press_named("action", "send").unwrap();
    assert_eq!((sent.url.as_str(), sent.post), ("http://127.0.0.1/proposer/envoi", true));
    assert!(form.as_served().fields.iter().all(|(name, _)| name != "action"));
}

#[test]
fn what_a_person_cannot_do_is_an_error() {
    let mut form = form();
    assert!(form.press("Envoyer la proposition").is_err(), "a required field is empty");
    assert!(form.fill("title", "Neuf lettres").is_err(), "too long");
    assert!(form.choose("format", "v").is_err(), "not offered");
    assert!(form.choose("mode", "podcast").is_err());
    assert!(form.fill("closed", "2").is_err());
    assert!(form.fill("format", "Visite").is_err(), "a list is not typed into");
    assert!(form.press_only().is_err(), "there are two buttons");
    assert!(form.press("Script").is_err(), "it sends nothing");
}

#[test]
fn a_form_tells_what_is_wrong() {
    let page = page();
    let problems = page.problems();
    assert_eq!((problems[0].field.as_str(), problems[0].message.as_str()), ("title", "Donnez un titre"));
    assert_eq!(form().invalid(), [("title", "Donnez un titre")]);
    let labels: Vec<_> = form().controls().iter().map(|control| control.label.clone()).collect();
    assert_eq!(labels[1], "Titre");
    assert_eq!(labels[3], "Le");
    assert_eq!(form().controls()[2].kind, Kind::Text("textarea".to_owned()));
    assert_eq!(form().value("mode"), None);
}
