//! A form as it was served: what a browser without a script sends for it.

use scraper::{ElementRef, Selector};

/// The name and value that a browser sends for an untouched control, if it sends any (HTML, "Constructing the entry
/// list"): nothing for one without a name, nor for a box that is not ticked.
pub fn field(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name").filter(|name| !name.is_empty())?;
    let value = match (control.value().name(), control.attr("type")) {
        ("textarea", _) => control.text().collect::<String>().replace('\n', "\r\n"),
        ("select", _) => chosen(control)?,
        (_, Some("radio" | "checkbox")) if control.attr("checked").is_none() => return None,
        _ => control.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name.to_owned(), value))
}

/// The option that is chosen, else the first one, which browsers choose by themselves.
fn chosen(list: ElementRef<'_>) -> Option<String> {
    let options = Selector::parse("option").expect("a selector");
    let options: Vec<_> = list.select(&options).collect();
    let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
    Some(chosen.attr("value").unwrap_or_default().to_owned())
}
