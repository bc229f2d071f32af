use model::edition::{Edition, State};
use model::email::EmailAddress;
use model::id::MailingId;
use model::legal::{Audit, Share, Statement};
use model::mailing::{Command as Deed, Mailing};
use model::schedule::Period;
use model::text::{Line, Prose};
use model::theme::Theme;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples;
use proptest::prelude::*;
use serde_json::Value;

use super::answer::Answer;
use super::create::Wish;
use super::*;
use crate::on_cloud;

fn example() -> Edition {
    check::read(EXAMPLE, 2027.into()).unwrap()
}

struct World {
    cloud: Cloud,
    store: Store,
    clock: Clock,
}

impl World {
    async fn new() -> Self {
        let cloud = Cloud::new().await;
        let store = on_cloud::store(&cloud);
        let clock = on_cloud::clock(&cloud);
        Self { cloud, store, clock }
    }

    async fn create(&self, edition: &Edition, wish: Wish) -> anyhow::Result<Answer> {
        create::write(&self.store, edition.clone(), wish, &self.clock).await
    }

    async fn open(&self, year: i16) -> anyhow::Result<Answer> {
        turn::open(&self.store, year.into(), false, &self.clock).await
    }

    async fn current(&self) -> Option<i16> {
        self.store.current_edition().await.unwrap().map(|edition| edition.year.get())
    }

    /// How often the programme of an edition was asked for.
    async fn renders(&self, year: i16) -> usize {
        let (items, year) = (self.cloud.items().await, year.to_string());
        let is_one = |item: &&Value| {
            item["entity"]["S"] == "outbox"
                && item["nudge"]["M"]["nudge"]["S"] == "programme"
                && item["nudge"]["M"]["edition"]["N"] == year
        };
        items.iter().filter(is_one).count()
    }
}

#[test]
fn the_example_is_what_an_edition_usually_says() {
    let edition = example();
    let Edition { state, ordinal, themes, reasons, data_protection, legal, period, .. } = &edition;
    assert_eq!(*state, State::Prepared);
    assert_eq!(Some(*ordinal), Edition::usual_ordinal(2027.into()));
    assert_eq!(Some(*period), Edition::usual_period(2027.into()));
    assert_eq!(*themes, Theme::usual());
    assert_eq!(*reasons, model::reason::Reasons::default());
    assert_eq!(*data_protection, model::data_protection::DataProtection::default());
    assert_eq!(*legal, model::legal::Legal::default());
}

#[test]
fn what_the_example_leaves_out_can_be_said_by_taking_the_hash_away() {
    let is_said = |line: &&str| {
        let said = line.strip_prefix("# ");
        said.is_some_and(|said| said.starts_with('[') || said.contains(" = ") || !line.contains(": "))
    };
    let from = EXAMPLE.find("[data_protection]").unwrap();
    let (head, tail) = EXAMPLE.split_at(from);
    let to = tail.find("# ── Themes").unwrap();
    let lines = tail[..to].lines().map(|line| {
        let is_prose = line.contains("──")
            || line.ends_with('.') && !line.contains(" = ")
            || line.contains("Take the #");
        match line.strip_prefix("# ") {
            Some(said) if !is_prose && is_said(&line) => said,
            _ => line,
        }
    });
    let said = format!("{head}{}\n{}", lines.collect::<Vec<_>>().join("\n"), &tail[to..]);
    let edition = check::read(&said, 2027.into()).unwrap_or_else(|wrong| panic!("{wrong:?} in\n{said}"));
    let legal = edition.legal;
    assert_eq!(legal.address.unwrap().as_str(), "20, avenue de Ségur\n75007 Paris");
    assert_eq!(u8::from(legal.statement.audit.unwrap().met), 87);
    assert!(
        legal.director.is_some() && legal.data_protection_officer.is_some() && legal.host.phone.is_some()
    );
    assert!(edition.data_protection.retention.as_str().contains("trente jours"));
}

#[test]
fn all_that_is_wrong_is_said_at_once_with_the_line_and_the_field() {
    let file = EXAMPLE
        .replace("equipe@exemple.gouv.fr\"", "equipe\"")
        .replace("2027-11-30", "2028-11-30")
        .replace("ordinal = 14", "ordinal = 0")
        .replace("code = \"design\"", "code = \"Design thinking\"")
        .replace("code = \"inclusion\"", "code = \"management\"");
    let wrong = check::read(&file, 2027.into()).unwrap_err();
    let line = |what: &str| file.lines().position(|line| line.contains(what)).unwrap() + 1;
    let expected = [
        format!("line {}, ordinal: the first edition is 1", line("ordinal = 0")),
        format!("line {}, contact: not an electronic address", line("contact =")),
        format!("line {}, period.last: it is not in 2027, the year of the edition", line("last =")),
        format!(
            "line {}, themes.code: lower-case letters, digits and dashes are expected, 40 at most",
            line("Design thinking")
        ),
    ];
    assert_eq!(wrong[..4], expected);
    assert!(wrong[4].ends_with("themes.code: \"management\" is there twice"), "{wrong:?}");
    assert_eq!(wrong.len(), 5);
}

#[test]
fn what_is_no_toml_or_of_another_kind_is_said_with_its_line() {
    let wrong = |file: &str| check::read(file, 2027.into()).unwrap_err().join("; ");
    let unknown = EXAMPLE.replace("operator =", "operateur =");
    let line = EXAMPLE.lines().position(|line| line.starts_with("operator")).unwrap() + 1;
    assert!(wrong(&unknown).starts_with(&format!("line {line}, operateur: unknown field `operateur`")));
    assert!(
        wrong(&EXAMPLE.replace("ordinal = 14", "ordinal = \"quatorze\"")).contains(", ordinal: invalid type")
    );
    assert!(wrong("").contains("missing field `name`"), "{}", wrong(""));
    assert!(wrong("name = \"sans fin").starts_with("line 1, name: "), "{}", wrong("name = \"sans fin"));
    let no_way_out = EXAMPLE.replace("code = \"autre\"", "code = \"autres\"");
    assert!(wrong(&no_way_out).contains("reasons.refusals: it has no reason with the code \"autre\""));
}

fn prose<const MAX: usize>() -> impl Strategy<Value = Prose<MAX>> {
    "(?s).{1,60}(\n.{0,40}){0,2}".prop_filter_map("a text", |text| Prose::parse(&text).ok())
}

fn line<const MAX: usize>() -> impl Strategy<Value = Line<MAX>> {
    ".{1,40}".prop_filter_map("a line", |text| Line::parse(&text).ok())
}

prop_compose! {
    fn editions()(
        (name, operator, director, label) in (line(), line(), proptest::option::of(line()), line()),
        (purpose, retention, address) in (prose(), prose(), proptest::option::of(prose())),
        (first, days, ordinal) in (0_i8..25, 0_i8..5, 1_u16..500),
        audit in proptest::option::of((line(), 0_u8..=100, proptest::option::of(prose()))),
        themes in proptest::collection::btree_set("[a-z0-9-]{1,12}", 0..6),
    ) -> Edition {
        let usual = example();
        let on = jiff::civil::date(2027, 6, 15);
        let audit = audit.map(|(by, met, findings)| {
            Audit { on, by, met: Share::try_from(met).unwrap(), findings }
        });
        let statement = Statement { declared_on: audit.as_ref().map(|_| on), audit, plan: None };
        let day = |day| jiff::civil::date(2027, 11, day);
        Edition {
            name, operator, ordinal,
            period: Period::new(day(first + 1), day(first + 1 + days)).unwrap(),
            themes: themes.into_iter().map(|code| Theme { code, label: label.clone() }).collect(),
            data_protection: model::data_protection::DataProtection {
                purpose, retention, ..usual.data_protection
            },
            legal: model::legal::Legal { director, address, statement, ..usual.legal },
            ..usual
        }
    }
}

proptest! {
    #[test]
    fn an_edition_that_is_written_as_a_file_is_read_back(edition in editions()) {
        let file = file::write(&edition).unwrap();
        let read = check::read(&file, 2027.into());
        prop_assert_eq!(read.as_ref(), Ok(&edition), "{}", file);
        prop_assert_eq!(difference::between(&edition, &read.unwrap()).unwrap(), vec![]);
    }
}

#[tokio::test(start_paused = true)]
async fn an_edition_is_written_shown_to_nobody_opened_once_and_rendered() {
    let world = World::new().await;
    let answer = world.create(&example(), Wish::Create).await.unwrap();
    assert!(
        answer.written && answer.to_string().contains("note: the file does not say: legal.director"),
        "{answer}"
    );
    assert_eq!(world.current().await, None);
    assert_eq!(world.store.editions().await.unwrap(), [], "it has no programme");
    assert!(!world.create(&example(), Wish::Create).await.unwrap().written, "the same again changes nothing");
    let [opened, again] = [world.open(2027).await.unwrap(), world.open(2027).await.unwrap()];
    assert!(opened.written && !again.written);
    assert!(opened.to_string().contains("nobody is in the team yet"), "{opened}");
    assert_eq!((world.current().await, world.renders(2027).await), (Some(2027), 1));
    assert_eq!(world.store.editions().await.unwrap(), [example().opened()]);
    let refused = world.open(2028).await.unwrap_err().to_string();
    assert!(refused.starts_with("there is no edition 2028"), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn a_text_is_changed_in_mid_edition_once_it_was_shown_and_its_pages_are_rendered() {
    let world = World::new().await;
    world.create(&example(), Wish::Create).await.unwrap();
    world.open(2027).await.unwrap();
    let contact = EmailAddress::parse("mois@exemple.gouv.fr").unwrap();
    let mut themes = example().themes;
    themes.swap(0, 1);
    let other = Edition { contact, themes, ..example() };
    let refused = world.create(&other, Wish::Create).await.unwrap_err().to_string();
    assert!(refused.contains("differs from it in contact, themes: --replace shows how"), "{refused}");
    let shown = world.create(&other, Wish::Compare).await.unwrap();
    assert!(
        shown.to_string().starts_with("contact\n  - equipe@exemple.gouv.fr\n  + mois@exemple.gouv.fr\n"),
        "{shown}"
    );
    assert!(!shown.written && world.store.edition(2027.into()).await.unwrap() == Some(example().opened()));
    assert_eq!(world.renders(2027).await, 1);
    let written = world.create(&other, Wish::Replace).await.unwrap();
    assert_eq!(written.differences.len(), 2);
    assert_eq!(world.store.current_edition().await.unwrap(), Some(other.clone().opened()), "it stays open");
    assert_eq!(world.renders(2027).await, 2);
    assert!(!world.create(&other, Wish::Replace).await.unwrap().written);
}

#[tokio::test(start_paused = true)]
async fn closing_and_opening_again_take_effect_once() {
    let world = World::new().await;
    world.create(&example(), Wish::Create).await.unwrap();
    let close = async || turn::close(&world.store, 2027.into(), &world.clock).await;
    let refused = close().await.unwrap_err().to_string();
    assert!(refused.contains("has never been open"), "{refused}");
    world.open(2027).await.unwrap();
    assert!(close().await.unwrap().written);
    let closed = world.store.edition(2027.into()).await.unwrap();
    world.cloud.clock().advance(60);
    assert!(!close().await.unwrap().written);
    assert_eq!(world.store.edition(2027.into()).await.unwrap(), closed);
    assert_eq!(world.current().await, Some(2027), "its programme is the home still");
    assert!(world.open(2027).await.unwrap().written);
    assert_eq!(world.store.edition(2027.into()).await.unwrap(), Some(example().opened()));
}

/// The clock of the cloud starts in November 2024, in the edition of that year.
#[tokio::test(start_paused = true)]
async fn an_edition_is_archived_when_it_is_over_and_nothing_is_left_to_do() {
    let world = World::new().await;
    world.store.open_edition(&samples::edition(2024)).await.unwrap();
    let archive = async || turn::archive(&world.store, 2024.into(), &world.clock).await;
    let refused = archive().await.unwrap_err().to_string();
    assert!(refused.contains("its last day is still to come"), "{refused}");
    let now = world.cloud.now();
    let id = MailingId::derive(&[b"issue"]);
    let draft = Mailing::blank(id, &samples::edition(2024), now, None, now).unwrap();
    world.store.create_mailing(&draft, vec![], now).await.unwrap();
    let at = now + jiff::SignedDuration::from_hours(1);
    let scheduled = draft.decide(Deed::Schedule { at }, None, now);
    let scheduled = scheduled.unwrap_or_else(|refusal| panic!("{refusal}"));
    world.store.record_mailing(&scheduled, vec![], store::MailingNudge::None, now).await.unwrap();
    world.cloud.clock().advance(40 * 24 * 3600);
    let refused = archive().await.unwrap_err().to_string();
    assert!(refused.contains(&format!("letters are leaving: {id} (scheduled)")), "{refused}");
    world.create(&example(), Wish::Create).await.unwrap();
    let refused = world.open(2027).await.unwrap_err().to_string();
    assert!(refused.contains("in 2024 nobody would be reminded that letters are leaving"), "{refused}");
    let discarded = scheduled.decide(Deed::Discard, None, world.cloud.now());
    let discarded = discarded.unwrap_or_else(|refusal| panic!("{refusal}"));
    world
        .store
        .record_mailing(&discarded, vec![], store::MailingNudge::None, world.cloud.now())
        .await
        .unwrap();
    assert!(archive().await.unwrap().written);
    let archived = world.store.edition(2024.into()).await.unwrap();
    world.cloud.clock().advance(60);
    assert!(!archive().await.unwrap().written);
    assert_eq!(world.store.edition(2024.into()).await.unwrap(), archived);
    assert!(matches!(archived.unwrap().state, State::Archived { .. }));
    assert!(world.open(2027).await.unwrap().written, "nothing speaks against the next one");
    let refused = world.open(2024).await.unwrap_err().to_string();
    assert!(refused.contains("add --yes"), "{refused}");
}

#[tokio::test(start_paused = true)]
async fn an_edition_is_shown_with_where_it_stands_and_listed() {
    let world = World::new().await;
    world.create(&example(), Wish::Create).await.unwrap();
    world.store.open_edition(&samples::edition(2024)).await.unwrap();
    let listed = list::of(&world.store).await.unwrap();
    let lines: Vec<_> = listed.to_string().lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "2024\t2024-11-04 to 2024-11-30\tMois de l’innovation publique\topen\tcurrent",
            "2027\t2027-11-04 to 2027-11-30\tMois de l’innovation publique\tprepared",
        ]
    );
    let kept = find_or_current(&world.store, Some(2027)).await.unwrap();
    let shown = show::edition(&world.store, kept.edition, world.cloud.now()).await.unwrap();
    let said = shown.to_string();
    assert!(said.contains("days to go; takes no proposals") && said.contains("[[themes]]"), "{said}");
    let fields = serde_json::to_value(&shown).unwrap();
    assert_eq!((&fields["state"], &fields["published"]), (&"prepared".into(), &0.into()));
    let current = find_or_current(&world.store, None).await.unwrap();
    assert_eq!(current.edition.year.get(), 2024);
}
