//! Where the system is, and people of one's own to use it.

use local::demo::samples::Sample;
use local::seed;
use local::visitor::Visitor;
use model::edition::Edition;
use model::id::PersonKey;
use store::Store;

/// The system under test.
pub(crate) struct System {
    pub(crate) visitor: Visitor,
    pub(crate) edition: Edition,
}

impl System {
    pub(crate) fn here() -> Self {
        let visitor = Visitor::new(&variable("MIP_BASE_URL")).expect("an address");
        Self { visitor, edition: seed::next_edition().expect("an edition") }
    }
}

/// The table, for what no visitor can do or see.
pub(crate) async fn table() -> Store {
    let config = runtime::aws::config().await;
    Store::new(aws_sdk_dynamodb::Client::new(&config), variable("MIP_TABLE_NAME"))
}

/// Under which addresses are hashed.
pub(crate) async fn person_key() -> anyhow::Result<PersonKey> {
    let secret = variable("MIP_PERSON_KEY_SECRET_ID");
    runtime::secrets::person_key_in(&runtime::aws::config().await, secret).await
}

/// What `local test` says.
pub(crate) fn variable(name: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "the tests' only configuration")]
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `make test`"))
}

/// A sample of the demonstration, with a title and an organiser that only one test has.
pub(crate) fn sample(file: &str, whose: &str) -> Sample {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/local/samples");
    let text = std::fs::read_to_string(folder.join(file)).expect("a sample");
    let mut sample = Sample::parse(&text).expect("a sample that reads");
    sample.title = format!("{} ({whose})", sample.title);
    sample.organiser_email = format!("{whose}@exemple.gouv.fr");
    sample
}
