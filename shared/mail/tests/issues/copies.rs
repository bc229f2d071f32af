//! The bytes that SES gets, read back by an independent parser.

use std::collections::BTreeSet;

use links::{Capability, Purpose};
use mail::{Copies, Press, Sender};
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use mail_parser::{Message, MessageParser};
use model::email::EmailAddress;
use model::mailing::Issue;
use model::territory::Region;

use crate::hostile;
use crate::people::{address, addresses, copy_id, keys, now, sender};
use crate::sample::{BASE_URL, Texts, bretagne, everywhere};
use crate::views::view;

const HEADERS: [&str; 13] = [
    "From",
    "Reply-To",
    "Content-Language",
    "Auto-Submitted",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "List-ID",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "MIME-Version",
    "Content-Type",
];

pub(crate) fn unescaped(text: &str) -> String {
    let pairs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

pub(crate) fn copy(issue: &Issue, regions: &BTreeSet<Region>, to: &EmailAddress) -> Vec<u8> {
    let (keys, sender) = (keys(), sender());
    Press::new(issue, regions, &sender, addresses(&keys)).unwrap().copy(&copy_id(issue, to), to)
}

/// What the mail library makes for this reader alone.
fn made_directly(issue: &Issue, regions: &BTreeSet<Region>, to: &EmailAddress) -> Vec<u8> {
    let (keys, id) = (keys(), copy_id(issue, to));
    let preferences = addresses(&keys).preferences(&id.person);
    let rendering = view(issue, regions, &preferences).render();
    let unsubscribe = addresses(&keys).unsubscribe(&id.person);
    MessageBuilder::new()
        .from(("L’équipe du Mois", "mois@exemple.gouv.fr"))
        .reply_to("equipe@exemple.gouv.fr")
        .header("Content-Language", Raw::new("fr"))
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .to(to.as_str())
        .subject(rendering.subject.as_str())
        .date(now().as_second())
        .message_id(format!("{}@exemple.gouv.fr", id.mail_id()))
        .header(
            "List-ID",
            mail_builder::headers::address::Address::from((
                issue.edition_name.as_str(),
                "lettre.exemple.gouv.fr",
            )),
        )
        .header(
            "List-Unsubscribe",
            Raw::new(format!("<{unsubscribe}>, <mailto:equipe@exemple.gouv.fr?subject=desabonnement>")),
        )
        .header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"))
        .text_body(rendering.text)
        .html_body(rendering.html)
        .write_to_vec()
        .unwrap()
}

/// The headers, unfolded, in order.
fn headers(message: &Message<'_>) -> Vec<(String, String)> {
    let value =
        |name: &str| message.header_raw(name).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    let of_mail = message.headers().iter().map(|header| header.name.as_str().to_owned());
    of_mail.map(|name| (name.clone(), value(&name))).collect()
}

/// Whether these are the bytes of one well-formed mail.
pub(crate) fn assert_well_formed(mime: &[u8]) {
    assert!(mime.is_ascii());
    let text = std::str::from_utf8(mime).unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
    assert!(!text.chars().any(|c| c.is_control() && c != '\r' && c != '\n'), "{text:?}");
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.lines().all(|line| line.len() < 998), "RFC 5322 §2.1.1");
    let long: Vec<_> = body.lines().filter(|line| line.len() > 76).collect();
    assert!(long.is_empty(), "RFC 2045 §6.7: {long:?}");
    let read = MessageParser::new().parse(mime).unwrap();
    let names: Vec<_> = headers(&read).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, HEADERS);
    assert_eq!((read.text_body_count(), read.html_body_count(), read.attachment_count()), (1, 1, 0));
    assert_eq!(read.parts.len(), 3, "multipart/alternative, text and HTML");
}

#[test]
fn a_copy_is_what_the_mail_library_makes_for_that_reader_alone() {
    let issues = [Texts::honest().issue(), hostile::texts().issue()];
    for (issue, regions) in issues.iter().zip([everywhere(), BTreeSet::new()]) {
        for to in ["camille.durand@exemple.gouv.fr", "o'neil+lettre=x@sous.domaine.exemple.fr", "a@b.fr"] {
            let to = address(to);
            let (copy, direct) = (copy(issue, &regions, &to), made_directly(issue, &regions, &to));
            assert_well_formed(&copy);
            let parsed = [&copy, &direct].map(|mime| MessageParser::new().parse(mime).unwrap());
            let [copy, direct] = &parsed;
            let but_boundary = |message| {
                let mut headers = headers(message);
                headers.pop();
                headers
            };
            assert_eq!(but_boundary(copy), but_boundary(direct));
            assert_eq!(copy.body_text(0), direct.body_text(0));
            assert_eq!(copy.body_html(0), direct.body_html(0));
        }
    }
}

#[test]
fn the_headers_by_which_mail_clients_unsubscribe_are_those_of_the_standard() {
    let (issue, to) = (Texts::honest().issue(), address("camille.durand@exemple.gouv.fr"));
    let mime = copy(&issue, &everywhere(), &to);
    let read = MessageParser::new().parse(&mime).unwrap();
    let value = |wanted: &str| {
        let all = headers(&read);
        let mut values =
            all.into_iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value);
        let value = values.next().unwrap();
        assert_eq!(values.next(), None, "{wanted} is there once (RFC 8058 §3.1)");
        value
    };
    assert_eq!(value("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let unsubscribe = value("List-Unsubscribe");
    let (link, writing) = unsubscribe.split_once(", ").unwrap();
    assert_eq!(writing, "<mailto:equipe@exemple.gouv.fr?subject=desabonnement>");
    let token = link.strip_prefix(&format!("<{BASE_URL}/desabonner/")).unwrap().strip_suffix('>').unwrap();
    let capability = Capability::verify(token, Purpose::Unsubscribe, &keys(), now()).unwrap();
    assert_eq!(capability.person(), Some(&copy_id(&issue, &to).person));
    assert!(Capability::verify(token, Purpose::Preferences, &keys(), now()).is_err());
    assert!(value("List-Id").ends_with("<lettre.exemple.gouv.fr>"));
    let text = String::from_utf8(mime).unwrap();
    assert_eq!(text.matches("/desabonner/").count(), 1, "in the header and nowhere else");
}

#[test]
fn both_parts_have_the_readers_own_link() {
    let (issue, to) = (Texts::honest().issue(), address("camille.durand@exemple.gouv.fr"));
    let mime = copy(&issue, &everywhere(), &to);
    let read = MessageParser::new().parse(&mime).unwrap();
    let start = format!("{BASE_URL}/abonnement/mes-choix/");
    for part in [read.body_text(0).unwrap(), read.body_html(0).unwrap()] {
        let (_, rest) = part.split_once(&start).unwrap();
        let capability = Capability::verify(&rest[..68], Purpose::Preferences, &keys(), now()).unwrap();
        assert_eq!(capability.person(), Some(&copy_id(&issue, &to).person));
        assert_eq!(part.matches(&start).count(), 1);
        let after = rest[68..].chars().next();
        assert!(matches!(after, Some('\r' | '\n' | '"')), "{after:?}");
    }
}

#[test]
fn subject_and_names_are_encoded_and_read_back() {
    let (issue, to) = (Texts::honest().issue(), address("lecteur@préfecture.exemple.fr"));
    let mime = copy(&issue, &everywhere(), &to);
    let text = String::from_utf8(mime.clone()).unwrap();
    assert!(text.contains("\r\nTo: <lecteur@xn--prfecture-c4a.exemple.fr>\r\n"), "{text}");
    assert!(text.contains("From: =?utf-8?") && text.contains("\r\nSubject: =?utf-8?"), "{text}");
    let read = MessageParser::new().parse(&mime).unwrap();
    assert_eq!(read.subject(), Some(issue.subject.as_str()));
    assert_eq!(read.from().unwrap().first().unwrap().name(), Some("L’équipe du Mois"));
    assert_eq!(
        read.message_id(),
        Some(format!("{}@exemple.gouv.fr", copy_id(&issue, &to).mail_id()).as_str())
    );
}

#[test]
fn a_sender_without_a_name_is_an_address() {
    let (issue, keys, to) = (Texts::honest().issue(), keys(), address("a@b.fr"));
    let sender = Sender::parse("mois@exemple.gouv.fr", "equipe@exemple.gouv.fr").unwrap();
    let press = Press::new(&issue, &BTreeSet::new(), &sender, addresses(&keys)).unwrap();
    let mime = String::from_utf8(press.copy(&copy_id(&issue, &to), &to)).unwrap();
    assert!(mime.starts_with("From: <mois@exemple.gouv.fr>\r\n"), "{mime}");
}

#[test]
fn copies_share_what_does_not_differ() {
    let (issue, keys, sender) = (Texts::honest().issue(), keys(), sender());
    let mut copies = Copies::new(&issue, &sender, addresses(&keys));
    let readers = [
        ("a@exemple.fr", BTreeSet::from([bretagne()])),
        ("b@exemple.fr", BTreeSet::new()),
        ("c@exemple.fr", BTreeSet::from([bretagne(), Region::MAYOTTE])),
        ("d@exemple.fr", everywhere()),
    ];
    for (to, regions) in readers {
        let to = address(to);
        let made = copies.copy(&copy_id(&issue, &to), &to, &regions).unwrap();
        assert_eq!(made, copy(&issue, &regions, &to), "{to}");
    }
}

#[test]
fn however_many_variants_there_are_each_reader_has_their_own() {
    let mut issue = Texts::honest().issue();
    let every = Region::all().take(8).collect::<Vec<_>>();
    for block in &mut issue.blocks {
        if let model::mailing::Block::NewInRegion { regions } = block {
            let news = regions[0].clone();
            *regions = every
                .iter()
                .map(|region| model::mailing::RegionNews { region: *region, ..news.clone() })
                .collect();
        }
    }
    let (keys, sender, to) = (keys(), sender(), address("a@exemple.fr"));
    let mut copies = Copies::new(&issue, &sender, addresses(&keys));
    for number in 0_usize..1 << 8 {
        let regions: BTreeSet<_> = every
            .iter()
            .enumerate()
            .filter(|(bit, _)| number >> bit & 1 == 1)
            .map(|(_, region)| *region)
            .collect();
        let mime = copies.copy(&copy_id(&issue, &to), &to, &regions).unwrap();
        let read = MessageParser::new().parse(&mime).unwrap();
        let text = read.body_text(0).unwrap();
        for region in &every {
            let named = text.contains(&format!("\r\n{}\r\n", region.name()));
            assert_eq!(named, regions.contains(region), "{} in {number:b}", region.name());
        }
    }
}
