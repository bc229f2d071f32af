//! An AWS in memory: one table with its stream, the queues, SES v1 and the site bucket of the production
//! template, behind the only seam that production code has, the SDK's HTTP client.
//!
//! What exists, how it is named and what each function may do is read from `infra/template.yaml`.

mod call;
mod clock;
mod connector;
mod dynamodb;
mod fault;
mod invocation;
mod journal;
mod lambda;
mod meter;
mod permission;
mod s3;
mod secrets;
mod ses;
mod sqs;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_config::{BehaviorVersion, ConfigLoader, Region, SdkConfig};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider, SharedHttpClient};
use jiff::Timestamp;
use serde_json::Value;

use crate::chance::Chance;
use crate::template::{Grant, Template};
pub use call::Service;
pub use clock::TestClock;
pub use fault::{Fault, FaultKind, Odds};
pub use invocation::Crashed;
pub use journal::{Call, Outcome};
pub use meter::Consumed;
pub use ses::{SendRate, SentMail};
pub use sqs::QueuedMessage;

pub(crate) use dynamodb::Change;
pub(crate) use sqs::{Received, Sqs};

/// Where the cloud is: the region of the signatures, the endpoints and the ARNs.
pub const REGION: &str = "eu-west-3";
/// The account that owns everything.
pub const ACCOUNT: &str = "123456789012";
/// The table's name.
pub const TABLE: &str = "Table";
/// The site bucket's name.
pub const SITE_BUCKET: &str = "site-bucket";
/// The name of the bucket to which browsers send pictures.
pub const UPLOADS_BUCKET: &str = "uploads-bucket";
/// The bucket of the erasures' register.
pub const REGISTER_BUCKET: &str = "register-bucket";
/// The SES configuration set's name.
pub const CONFIGURATION_SET: &str = "MailConfiguration";
/// The verified SES domain: only its addresses may be a sender.
pub const MAIL_DOMAIN: &str = "mois.test";

/// The in-memory AWS. Clones share it; a test makes its own, so that tests never meet.
#[derive(Clone)]
pub struct Cloud(Arc<Shared>);

struct Shared {
    clock: TestClock,
    template: &'static Template,
    journal: Mutex<journal::Journal>,
    faults: Mutex<fault::Plan>,
    violations: Mutex<Vec<String>>,
    grants_used: Mutex<BTreeSet<Grant>>,
    interleaving: Mutex<Option<Chance>>,
    prelude: Mutex<usize>,
    busy: Mutex<Duration>,
    invocations: Mutex<BTreeMap<String, usize>>,
    dynamodb: dynamodb::DynamoDb,
    sqs: Sqs,
    ses: ses::Ses,
    s3: s3::S3,
    secrets: secrets::Secrets,
    lambda: lambda::Lambda,
}

impl Cloud {
    /// A fresh cloud, empty but for what the template declares, on 4 November 2024 at 09:00 in Paris.
    pub async fn new() -> Self {
        let clock = TestClock::at("2024-11-04T08:00:00Z".parse().expect("a timestamp"));
        let template = Template::production();
        let shared = Shared {
            dynamodb: dynamodb::DynamoDb::create(clock.clone()).await,
            sqs: Sqs::create(clock.clone(), template),
            ses: ses::Ses::new(clock.clone()),
            s3: s3::S3::create().await,
            secrets: secrets::Secrets::create(clock.clone(), template),
            lambda: lambda::Lambda::default(),
            journal: Mutex::default(),
            faults: Mutex::default(),
            violations: Mutex::default(),
            grants_used: Mutex::default(),
            interleaving: Mutex::default(),
            prelude: Mutex::default(),
            busy: Mutex::default(),
            invocations: Mutex::default(),
            template,
            clock,
        };
        Self(Arc::new(shared))
    }

    /// The only clock there is; give it to `runtime::Clock`.
    pub fn clock(&self) -> TestClock {
        self.0.clock.clone()
    }

    /// Now, by the cloud's clock.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The HTTP client to give to the SDK, with [`Cloud::credentials`] and [`REGION`].
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(connector::Connector::new(self.clone()))
    }

    /// Credentials that look real; nothing checks the signature.
    pub fn credentials() -> SharedCredentialsProvider {
        let keys = Credentials::new("AKIAINPROCESSCLOUD00", "not-a-secret", None, None, "in-process cloud");
        SharedCredentialsProvider::new(keys)
    }

    /// A loader that leads here, for production's own settings: `runtime::aws::settings(cloud.loader()).load()`.
    pub fn loader(&self) -> ConfigLoader {
        aws_config::defaults(BehaviorVersion::latest())
            .region(Region::from_static(REGION))
            .credentials_provider(Self::credentials())
            .http_client(self.http_client())
    }

    /// A configuration for SDK clients with the given retries. Wait between retries costs nothing in a test that
    /// starts with tokio's time paused (`#[tokio::test(start_paused = true)]`).
    pub fn sdk_config(&self, retries: RetryConfig) -> SdkConfig {
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static(REGION))
            .credentials_provider(Self::credentials())
            .http_client(self.http_client())
            .retry_config(retries)
            .build()
    }

    /// The URL of a queue of the template, by its logical id: `Submissions`, `Mail`, `Programme`…
    pub fn queue_url(&self, queue: &str) -> String {
        self.0.sqs.url(queue)
    }

    /// What waits in a queue or was given up in a dead-letter queue, oldest first, seen or not.
    pub fn messages(&self, queue: &str) -> Vec<QueuedMessage> {
        self.0.sqs.messages(queue)
    }

    /// What a secret of the template says now, by its logical id, which is also its name: `LinkKeys`…
    pub fn secret(&self, name: &str) -> String {
        self.secret_so_far(name).pop().unwrap_or_default()
    }

    /// What it has said so far, in order.
    pub fn secret_so_far(&self, name: &str) -> Vec<String> {
        self.0.secrets.said(name)
    }

    /// The functions that were called by their names, and the events they were handed, in order.
    pub fn invoked(&self) -> Vec<(String, Value)> {
        self.0.lambda.invoked()
    }

    /// Every mail that SES accepted, in order.
    pub fn mails(&self) -> Vec<SentMail> {
        self.0.ses.sent()
    }

    /// Holds the account to this rate a second and this quota of 24 hours, by the cloud's clock: let it flow.
    pub fn limit_mail(&self, rate: f64, per_day: u32) {
        self.0.ses.limit(rate, per_day);
    }

    /// From now on keeps of each mail who it went to, and not what it says: for thousands of them.
    pub fn forget_contents_of_mails(&self) {
        self.0.ses.forget_contents();
    }

    /// Every item of the table in DynamoDB's JSON, by key.
    pub async fn items(&self) -> Vec<Value> {
        self.0.dynamodb.items().await
    }

    /// The keys of the site bucket, sorted.
    pub async fn objects(&self) -> Vec<String> {
        self.0.s3.keys().await
    }

    /// The content of an object of the site bucket.
    pub async fn object(&self, key: &str) -> Option<Vec<u8>> {
        self.0.s3.content(key).await
    }

    /// Makes every page of a query or a listing hold at most this many entries, so that small data pages too.
    pub fn page_size(&self, entries: usize) {
        self.0.dynamodb.page_size(entries);
        self.0.s3.page_size(entries);
    }

    /// Makes each call wait for the other invocations under way as often as this seed says, so that invocations run
    /// with `tokio::join!` race each other in another way for each seed. Without it they take turns, call by call.
    pub fn interleave(&self, seed: u64) {
        *locked(&self.0.interleaving) = Some(Chance::seeded(seed));
    }

    /// Says that the scenario proper starts here: an enumeration tries no fault before, where another scenario has tried
    /// them all.
    pub fn prelude_ends(&self) {
        let calls = self.calls().iter().filter(|call| call.number.is_some()).count();
        *locked(&self.0.prelude) = calls;
    }

    /// How many calls came before [`Cloud::prelude_ends`].
    pub(crate) fn prelude(&self) -> usize {
        *locked(&self.0.prelude)
    }

    /// How long the services in memory have worked so far: what a benchmark of the functions takes off.
    pub fn busy(&self) -> Duration {
        *locked(&self.0.busy)
    }

    /// From now on counts what each call consumes of the table: [`Call::consumed`].
    pub fn count_consumption(&self) {
        self.0.dynamodb.count();
    }

    /// How often each function was invoked so far.
    pub fn invocations(&self) -> BTreeMap<String, usize> {
        locked(&self.0.invocations).clone()
    }

    /// Plans a fault; see [`Fault`].
    pub fn plan(&self, fault: Fault) {
        locked(&self.0.faults).add(fault);
    }

    /// From now on, faults strike at random as this seed says, each kind as often as its odds say. Nothing: the storm is over.
    pub fn storm(&self, seed: u64, odds: &[Odds]) {
        locked(&self.0.faults).storm(seed, odds);
    }

    /// The planned faults that no call has met yet.
    pub fn unreached_faults(&self) -> Vec<Fault> {
        locked(&self.0.faults).unreached()
    }

    /// Every SDK call so far, in order, with who made it and what came of it.
    pub fn calls(&self) -> Vec<Call> {
        locked(&self.0.journal).calls()
    }

    /// What no real AWS would have accepted from the deployed functions, or what this cloud cannot answer
    /// faithfully. The last clone panics on these when it is dropped.
    pub fn violations(&self) -> Vec<String> {
        locked(&self.0.violations).clone()
    }

    /// What the functions' roles have let through so far: see [`crate::grants`].
    pub fn grants_used(&self) -> BTreeSet<Grant> {
        locked(&self.0.grants_used).clone()
    }

    /// Forgets the violations seen so far: for a test that provokes one.
    pub fn forgive(&self) -> Vec<String> {
        std::mem::take(&mut *locked(&self.0.violations))
    }

    pub(crate) fn template(&self) -> &'static Template {
        self.0.template
    }

    pub(crate) fn sqs(&self) -> &Sqs {
        &self.0.sqs
    }

    /// Every item that was ever written, as it was written each time.
    pub async fn written(&self) -> Vec<Value> {
        let changes = self.0.dynamodb.changes_after(0).await;
        changes
            .iter()
            .map(|change| change.record["dynamodb"]["NewImage"].clone())
            .filter(|it| !it.is_null())
            .collect()
    }

    /// The changes of the table after the given position of its stream.
    pub(crate) async fn changes_after(&self, position: u64) -> Vec<Change> {
        self.0.dynamodb.changes_after(position).await
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        let violations = self.violations.get_mut().unwrap_or_else(PoisonError::into_inner);
        // A handler may have taken the refusal for an outage and tried again: the test would pass unaware.
        assert!(
            violations.is_empty() || std::thread::panicking(),
            "the in-process cloud refused what AWS refuses, or cannot do what was asked:\n{}",
            violations.join("\n")
        );
    }
}

/// Locks whatever a panicking test may have left behind.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
