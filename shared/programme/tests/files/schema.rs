//! `programme.json` is what `programme.schema.json` says, by the word of another validator.

use boon::{Compiler, SchemaIndex, Schemas};
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::everything::{everything, saying};
use crate::fixture::{files, in_reunion, online, publication, publications, text};
use crate::standing::{put_off_to_the_twentieth, said_to_be};
use crate::texts::typed;

fn schema() -> Value {
    serde_json::from_str(&text(&files(&[]), "2027/programme.schema.json")).unwrap()
}

fn programme(events: &[Publication]) -> Value {
    serde_json::from_str(&text(&files(events), "2027/programme.json")).unwrap()
}

/// The same schema without leave for fields that it does not know, so that none goes undescribed.
fn strict(schema: &mut Value) {
    match schema {
        Value::Object(of) => {
            of.values_mut().for_each(strict);
            if of.contains_key("required") && of["required"].is_array() {
                of.insert("additionalProperties".into(), json!(false));
            }
        }
        Value::Array(of) => of.iter_mut().for_each(strict),
        _ => {}
    }
}

/// What a validator has to say of a programme; nothing where all is right.
pub(crate) struct Validator {
    schemas: Schemas,
    root: SchemaIndex,
}

impl Validator {
    /// It refuses what is no schema.
    fn of(schema: Value) -> Self {
        const AT: &str = "https://mois.exemple.gouv.fr/2027/programme.schema.json";
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource(AT, schema).unwrap();
        let mut schemas = Schemas::new();
        let root = compiler.compile(AT, &mut schemas).unwrap();
        Self { schemas, root }
    }

    fn strict() -> Self {
        let mut schema = schema();
        strict(&mut schema);
        Self::of(schema)
    }

    /// The same for what has changed, whose schema leads to the programme's.
    pub(crate) fn of_changes() -> Self {
        const AT: &str = "https://mois.exemple.gouv.fr/2027/changements/changements.schema.json";
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        let read = |end| serde_json::from_str(&text(&files(&[]), end)).unwrap();
        let (mut changes, mut whole) = (read("changements.schema.json"), schema());
        [&mut changes, &mut whole].into_iter().for_each(strict);
        compiler.add_resource("https://mois.exemple.gouv.fr/2027/programme.schema.json", whole).unwrap();
        compiler.add_resource(AT, changes).unwrap();
        let mut schemas = Schemas::new();
        let root = compiler.compile(AT, &mut schemas).unwrap();
        Self { schemas, root }
    }

    pub(crate) fn complaint(&self, programme: &Value) -> Option<String> {
        self.schemas.validate(programme, self.root).err().map(|error| format!("{error:#}"))
    }
}

#[test]
fn the_schema_says_which_it_is_and_under_which_licence() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["$comment"].as_str().unwrap().starts_with("Licence Ouverte 2.0"));
}

#[test]
fn every_programme_is_what_the_schema_says() {
    let bare = publication(1, Content { registration: None, ..online() });
    let mut all = publications();
    all.extend([publication(7, everything()), put_off_to_the_twentieth()]);
    all.extend(Status::ALL.map(said_to_be));
    let validator = Validator::strict();
    for events in [vec![], vec![bare], all] {
        assert_eq!(validator.complaint(&programme(&events)), None);
    }
}

#[test]
fn what_is_missing_unknown_or_of_another_kind_is_told() {
    let validator = Validator::strict();
    let right = programme(&[publication(1, everything())]);
    for (pointer, wrong) in [
        ("/$schema", json!("programme.schema.json")),
        ("/format", json!(2)),
        ("/events/0/id", json!("ID")),
        ("/events/0/title", Value::Null),
        ("/events/0/status/code", json!("maybe")),
        ("/events/0/status/label", Value::Null),
        ("/events/0/schedule/kind", json!("period")),
        ("/events/0/schedule/slots/0/start", json!("2027-11-09")),
        ("/events/0/places/0/postcode", json!("9740")),
        ("/events/0/registration", json!({ "link": null, "email": null, "phone": null, "deadline": null })),
        ("/events/0/accessibility/provided_for/0/code", json!("xx")),
        ("/events/0/picture/files", json!([])),
        ("/events/0/contact", json!({})),
        ("/licence", json!({ "name": "Licence Ouverte 2.0" })),
    ] {
        let mut programme = right.clone();
        *programme.pointer_mut(pointer).expect("it is there") = wrong;
        assert!(validator.complaint(&programme).is_some(), "{pointer}");
    }
}

/// Who validates today is not broken by a field of tomorrow.
#[test]
fn a_field_that_is_added_breaks_nobody() {
    let mut programme = programme(&[publication(1, in_reunion())]);
    programme["events"][0]["weather"] = json!("fine");
    assert_eq!(Validator::of(schema()).complaint(&programme), None);
    assert!(Validator::strict().complaint(&programme).is_some_and(|complaint| complaint.contains("weather")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_is_typed_is_what_the_schema_says(typed in typed()) {
        let Some(event) = saying(&typed) else { return Ok(()) };
        prop_assert_eq!(Validator::strict().complaint(&programme(&[event])), None);
    }
}
