//! The bytes that SES gets, read back by an independent parser.

use mail::{Message, Sender};
use mail_parser::{Address, MessageParser};
use model::event::Seat;
use model::id::EventId;
use model::letter::{EventLetter, MailId, Purpose};

use crate::every::every_letter;
use crate::said::{HONEST, HOSTILE};
use crate::story::{Story, now};

fn sender() -> Sender {
    Sender::parse("L’équipe du Mois <mois@exemple.gouv.fr>", "equipe@exemple.gouv.fr").unwrap()
}

fn mail_id() -> MailId {
    let event = EventId::derive(&[b"event"]);
    EventLetter::copy_of(event, 1, Seat::ORGANISER, Purpose::Received)
}

fn mime(message: &Message) -> Vec<u8> {
    sender().mime(message, &mail_id(), now()).unwrap()
}

fn only(list: Option<&Address<'_>>) -> (String, String) {
    let addresses: Vec<_> = list.unwrap().iter().collect();
    assert_eq!(addresses.len(), 1);
    let (name, address) = (addresses[0].name.as_deref(), addresses[0].address.as_deref());
    (name.unwrap_or_default().to_owned(), address.unwrap().to_owned())
}

#[test]
fn every_letter_reads_back_as_it_was_written() {
    for (name, message) in every_letter(&HONEST) {
        let mime = mime(&message);
        assert!(mime.is_ascii(), "{name}");
        assert!(mime.split(|&byte| byte == b'\n').all(|line| line.len() < 998), "{name}: RFC 5322 §2.1.1");
        let read = MessageParser::new().parse(&mime).unwrap();
        let part = |part: std::borrow::Cow<'_, str>| part.replace("\r\n", "\n").trim_end().to_owned();
        assert_eq!(read.subject(), Some(message.subject.as_str()), "{name}");
        assert_eq!(part(read.body_text(0).unwrap()), message.text().trim_end(), "{name}");
        assert_eq!(part(read.body_html(0).unwrap()), message.html().trim_end(), "{name}");
        assert_eq!(only(read.to()), (message.to_name.clone(), message.to.to_string()), "{name}");
    }
}

#[test]
fn the_team_is_who_writes_and_who_is_answered() {
    let mime = mime(&Story::in_review(HONEST.revision()).to_organiser());
    let read = MessageParser::new().parse(&mime).unwrap();
    assert_eq!(only(read.from()), ("L’équipe du Mois".into(), "mois@exemple.gouv.fr".into()));
    assert_eq!(only(read.reply_to()), (String::new(), "equipe@exemple.gouv.fr".into()));
    assert_eq!(read.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
    assert_eq!(read.header_raw("Content-Language").map(str::trim), Some("fr"));
}

#[test]
fn a_line_break_in_a_title_or_a_name_adds_no_header() {
    for (name, message) in every_letter(&HOSTILE) {
        let mime = mime(&message);
        assert!(mime.split(|&byte| byte == b'\n').all(|line| line.len() < 998), "{name}");
        let read = MessageParser::new().parse(&mime).unwrap();
        let headers: Vec<_> = read.headers().iter().map(|header| header.name.as_str().to_owned()).collect();
        let expected = [
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Content-Language",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
        ];
        assert!(headers.iter().all(|header| expected.contains(&header.as_str())), "{name}: {headers:?}");
        assert_eq!(headers.len(), expected.len(), "{name}: {headers:?}");
        assert_eq!(read.subject().unwrap().lines().count(), 1, "{name}");
        assert_eq!(only(read.to()).1, message.to.to_string(), "{name}");
    }
}
