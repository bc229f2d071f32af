//! Whatever organisers and editors type, a copy is one well-formed mail that says what the preview says.

use mail_parser::MessageParser;
use model::email::EmailAddress;
use model::mailing::Issue;
use model::text::{Line, Prose};
use proptest::prelude::*;

use crate::copies::{assert_well_formed, copy};
use crate::inert::assert_known_elements;
use crate::people::{addresses, copy_id, keys};
use crate::sample::{Texts, everywhere};
use crate::views::view;

/// What an organiser could try in a title, and in a summary. The editors' words stay honest.
pub(crate) fn texts() -> Texts {
    let title = "<b>Gagnez</b>\r\nBcc: tous@example.org \u{202E}http://mechant.example/ [ici](https://mechant.example)";
    Texts {
        titles: vec![title.into(), "mechant．example\u{1}\u{3}=\r\n--=_x \"onclick=\"x' & cie".into()],
        summary: "www.mechant.example, <img src=x> mailto:moi@mechant.example\r\nCc: tous@example.org".into(),
        ..Texts::honest()
    }
}

/// What breaks mails: line breaks, marks of quoted-printable, of encoded words, of boundaries, of Markdown, of HTML.
const SHARP: &[&str] = &[
    "\r\n",
    "\n.\n",
    "=",
    "=\r\n",
    "=3D",
    "--=_",
    "=?utf-8?Q?",
    "?=",
    "\r\nBcc: a@b.fr",
    "&#1;",
    "&#x3;",
    "\u{1}",
    "\u{3}",
    "<b>",
    "\"",
    "'",
    "&",
    "é",
    "… ",
    " ",
    "\t",
    "[x](https://a.fr)",
    "](",
    "`",
    "> ",
    "- ",
    "# ",
    "🎉",
    "http://a.fr",
    "<!--",
    "-->",
    "</td>",
    "x",
];

/// From any text to what breaks mails.
fn any_text() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![prop::sample::select(SHARP).prop_map(str::to_owned), any::<String>(), "[a-z ]{0,30}"];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// The title, the summary or the editorial; another one where nothing is left of it, or too much.
fn issue(title: &str, summary: &str, editorial: &str) -> Issue {
    let short = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let mut texts = Texts::honest();
    texts.titles = [short(title, 140)].into_iter().filter(|text| Line::<140>::parse(text).is_ok()).collect();
    if texts.titles.is_empty() {
        texts.titles = Texts::honest().titles;
    }
    if Line::<200>::parse(&short(summary, 200)).is_ok() {
        texts.summary = short(summary, 200);
    }
    if Prose::<5_000>::parse(editorial).is_ok() {
        texts.editorial = editorial.into();
    }
    if Line::<100>::parse(&short(summary, 100)).is_ok() {
        texts.subject = short(summary, 100);
    }
    texts.issue()
}

fn any_address() -> impl Strategy<Value = EmailAddress> {
    let typed =
        "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,40}(\\.[a-z=]{1,20})?@[a-zé0-9]{1,30}\\.(fr|gouv\\.fr|exemple)";
    typed.prop_filter_map("an address that we take", |typed| EmailAddress::parse(&typed).ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_copy_is_well_formed_and_says_what_the_preview_says(
        title in any_text(),
        summary in any_text(),
        editorial in any_text(),
        to in any_address(),
    ) {
        let (issue, regions, keys) = (issue(&title, &summary, &editorial), everywhere(), keys());
        let mime = copy(&issue, &regions, &to);
        assert_well_formed(&mime);
        let read = MessageParser::new().parse(&mime).unwrap();
        let preferences = addresses(&keys).preferences(&copy_id(&issue, &to).person);
        let rendering = view(&issue, &regions, &preferences).render();
        let part = |part: std::borrow::Cow<'_, str>| part.replace("\r\n", "\n").trim_end().to_owned();
        assert_known_elements(&rendering.html);
        let links = rendering.html.split(" href=\"").skip(1);
        let schemes = ["https:", "http:", "mailto:"];
        prop_assert!(links.into_iter().all(|link| schemes.iter().any(|scheme| link.starts_with(scheme))));
        prop_assert_eq!(part(read.body_text(0).unwrap()), rendering.text.trim_end());
        prop_assert_eq!(part(read.body_html(0).unwrap()), rendering.html.trim_end());
        prop_assert_eq!(read.to().unwrap().first().unwrap().address(), Some(to.as_str()));
    }
}

#[test]
fn an_address_with_a_line_break_or_an_accent_before_the_sign_is_refused_at_the_door() {
    for typed in
        ["a@b.fr\r\nBcc: c@d.fr", "a\r\nBcc: c@d.fr", "a\u{1}@b.fr", "é@b.fr", "a@b.fr, c@d.fr", "<a@b.fr>"]
    {
        assert!(EmailAddress::parse(typed).is_err(), "{typed:?}");
    }
}
