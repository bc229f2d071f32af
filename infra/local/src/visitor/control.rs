//! Reading a form's controls from a page.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::form::Form;
use super::page::words;

/// One control of a form, with its current value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Its name; a control without one is never sent.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What it holds, or for a box, a radio or a button what it sends.
    pub value: String,
    /// Whether a box or a radio is ticked.
    pub ticked: bool,
    /// Whether a browser refuses to send the form without it.
    pub required: bool,
    /// The longest text that a browser lets a person type.
    pub longest: Option<usize>,
    /// The words of its label, or of the button.
    pub label: String,
    /// The texts that describe it: a hint, an error.
    pub description: String,
    /// Whether it is marked as wrong.
    pub invalid: bool,
}

/// What a control is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not shown.
    Hidden,
    /// One line or more; the type of the input (`text`, `email`, `date`, `textarea`…).
    Text(String),
    /// A tick box.
    Box,
    /// One of several.
    Radio,
    /// A list, with the values to choose from.
    List(Vec<String>),
    /// A file to choose.
    File,
    /// A button that sends the form.
    Button,
}

/// Reads a form of a page.
pub(super) fn read_form(page: &Html, form: ElementRef<'_>, url: &Url) -> Form {
    let action = form.attr("action").filter(|action| !action.is_empty());
    let address = action.and_then(|action| url.join(action).ok()).unwrap_or_else(|| url.clone());
    let post = form.attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
    let checks = form.attr("novalidate").is_none();
    let controls = select(form, "input, textarea, select, button")
        .into_iter()
        .filter(|control| control.attr("disabled").is_none() && !inside_disabled(*control))
        .filter_map(|control| read_control(page, control))
        .collect();
    Form::new(address, post, checks, controls)
}

fn read_control(page: &Html, control: ElementRef<'_>) -> Option<Control> {
    let attribute = |name: &str| control.attr(name).unwrap_or_default().to_owned();
    let typed = attribute("type").to_ascii_lowercase();
    let (kind, value) = match (control.value().name(), typed.as_str()) {
        ("textarea", _) => {
            let text: String = control.text().collect();
            // The parser has already dropped the newline right after the opening tag.
            (Kind::Text("textarea".to_owned()), text)
        }
        ("select", _) => list(control),
        ("button", "button" | "reset") | (_, "button" | "reset" | "image") => return None,
        ("button", _) | (_, "submit") => (Kind::Button, attribute("value")),
        (_, "hidden") => (Kind::Hidden, attribute("value")),
        (_, "file") => (Kind::File, String::new()),
        (_, "checkbox") => (Kind::Box, control.attr("value").unwrap_or("on").to_owned()),
        (_, "radio") => (Kind::Radio, control.attr("value").unwrap_or("on").to_owned()),
        (_, "") => (Kind::Text("text".to_owned()), attribute("value")),
        (_, typed) => (Kind::Text(typed.to_owned()), attribute("value")),
    };
    let label = match kind {
        Kind::Button if control.value().name() == "button" => words(control),
        Kind::Button => value.clone(),
        _ => label(page, control),
    };
    Some(Control {
        name: attribute("name"),
        ticked: control.attr("checked").is_some(),
        required: control.attr("required").is_some(),
        longest: control.attr("maxlength").and_then(|length| length.parse().ok()),
        invalid: control.attr("aria-invalid") == Some("true"),
        description: description(page, control),
        label,
        kind,
        value,
    })
}

/// A list's values, and the one that is chosen: the marked one, or the first.
fn list(control: ElementRef<'_>) -> (Kind, String) {
    let value = |option: &ElementRef<'_>| option.attr("value").map_or_else(|| words(*option), str::to_owned);
    let options: Vec<_> = select(control, "option");
    let chosen = options
        .iter()
        .find(|option| option.attr("selected").is_some())
        .or_else(|| options.first())
        .map(value)
        .unwrap_or_default();
    let open = options.iter().filter(|option| option.attr("disabled").is_none()).map(value).collect();
    (Kind::List(open), chosen)
}

fn label(page: &Html, control: ElementRef<'_>) -> String {
    let named = control.attr("id").and_then(|id| find(page, &format!("label[for='{id}']")));
    let around = || {
        let parent =
            control.ancestors().filter_map(ElementRef::wrap).find(|one| one.value().name() == "label");
        parent.map(words)
    };
    named
        .map(words)
        .or_else(around)
        .or_else(|| control.attr("aria-label").map(str::to_owned))
        .unwrap_or_default()
}

fn description(page: &Html, control: ElementRef<'_>) -> String {
    let ids = control.attr("aria-describedby").unwrap_or_default();
    let texts = ids.split_whitespace().filter_map(|id| find(page, &format!("[id='{id}']")).map(words));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn inside_disabled(control: ElementRef<'_>) -> bool {
    control
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|one| one.value().name() == "fieldset" && one.attr("disabled").is_some())
}

fn select<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map(|selector| element.select(&selector).collect()).unwrap_or_default()
}

fn find<'a>(page: &'a Html, selector: &str) -> Option<ElementRef<'a>> {
    Selector::parse(selector).ok().and_then(|selector| page.select(&selector).next())
}
