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
use mail::{Addresses, Copies, IssueView, Press};
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::mailing::{Buckets, CopyId, Delivery, Issue};
use model::territory::Region;

#[path = "../tests/issues/people.rs"]
mod people;
#[path = "../tests/issues/sample.rs"]
mod sample;

use people::{addresses, keys, sender};
use sample::{BASE_URL, Texts, bretagne};

/// How long each side is measured.
const AT_LEAST: Duration = Duration::from_secs(3);

/// Enough that no side profits from a reader it has just had.
const READERS: usize = 10_000;

struct Reader {
    id: CopyId,
    to: EmailAddress,
    regions: BTreeSet<Region>,
}

/// Readers of the two regions that the issue has news of, of both, and of none: four variants.
fn readers(issue: &Issue) -> Vec<Reader> {
    let (buckets, key) = (Buckets::new(64), PersonKey::new("key"));
    let all = [bretagne(), Region::LA_REUNION];
    let reader = |number: usize| {
        let to =
            EmailAddress::parse(&format!("prenom.nom{number}@prefecture{}.gouv.fr", number % 97)).unwrap();
        let id = Delivery::new(issue.id, buckets, PersonId::of(&to, &key)).id();
        let regions =
            all.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1).map(|(_, region)| *region);
        Reader { id, to, regions: regions.collect() }
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

/// The same mail with `lettre`: rendered and encoded for this reader alone.
fn plain(
    issue: &Issue,
    addresses: &Addresses<'_>,
    from: &Mailbox,
    reply_to: &Mailbox,
    reader: &Reader,
) -> Vec<u8> {
    let preferences = addresses.preferences(&reader.id.person);
    let view = IssueView {
        issue,
        regions: &reader.regions,
        base_url: BASE_URL,
        preferences: &preferences,
        dark: false,
        banner: None,
    };
    let rendering = view.render();
    let unsubscribe = format!(
        "<{}>, <mailto:equipe@exemple.gouv.fr?subject=desabonnement>",
        addresses.unsubscribe(&reader.id.person)
    );
    let mut mail = lettre::Message::builder()
        .from(from.clone())
        .reply_to(reply_to.clone())
        .to(reader.to.as_str().parse().unwrap())
        .subject(rendering.subject)
        .date(addresses.now.into())
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

fn main() {
    let (issue, keys, sender) = (Texts::honest().issue(), keys(), sender());
    let readers = readers(&issue);
    let addresses = addresses(&keys);
    let from: Mailbox = "\"L’équipe du Mois\" <mois@exemple.gouv.fr>".parse().unwrap();
    let reply_to: Mailbox = "equipe@exemple.gouv.fr".parse().unwrap();

    let made_once = Instant::now();
    let press = Press::new(&issue, &readers[3].regions, &sender, addresses).unwrap();
    println!(
        "a variant is rendered and put into MIME form in {:.0} µs",
        made_once.elapsed().as_secs_f64() * 1e6
    );

    let mut copies = Copies::new(&issue, &sender, addresses);
    let ours = Measure::of(&readers, |reader| copies.copy(&reader.id, &reader.to, &reader.regions).unwrap());
    ours.say("copies of the issue, four variants, two signed links each");
    let signing = Measure::of(&readers, |reader| {
        let links = [addresses.preferences(&reader.id.person), addresses.unsubscribe(&reader.id.person)];
        links.concat().into_bytes()
    });
    signing.say("  of which: the two links and their signatures");
    let one = Measure::of(&readers, |reader| press.copy(&reader.id, &reader.to));
    one.say("  with a single variant");
    let plain = Measure::of(&readers, |reader| plain(&issue, &addresses, &from, &reply_to, reader));
    plain.say("plain loop: template and lettre for each reader");
    println!("ratio: {:.1}", ours.a_second() / plain.a_second());
}
