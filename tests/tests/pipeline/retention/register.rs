//! The register names every stored field.

use std::collections::{BTreeMap, BTreeSet};

use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::{Delivery, Pipeline};
use retention::kind::Kind;
use retention::register::Register;
use serde_json::Value;
use store::RowKey;

use super::nights;
use super::rare::rare;
use crate::faults::{drafts, featured, journey, moderation, newsletter, orders, organisers, rounds};
use crate::world::World;

type Paths = BTreeMap<Kind, BTreeSet<String>>;

/// Every row that a scenario ever wrote.
async fn written(scenario: &impl AsyncFn(&World, &mut Pipeline<'_>)) -> Vec<Value> {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    Box::pin(scenario(&world, &mut pipeline)).await;
    pipeline.settle().await;
    cloud.written().await
}

/// Every path that any scenario ever wrote, by kind of row.
async fn stored(register: &Register) -> Paths {
    let mut paths = Paths::new();
    macro_rules! play {
        ($($scenario:path),+ $(,)?) => {
            $( for row in written(&$scenario).await { add(register, &row, &mut paths); } )+
        };
    }
    play!(
        rare,
        nights,
        journey::journey,
        drafts::illustrate_and_publish,
        drafts::mail_resume_send,
        featured::publish_and_feature,
        organisers::full_then_cancelled,
        organisers::invite_retract_dismiss,
        organisers::ask_twice,
        moderation::publish_undo_reject,
        moderation::ask_correct_publish,
        moderation::publish_edit_reject_withdraw,
        moderation::note_assign_ask_take_back,
        orders::reject_all_and_undo,
        orders::publish_all,
        orders::entrust_all,
        newsletter::choose_and_leave,
        newsletter::launch_and_hear,
        rounds::nobody_decides_for_four_days,
    );
    paths
}

/// The paths that the register names, by kind.
fn named(register: &Register) -> Paths {
    let mut paths = Paths::new();
    let entries = register.entry.iter().map(|entry| &entry.at);
    let others = register.not_personal.iter().map(|other| &other.at);
    for (kind, named) in entries.chain(others).flatten() {
        for path in named {
            let is_new = paths.entry(*kind).or_default().insert(path.clone());
            assert!(is_new, "{kind:?} {path} is in the register twice");
        }
    }
    paths
}

/// What the first has and the second has not, a line each.
fn only_in(one: &Paths, other: &Paths) -> Vec<String> {
    let none = BTreeSet::new();
    let all = one.iter().flat_map(|(kind, paths)| {
        let others = other.get(kind).unwrap_or(&none);
        paths.difference(others).map(move |path| format!("  {kind:?} {path}"))
    });
    all.collect()
}

#[tokio::test(start_paused = true)]
async fn every_stored_field_is_in_the_register_and_the_register_names_no_other() {
    let register = Register::load().unwrap();
    let (mut stored, named) = (stored(&register).await, named(&register));
    let missing = only_in(&stored, &named);
    assert!(
        missing.is_empty(),
        "These fields are stored, and shared/retention/register.toml does not name them. A field that says something of a \
         person goes under `at` of an [[entry]] (and `retention::redact` takes it out when its time has come), any other under \
         a [[not_personal]] with the reason:\n{}",
        missing.join("\n")
    );
    let stale = only_in(&named, &stored);
    assert!(
        stale.is_empty(),
        "shared/retention/register.toml names fields that nothing stores any more (or that no scenario of this test fills: see \
         `rare`):\n{}",
        stale.join("\n")
    );
    // And it would be found.
    stored.entry(Kind::Revision).or_default().insert("organiser.birthday".into());
    assert_eq!(only_in(&stored, &named), ["  Revision organiser.birthday"]);
}

#[test]
fn every_kind_of_row_is_either_someones_or_nobodys() {
    let register = Register::load().unwrap();
    let named = named(&register);
    for kind in Kind::ALL {
        assert!(register.rows.contains_key(kind), "{kind:?} has no key pattern");
        assert!(named.contains_key(kind), "{kind:?} is in no entry");
    }
}

fn add(register: &Register, row: &Value, paths: &mut Paths) {
    let text = |name: &str| row[name]["S"].as_str().unwrap_or_default().to_owned();
    let key = RowKey { pk: text("pk"), sk: text("sk") };
    let kind = register
        .kind(&key)
        .unwrap_or_else(|| panic!("a kind of row that the register does not name: {key:?}"));
    let all = paths.entry(kind).or_default();
    for (name, value) in row.as_object().expect("an item") {
        if !["pk", "sk", "entity"].contains(&name.as_str()) {
            flatten(name, value, all);
        }
    }
}

/// The paths of an attribute: maps by their names, lists by `[]`.
fn flatten(path: &str, value: &Value, all: &mut BTreeSet<String>) {
    if let Some(map) = value["M"].as_object() {
        for (name, value) in map {
            flatten(&format!("{path}.{name}"), value, all);
        }
    } else if let Some(list) = value["L"].as_array() {
        for value in list {
            flatten(&format!("{path}[]"), value, all);
        }
        if list.is_empty() {
            all.insert(format!("{path}[]"));
        }
    } else if value["NULL"].is_null() {
        all.insert(path.to_owned());
    }
}
