//! What people typed is read and never clicked, in whatever letter it stands.

use mail::{Block, Message};

use crate::every::every_letter;
use crate::said::{HONEST, HOSTILE, edition};
use crate::story::BASE_URL;

/// What stands between two letters or digits of an address, for one mail client or another.
const GLUE: &[char] = &['.', '@', ':', '/', '．', '。', '｡', '：', '＠', '／'];

/// The link that writes to the team: it ends with the event's reference, which is no person's text.
const TO_THE_TEAM: &str = "mailto:mip@exemple.gouv.fr?subject=";

/// The elements of the template.
const ELEMENTS: &[&str] = &[
    "!DOCTYPE",
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
    "p",
    "h2",
    "ul",
    "li",
    "strong",
    "br",
    "blockquote",
    "a",
];

/// The words that a mail client may make a link of, except ours.
fn clickable(text: &str) -> Vec<&str> {
    let ours = |word: &&str| {
        word.starts_with(BASE_URL) || word.starts_with(TO_THE_TEAM) || *word == edition().contact.as_str()
    };
    text.split(|c: char| c.is_whitespace() || "()«»<>".contains(c))
        .filter(|word| !ours(&word.trim_end_matches(['.', ',', ':'])))
        .filter(|word| word.contains("://") || is_glued(word))
        .collect()
}

fn is_glued(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters
        .windows(3)
        .any(|three| three[0].is_alphanumeric() && GLUE.contains(&three[1]) && three[2].is_alphanumeric())
}

/// The text that a reader of the HTML part sees.
fn seen(html: &str) -> String {
    let body = html.split_once("</head>").unwrap().1;
    let texts: Vec<_> = body.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    ["&#60;", "<", "&#62;", ">", "&#34;", "\"", "&#39;", "'", "&#38;", "&"]
        .chunks(2)
        .fold(texts.join(" "), |text, pair| text.replace(pair[0], pair[1]))
}

fn leads_somewhere(block: &Block) -> bool {
    matches!(block, Block::Action { .. } | Block::Besides { .. })
}

fn links(message: &Message) -> Vec<&str> {
    message.body.iter().flat_map(links_of).collect()
}

fn links_of(block: &Block) -> Vec<&str> {
    match block {
        Block::Action { address, .. } | Block::Besides { address, .. } => vec![address],
        Block::Linked(things) => things.iter().map(|thing| thing.address.as_str()).collect(),
        _ => vec![],
    }
}

#[test]
fn the_detector_sees_what_mail_clients_make_links_of() {
    for text in ["https://a.fr", "www.a.fr", "a@b.fr", "mailto:a", "[x](https://a.fr)", "a．fr", "un:mot"] {
        assert_eq!(clickable(text).len(), 1, "{text}");
    }
    assert!(clickable("Atelier : de 10 h à 12 h. Venez ! « Oui. »").is_empty());
}

#[test]
fn no_text_of_a_person_becomes_a_link() {
    for (name, message) in every_letter(&HOSTILE) {
        let (text, html) = (message.text(), message.html());
        for seen in [message.subject.as_str(), message.to_name.as_str(), &text, &seen(&html)] {
            assert_eq!(clickable(seen), [""; 0], "{name}: {seen}");
        }
        assert_eq!(html.matches("<a ").count(), links(&message).len(), "{name}");
        for tag in html.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
            let element = tag.trim_start_matches('/').split_whitespace().next().unwrap();
            assert!(ELEMENTS.contains(&element), "{name}: <{tag}>");
            assert!(!tag.contains(" src=") && !tag.contains(" on"), "{name}: <{tag}>");
        }
    }
}

#[test]
fn the_same_text_without_its_links_is_there_to_be_read() {
    let readable = |text: &str| text.replace('\u{2060}', "");
    for (name, message) in every_letter(&HOSTILE) {
        let told = message.body.iter().any(|block| matches!(block, Block::Facts(_) | Block::Entries(_)));
        let newsletter = ["subscribe", "welcome", "already", "mailing"]; // nothing of an organiser's is in them
        if told && name != "review-spam" && !newsletter.iter().any(|start| name.starts_with(start)) {
            let title = "<b>Gagnez</b> Bcc: tous@example.org http://mechant.example/";
            assert!(readable(&message.text()).contains(title), "{name}: {}", message.text());
            assert!(readable(&seen(&message.html())).contains(title), "{name}");
        }
    }
}

#[test]
fn every_letter_has_one_button_at_most_and_every_link_is_ours() {
    for (name, message) in every_letter(&HONEST) {
        let is_action = |block: &&Block| matches!(block, Block::Action { .. });
        let actions = message.body.iter().filter(is_action).count();
        let links = links(&message);
        let is_a_list = message.body.iter().any(|block| matches!(block, Block::Linked(_)));
        assert!(actions <= 1 && (links.len() <= 3 || is_a_list), "{name}");
        let ours = |link: &str| link.starts_with(&format!("{BASE_URL}/")) || link.starts_with(TO_THE_TEAM);
        assert!(links.iter().all(|link| ours(link)), "{name}");
        let text = message.text();
        let alone: Vec<_> = text.lines().filter(|line| ours(line)).collect();
        assert_eq!(alone, links, "{name}: each on a line of its own, in the same order");
        let mut leading = message.body.iter().filter(|block| leads_somewhere(block));
        assert!(
            actions == 0 || leading.next().is_some_and(|block| is_action(&block)),
            "{name}: the button first"
        );
    }
}

#[test]
fn every_letter_reads_without_pictures_and_says_itself_in_the_list_of_mails() {
    for (name, message) in every_letter(&HONEST) {
        let html = message.html();
        assert!(!message.preheader.is_empty() && message.preheader.chars().count() < 250, "{name}");
        assert!(html.contains(&format!("overflow:hidden\">{}</div>", message.preheader)), "{name}");
        assert_eq!(html.matches("<table").count(), html.matches("<table role=\"presentation\"").count());
        assert!(!html.contains("<img") && html.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"), "{name}");
        assert!(html.contains("prefers-color-scheme: dark"), "{name}");
    }
}
