//! Copies a second on one core: through the press, and beside it, in the same run, a plain loop that renders a template
//! and builds a MIME mail for each reader with `lettre`, without a ledger. The issue, its templates, its links and their
//! signatures are the same on both sides, and each copy is as large and says the same.
//!
//! `cargo bench -p mail --bench copies`

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that measures and says what it found"
)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use mail::{Addresses, Copies, IssueView, Press, Rendering};
use model::email::EmailAddress;
use model::mailing::{CopyId, Issue};
use model::territory::Region;

#[path = "../tests/issues/people.rs"]
mod people;
#[path = "../tests/issues/sample.rs"]
mod sample;

use people::{address, addresses, copy_id, keys, sender};
use sample::{BASE_URL, Texts, everywhere};

/// How long each side is measured.
const AT_LEAST: Duration = Duration::from_secs(3);

/// Enough that no side profits from a reader it has just had.
const READERS: usize = 10_000;

struct Reader {
    id: CopyId,
    to: EmailAddress,
    regions: BTreeSet<Region>,
}

/// Readers of each of the regions that the issue has news of, of both, and of none: four variants.
fn readers(issue: &Issue) -> Vec<Reader> {
    let reader = |number: usize| {
        let to = address(&format!("prenom.nom{number}@prefecture{}.gouv.fr", number % 97));
        let chosen = everywhere().into_iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
        Reader { id: copy_id(issue, &to), regions: chosen.map(|(_, region)| region).collect(), to }
    };
    (0..READERS).map(reader).collect()
}

/// What one side does.
struct Measure {
    copies: u32,
    bytes: usize,
    took: Duration,
}

impl Measure {
    /// Makes copies for reader after reader for as long as it takes; what comes before is not counted.
    fn of(readers: &[Reader], mut copy: impl FnMut(&Reader) -> Vec<u8>) -> Self {
        readers.iter().take(200).for_each(|reader| drop(black_box(copy(reader))));
        let (mut copies, mut bytes, start) = (0, 0, Instant::now());
        for reader in readers.iter().cycle() {
            bytes += black_box(copy(black_box(reader))).len();
            copies += 1;
            if copies % 64 == 0 && start.elapsed() >= AT_LEAST {
                break;
            }
        }
        Self { copies, bytes, took: start.elapsed() }
    }

    fn a_second(&self) -> f64 {
        f64::from(self.copies) / self.took.as_secs_f64()
    }

    fn say(&self, what: &str) {
        let each = self.bytes / usize::try_from(self.copies).unwrap();
        let micros = 1e6 / self.a_second();
        println!("{what:<58} {:>9.0} copies/s   {micros:>7.1} µs   {each:>6} bytes each", self.a_second());
    }
}

/// The same mail by the plain loop.
struct Plain<'a> {
    issue: &'a Issue,
    addresses: Addresses<'a>,
    from: Mailbox,
    reply_to: Mailbox,
}

impl Plain<'_> {
    fn render(&self, regions: &BTreeSet<Region>, preferences: &str) -> Rendering {
        let (issue, base_url) = (self.issue, BASE_URL);
        IssueView { issue, regions, base_url, preferences, dark: false, banner: None }.render()
    }

    /// Built and encoded with `lettre`.
    fn build(&self, rendering: Rendering, reader: &Reader) -> Vec<u8> {
        let unsubscribe = self.addresses.unsubscribe(&reader.id.person);
        let unsubscribe = format!("<{unsubscribe}>, <mailto:equipe@exemple.gouv.fr?subject=desabonnement>");
        let mut mail = lettre::Message::builder()
            .from(self.from.clone())
            .reply_to(self.reply_to.clone())
            .to(reader.to.as_str().parse().unwrap())
            .subject(rendering.subject)
            .date(self.addresses.now.into())
            .message_id(Some(format!("<{}@exemple.gouv.fr>", reader.id.mail_id())))
            .multipart(
                MultiPart::alternative()
                    .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(rendering.text))
                    .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(rendering.html)),
            )
            .unwrap();
        for (name, value) in [
            ("Content-Language", "fr"),
            ("Auto-Submitted", "auto-generated"),
            ("List-Id", "<lettre.exemple.gouv.fr>"),
            ("List-Unsubscribe", unsubscribe.as_str()),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ] {
            let name = HeaderName::new_from_ascii(name.to_owned()).unwrap();
            mail.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
        }
        mail.formatted()
    }
}

fn main() {
    let (issue, keys, sender) = (Texts::honest().issue(), keys(), sender());
    let readers = readers(&issue);
    let addresses = addresses(&keys);
    let both = everywhere();

    let start = Instant::now();
    let press = Press::new(&issue, &both, &sender, addresses).unwrap();
    println!("a variant is rendered and put into MIME form in {:.0} µs", start.elapsed().as_secs_f64() * 1e6);

    let mut copies = Copies::new(&issue, &sender, addresses);
    let ours = Measure::of(&readers, |reader| copies.copy(&reader.id, &reader.to, &reader.regions).unwrap());
    ours.say("copies of the issue, four variants, two signed links each");
    let one = Measure::of(&readers, |reader| press.copy(&reader.id, &reader.to));
    one.say("  with the largest variant alone");
    let signing = Measure::of(&readers, |reader| {
        let links = [addresses.preferences(&reader.id.person), addresses.unsubscribe(&reader.id.person)];
        links.concat().into_bytes()
    });
    signing.say("  of which: the two links and their signatures");

    let from = "\"L’équipe du Mois\" <mois@exemple.gouv.fr>".parse().unwrap();
    let plain_loop =
        Plain { issue: &issue, addresses, from, reply_to: "equipe@exemple.gouv.fr".parse().unwrap() };
    let plain = Measure::of(&readers, |reader| {
        plain_loop
            .build(plain_loop.render(&reader.regions, &addresses.preferences(&reader.id.person)), reader)
    });
    plain.say("plain loop: template and lettre for each reader");
    let template = Measure::of(&readers, |reader| {
        let rendering = plain_loop.render(&reader.regions, &addresses.preferences(&reader.id.person));
        (rendering.html + &rendering.text).into_bytes()
    });
    template.say("  of which: the template");
    // The kindest that can be done for it: the template once, the link put into its place in each copy.
    let set = plain_loop.render(&both, "\u{1}");
    let kind = Measure::of(&readers, |reader| {
        let preferences = addresses.preferences(&reader.id.person);
        let [html, text] = [&set.html, &set.text].map(|part| part.replace('\u{1}', &preferences));
        plain_loop.build(Rendering { html, text, ..set.clone() }, reader)
    });
    kind.say("  with the template rendered once, the largest variant alone");
    println!(
        "ratio: {:.0}, or {:.0} with the template rendered once",
        ours.a_second() / plain.a_second(),
        one.a_second() / kind.a_second()
    );
}
