//! What organisers typed is read and never clicked. Editors' words have their links.

use crate::copies::unescaped;
use crate::hostile;
use crate::sample::{BASE_URL, everywhere};
use crate::views::seen_by;

/// What stands between two letters or digits of an address, for one mail client or another.
const GLUE: &[char] = &['.', '@', ':', '/', '．', '。', '｡', '：', '＠', '／'];

/// The elements of the template and of the editors' Markdown.
const ELEMENTS: &[&str] = &[
    "!DOCTYPE",
    "hr",
    "ol",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "br",
    "a",
    "strong",
    "em",
    "blockquote",
];

/// The addresses of the editors.
const EDITORS: &[&str] =
    &["https://www.exemple.gouv.fr/consultation?lieu=tous&mois=11", "mip@exemple.gouv.fr"];

fn clickable(text: &str) -> Vec<&str> {
    let ours = |word: &str| word.starts_with(BASE_URL) || EDITORS.contains(&word.trim_end_matches('.'));
    let glued = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters
            .windows(3)
            .any(|three| three[0].is_alphanumeric() && GLUE.contains(&three[1]) && three[2].is_alphanumeric())
    };
    text.split(|c: char| c.is_whitespace() || "()«»<>".contains(c))
        .filter(|word| !ours(word) && (word.contains("://") || glued(word)))
        .collect()
}

/// Whether the HTML has only elements that the template or the editors' Markdown writes, and nothing that acts or loads.
pub(crate) fn assert_known_elements(html: &str) {
    for tag in html.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0) {
        let element = tag.trim_start_matches('/').split_whitespace().next().unwrap();
        assert!(ELEMENTS.contains(&element), "<{tag}>");
        assert!(!tag.contains(" src=") && !tag.contains(" on"), "<{tag}>");
    }
}

#[test]
fn a_hostile_title_becomes_no_link_and_no_element() {
    let rendering = seen_by(&hostile::texts().issue(), &everywhere());
    let body = rendering.html.split_once("</head>").unwrap().1;
    let texts: Vec<_> = body.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    let seen = unescaped(&texts.join(" "));
    for text in [seen.as_str(), &rendering.text] {
        assert_eq!(clickable(text), [""; 0], "{text}");
        let readable = text.replace('\u{2060}', "");
        assert!(
            readable.contains("<b>Gagnez</b> Bcc: tous@example.org http://mechant.example/"),
            "{readable}"
        );
    }
    assert_known_elements(&rendering.html);
    let links = rendering.html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for link in links.map(unescaped) {
        let editors = EDITORS.contains(&link.trim_start_matches("mailto:"));
        assert!(editors || link.starts_with(&format!("{BASE_URL}/")), "{link}");
    }
}

#[test]
fn the_detector_sees_what_mail_clients_make_links_of() {
    for text in ["https://a.fr", "www.a.fr", "a@b.fr", "mailto:a", "a．fr", "un:mot"] {
        assert_eq!(clickable(text).len(), 1, "{text}");
    }
    assert!(clickable("Atelier : de 10 h à 12 h. Venez ! « Oui. »").is_empty());
}
