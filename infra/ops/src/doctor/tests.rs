//! Each check has a good case and a bad one.

use aws_sdk_cloudformation::types::{Output, Stack, StackStatus};
use aws_sdk_cloudwatch::types::{MetricAlarm, StateValue};
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types as dynamodb;
use aws_sdk_lambda::types::AccountLimit;
use aws_sdk_s3::operation::get_bucket_versioning::GetBucketVersioningOutput;
use aws_sdk_s3::types::BucketVersioningStatus;
use aws_sdk_secretsmanager::operation::describe_secret::DescribeSecretOutput;
use aws_sdk_sesv2::operation::get_account::GetAccountOutput;
use aws_sdk_sesv2::operation::get_email_identity::GetEmailIdentityOutput;
use aws_sdk_sesv2::types::{
    BehaviorOnMxFailure, DkimAttributes, DkimStatus, MailFromAttributes, MailFromDomainStatus, SendQuota,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::edition::{Edition, State};
use model::moderation::{Moderator, Scope};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, REGION, SITE_BUCKET, TABLE};
use pipeline_tests::samples::{edition, moderator};
use snapshot::sha256;

use super::dns::{Answer, Kind, Wanted};
use super::finding::Verdict;
use super::snapshots::Latest;
use super::*;

fn now() -> Timestamp {
    "2027-11-10T09:00:00Z".parse().unwrap()
}

/// These findings are of these verdicts, and each says what to do where something is to be done.
fn are(found: Vec<(Finding, Verdict)>) {
    for (finding, expected) in found {
        assert_eq!(finding.verdict, expected, "{finding:?}");
        let says_what_to_do = finding.said.contains(':') || finding.said.contains("ask");
        assert!(
            says_what_to_do || matches!(expected, Verdict::Ok | Verdict::Unknown | Verdict::Warning),
            "{finding:?}"
        );
        assert!(!finding.said.contains('\n'), "{finding:?}");
    }
}

use Verdict::{Ok as Good, Unknown, Warning, Wrong};

#[test]
fn the_stack() {
    let with = |status| stack::status(&Stack::builder().stack_name("mip").stack_status(status).build());
    are(vec![
        (with(StackStatus::CreateComplete), Good),
        (with(StackStatus::UpdateComplete), Good),
        (with(StackStatus::UpdateInProgress), Warning),
        (with(StackStatus::UpdateRollbackComplete), Warning),
        (with(StackStatus::RollbackComplete), Wrong),
        (with(StackStatus::UpdateRollbackFailed), Wrong),
        (stack::status(&Stack::builder().build()), Wrong),
        (stack::outputs(|_| true), Good),
        (stack::outputs(|key| key != "TableName"), Wrong),
    ]);
    assert!(stack::outputs(|key| key != "TableName").said.contains("does not say TableName:"));
}

#[test]
fn what_is_asked_of_the_stack_is_what_the_template_says() {
    let template = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../template.yaml")).unwrap();
    let (parameters, outputs) =
        (template.find("\nParameters:").unwrap(), template.find("\nOutputs:").unwrap());
    for output in stack::OUTPUTS {
        assert!(template[outputs..].contains(&format!("\n  {output}:\n")), "{output}");
    }
    for parameter in ["MailIdentity", "BaseUrl"] {
        assert!(template[parameters..outputs].contains(&format!("\n  {parameter}:\n")), "{parameter}");
    }
    assert!(template[outputs..].matches("DeadLettersUrl:").count() > 5);
}

#[test]
fn the_account_of_ses() {
    let account = |production, sending, status: &str| {
        let known =
            GetAccountOutput::builder().production_access_enabled(production).sending_enabled(sending);
        known.enforcement_status(status).build()
    };
    let quota = |a_day: f64, rate: f64| {
        SendQuota::builder().max24_hour_send(a_day).max_send_rate(rate).sent_last24_hours(0.0).build()
    };
    are(vec![
        (mail::sandbox(&account(true, true, "HEALTHY")), Good),
        (mail::sandbox(&account(false, true, "HEALTHY")), Wrong),
        (mail::sending(&account(true, true, "HEALTHY")), Good),
        (mail::sending(&account(true, true, "PROBATION")), Warning),
        (mail::sending(&account(true, false, "SHUTDOWN")), Wrong),
        (mail::pace(&quota(50_000.0, 14.0), 20_000), Good),
        (mail::pace(&quota(50_000.0, 14.0), 200_000), Warning),
        (mail::pace(&quota(500_000.0, 1.0), 200_000), Warning),
        (mail::pace(&quota(-1.0, 14.0), 0), Good),
        (mail::pace(&quota(200.0, 0.0), 1), Wrong),
    ]);
    let said = mail::pace(&quota(50_000.0, 14.0), 20_000).said;
    assert_eq!(said, "an issue to 20000 subscribers takes about 30 min at 80 % of 14 mails a second");
    let said = mail::pace(&quota(50_000.0, 14.0), 200_000).said;
    assert!(said.contains("and 4 days with 50000 mails a day: ask for"), "{said}");
}

#[test]
fn the_identity() {
    let identity = |verified, dkim: Option<(bool, DkimStatus)>, from: Option<MailFromDomainStatus>| {
        let dkim =
            dkim.map(|(on, status)| DkimAttributes::builder().signing_enabled(on).status(status).build());
        let from = from.map(|status| {
            MailFromAttributes::builder()
                .mail_from_domain("retour.example.org")
                .mail_from_domain_status(status)
                .behavior_on_mx_failure(BehaviorOnMxFailure::UseDefaultValue)
                .build()
                .unwrap()
        });
        let known = GetEmailIdentityOutput::builder().verified_for_sending_status(verified);
        known.set_dkim_attributes(dkim).set_mail_from_attributes(from).build()
    };
    let good = identity(true, Some((true, DkimStatus::Success)), Some(MailFromDomainStatus::Success));
    let bad = identity(false, Some((true, DkimStatus::Pending)), Some(MailFromDomainStatus::Pending));
    let bare = identity(true, None, None);
    let unsigned = identity(true, Some((false, DkimStatus::Success)), None);
    let name = "example.org";
    are(vec![
        (mail::verified(name, &good), Good),
        (mail::verified(name, &bad), Wrong),
        (mail::dkim(name, &good), Good),
        (mail::dkim(name, &bad), Wrong),
        (mail::dkim(name, &bare), Wrong),
        (mail::dkim(name, &unsigned), Wrong),
        (mail::mail_from(&good), Good),
        (mail::mail_from(&bad), Warning),
        (mail::mail_from(&bare), Warning),
        (mail::suppressed(3, &[]), Good),
        (mail::suppressed(3, &["Noa"]), Wrong),
    ]);
}

#[test]
fn the_records_of_the_dns() {
    let tokens = ["abc".to_owned()];
    let wanted = dns::of_mail("mois@example.org", &tokens, Some("retour.example.org"), "eu-west-3");
    let names: Vec<_> = wanted.iter().map(|it| (it.check, it.name.as_str())).collect();
    assert_eq!(
        names,
        [
            ("DNS: DKIM", "abc._domainkey.example.org"),
            ("DNS: MAIL FROM", "retour.example.org"),
            ("DNS: SPF", "retour.example.org"),
            ("DNS: DMARC", "_dmarc.example.org"),
        ]
    );
    let right = [
        "ABC.dkim.amazonses.com.",
        "feedback-smtp.eu-west-3.amazonses.com.",
        "v=spf1 include:amazonses.com -all",
        "v=DMARC1; p=quarantine",
    ];
    for (wanted, right) in wanted.iter().zip(right) {
        let found = |values: &[&str]| Answer::Found(values.iter().map(ToString::to_string).collect());
        are(vec![
            (dns::judge(wanted, &found(&["other", right])), Good),
            (dns::judge(wanted, &found(&["v=spf1 -all"])), Wrong),
            (dns::judge(wanted, &Answer::Nothing), Wrong),
            (dns::judge(wanted, &Answer::Silence("timed out".into())), Unknown),
        ]);
        assert!(dns::judge(wanted, &Answer::Nothing).said.contains("publish"));
    }
}

#[test]
fn the_site_has_a_name_or_a_number() {
    let site = |url| dns::of_site(url).map(|wanted| wanted.name);
    assert_eq!(site("https://mois.exemple.gouv.fr"), Some("mois.exemple.gouv.fr".into()));
    assert_eq!(site("http://localhost:8080"), Some("localhost".into()));
    assert_eq!((site("http://127.0.0.1:8080"), site("mois")), (None, None));
    let wanted = Wanted { check: "DNS: site", name: "mois.exemple.gouv.fr".into(), kind: Kind::Address };
    are(vec![
        (dns::judge(&wanted, &Answer::Found(vec!["192.0.2.1".into()])), Good),
        (dns::judge(&wanted, &Answer::Nothing), Wrong),
    ]);
}

#[test]
fn the_functions() {
    let limit = |all, free| {
        functions::limit(
            &AccountLimit::builder()
                .concurrent_executions(all)
                .unreserved_concurrent_executions(free)
                .build(),
        )
    };
    are(vec![
        (limit(1000, 800), Good),
        (limit(500, 300), Warning),
        (limit(10, 10), Wrong),
        (limit(1000, 50), Wrong),
    ]);
}

#[test]
fn the_alarms() {
    let alarm = |name: &str, state| {
        let alarm = MetricAlarm::builder().alarm_name(name).state_value(state).actions_enabled(true);
        alarm.alarm_actions("arn:aws:sns:eu-west-3:123456789012:mip-alarms").build()
    };
    let quiet = [alarm("mip-errors", StateValue::Ok), alarm("mip-silent", StateValue::InsufficientData)];
    let ringing = [alarm("mip-errors", StateValue::Alarm)];
    let mute = [MetricAlarm::builder().alarm_name("mip-errors").state_value(StateValue::Ok).build()];
    are(vec![
        (alarms::told(&quiet), Good),
        (alarms::told(&[]), Wrong),
        (alarms::told(&mute), Warning),
        (alarms::ringing(&quiet), Good),
        (alarms::ringing(&ringing), Wrong),
    ]);
    let many: Vec<_> = (0..9).map(|n| alarm(&format!("mip-{n}"), StateValue::Alarm)).collect();
    assert!(alarms::ringing(&many).said.starts_with("mip-0, mip-1, mip-2, mip-3, mip-4 and 4 more:"));
}

#[test]
fn the_table() {
    let described = |status, stream, protected| {
        let stream = dynamodb::StreamSpecification::builder().stream_enabled(stream).build().unwrap();
        let sse = dynamodb::SseDescription::builder().build();
        let table = dynamodb::TableDescription::builder().table_status(status).stream_specification(stream);
        table::settings(&table.deletion_protection_enabled(protected).sse_description(sse).build())
    };
    let recovery = |status| {
        let recovery =
            dynamodb::PointInTimeRecoveryDescription::builder().point_in_time_recovery_status(status).build();
        let backups = dynamodb::ContinuousBackupsDescription::builder()
            .continuous_backups_status(dynamodb::ContinuousBackupsStatus::Enabled)
            .point_in_time_recovery_description(recovery);
        table::recovery(Some(&backups.build().unwrap()))
    };
    let expiry = |attribute: &str, status| {
        let expiry =
            dynamodb::TimeToLiveDescription::builder().attribute_name(attribute).time_to_live_status(status);
        table::expires(Some(&expiry.build()))
    };
    are(vec![
        (described(dynamodb::TableStatus::Active, true, true), Good),
        (described(dynamodb::TableStatus::Active, true, false), Warning),
        (described(dynamodb::TableStatus::Active, false, true), Wrong),
        (described(dynamodb::TableStatus::Creating, true, true), Wrong),
        (recovery(dynamodb::PointInTimeRecoveryStatus::Enabled), Good),
        (recovery(dynamodb::PointInTimeRecoveryStatus::Disabled), Wrong),
        (table::recovery(None), Wrong),
        (expiry("expires_at", dynamodb::TimeToLiveStatus::Enabled), Good),
        (expiry("ttl", dynamodb::TimeToLiveStatus::Enabled), Wrong),
        (expiry("expires_at", dynamodb::TimeToLiveStatus::Disabled), Wrong),
        (table::expires(None), Wrong),
    ]);
}

#[test]
fn the_keys() {
    let changed = |days: i64| {
        let at = (now() - SignedDuration::from_hours(24 * days)).as_second();
        DescribeSecretOutput::builder().last_changed_date(aws_smithy_types::DateTime::from_secs(at))
    };
    let deleted = changed(1).deleted_date(aws_smithy_types::DateTime::from_secs(now().as_second())).build();
    are(vec![
        (keys::age(&changed(100).build(), now()), Good),
        (keys::age(&changed(401).build(), now()), Warning),
        (keys::age(&deleted, now()), Wrong),
        (keys::age(&DescribeSecretOutput::builder().build(), now()), Unknown),
    ]);
}

#[test]
fn the_dead_letters() {
    let queue = |name: &str, count| (name.to_owned(), count);
    are(vec![
        (queues::judge(&[queue("Mail", 0), queue("Desk", 0)]), Good),
        (queues::judge(&[queue("Mail", 2), queue("Desk", 0)]), Wrong),
        (queues::judge(&[]), Wrong),
    ]);
    assert!(queues::judge(&[queue("Mail", 2)]).said.contains("in Mail (2):"));
}

#[test]
fn the_edition() {
    let of = |state, year| edition::period(&Edition { state, ..edition(year) }, date(2027, 11, 10));
    let at = now();
    are(vec![
        (of(State::Open, 2027), Good),
        (of(State::Open, 2028), Good),
        (of(State::Open, 2026), Warning),
        (of(State::Closed { at }, 2027), Warning),
        (of(State::Prepared, 2028), Wrong),
    ]);
    assert!(of(State::Open, 2028).said.ends_with("begins in 360 days"), "{:?}", of(State::Open, 2028));
}

#[test]
fn the_legal_notice() {
    let bare = edition(2027);
    let mut full = bare.clone();
    let phone = model::phone::Phone::parse("01 23 45 67 89").unwrap();
    full.legal.address = Some("20 avenue de Ségur, Paris".to_owned().try_into().unwrap());
    full.legal.phone = Some(phone.clone());
    full.legal.director = Some("Dominique Exemple, cheffe de service".to_owned().try_into().unwrap());
    full.legal.host.phone = Some(phone);
    full.legal.data_protection_officer = Some("dpo@exemple.gouv.fr".to_owned().try_into().unwrap());
    full.legal.statement.declared_on = Some(date(2027, 9, 1));
    are(vec![(edition::legal(&full), Good), (edition::legal(&bare), Warning)]);
    let mut half = full;
    half.legal.host.phone = None;
    assert!(edition::legal(&half).said.starts_with("the site does not say the host's telephone:"));
}

#[test]
fn the_team() {
    let today = date(2027, 11, 10);
    let member = |scope, away| Moderator { scope, away_until: away, ..moderator() };
    let national = |away| member(Scope::National, away);
    let breton = |away| member(Scope::Regions { regions: vec![Region::BRETAGNE] }, away);
    are(vec![
        (team::judge(&[national(None), breton(None)], today), Good),
        (team::judge(&[national(None), breton(Some(today))], today), Warning),
        (team::judge(&[national(None), breton(Some(today)), breton(None)], today), Good),
        (team::judge(&[national(Some(today)), breton(None)], today), Wrong),
        (team::judge(&[breton(None)], today), Wrong),
        (team::judge(&[national(Some(today))], today), Wrong),
        (team::judge(&[], today), Wrong),
    ]);
    assert!(
        team::judge(&[national(None), breton(Some(today))], today)
            .said
            .starts_with("those of Bretagne are all away")
    );
}

#[test]
fn the_snapshots() {
    let hours = |hours| Latest::Whole(now() - SignedDuration::from_hours(hours));
    let of = |latest: &Latest, state, local| {
        snapshots::judge(latest, &Edition { state, ..edition(2027) }, local, now())
    };
    let archived = State::Archived { at: now() };
    are(vec![
        (of(&hours(25), State::Open, false), Good),
        (of(&hours(27), State::Open, false), Wrong),
        (of(&hours(27), State::Open, true), Unknown),
        (of(&hours(2700), archived, false), Good),
        (of(&Latest::None, State::Open, false), Warning),
        (of(&Latest::Broken("the manifest is not there".into()), State::Open, true), Wrong),
    ]);
    let versioned =
        |status| snapshots::versioned(&GetBucketVersioningOutput::builder().status(status).build());
    are(vec![
        (versioned(BucketVersioningStatus::Enabled), Good),
        (versioned(BucketVersioningStatus::Suspended), Wrong),
    ]);
}

/// A stack in the in-process cloud, which has a table, buckets and queues and nothing else.
fn account(cloud: &Cloud, is_local: bool) -> Account {
    let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(1));
    let output = |key: &str, value: &str| Output::builder().output_key(key).output_value(value).build();
    let stack = Stack::builder()
        .stack_name("mip")
        .stack_status(StackStatus::CreateComplete)
        .outputs(output("TableName", TABLE))
        .outputs(output("SiteBucketName", SITE_BUCKET))
        .outputs(output("LinkKeysSecretId", "LinkKeys"))
        .outputs(output("PersonKeySecretId", "PersonKey"))
        .outputs(output("ConfigurationSetName", "mip"))
        .outputs(output("MailDeadLettersUrl", &cloud.queue_url("MailDeadLetters")))
        .build();
    Account::sample(sdk, stack, is_local, cloud.now())
}

fn verdict(diagnosis: &Diagnosis, check: &str) -> Verdict {
    let found = diagnosis.findings.iter().find(|finding| finding.check == check);
    found.unwrap_or_else(|| panic!("{check} is told: {diagnosis}")).verdict
}

#[tokio::test(start_paused = true)]
async fn a_local_cloud_is_well_once_it_has_an_edition_and_a_team() {
    let cloud = Cloud::new().await;
    let account = account(&cloud, true);
    let bare = Box::pin(diagnose(&account)).await;
    assert_eq!((verdict(&bare, "edition"), verdict(&bare, "team")), (Wrong, Wrong));
    assert!(!bare.is_well());
    let store = account.store().unwrap();
    store.open_edition(&edition(2024)).await.unwrap();
    store.put_moderator(&moderator()).await.unwrap();
    let ready = Box::pin(diagnose(&account)).await;
    assert!(ready.is_well(), "{ready}");
    for check in ["mail", "identity", "DNS", "functions", "alarms", "table", "bucket", "keys"] {
        assert_eq!(verdict(&ready, check), Unknown, "{check}");
    }
    for (check, expected) in
        [("stack", Good), ("dead letters", Good), ("edition", Good), ("team", Good), ("snapshots", Warning)]
    {
        assert_eq!(verdict(&ready, check), expected, "{check}");
    }
    let said = ready.to_string();
    assert!(said.starts_with("ok       stack "), "{said}");
    assert!(
        said.ends_with(&format!("0 wrong, 2 to look at, 10 not known, of {}", ready.findings.len())),
        "{said}"
    );
    let json = serde_json::to_value(&ready).unwrap();
    assert_eq!((&json["wrong"], &json["findings"][0]["verdict"]), (&0.into(), &"ok".into()));
}

#[tokio::test(start_paused = true)]
async fn what_does_not_answer_hinders_nothing_else_and_is_waited_for_half_a_minute() {
    // Takes connections and says nothing.
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let sdk = aws_config::SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(aws_config::Region::from_static(REGION))
        .credentials_provider(Cloud::credentials())
        .endpoint_url(format!("http://{}", mute.local_addr().unwrap()))
        .build();
    let cloud = Cloud::new().await;
    let account = Account { aws: sdk, ..account(&cloud, false) };
    let before = tokio::time::Instant::now();
    let found = Box::pin(diagnose(&account)).await;
    assert_eq!(before.elapsed().as_secs(), PATIENCE.as_secs(), "all at once");
    for check in ["stack", "outputs"] {
        assert_eq!(verdict(&found, check), Good, "{found}");
    }
    for check in
        ["mail", "functions", "alarms", "table", "keys", "dead letters", "edition", "team", "snapshots"]
    {
        let finding = found.findings.iter().find(|finding| finding.check == check).unwrap();
        assert_eq!((finding.verdict, finding.said.as_str()), (Unknown, "no answer within 30 s"), "{check}");
    }
    // The stack of this test says neither who sends nor where the site is.
    assert!(found.is_well() && found.findings.iter().all(|it| it.said.lines().count() == 1), "{found}");
}

#[tokio::test(start_paused = true)]
async fn what_the_stack_names_and_is_not_there_is_wrong() {
    let cloud = Cloud::new().await;
    let mut account = account(&cloud, true);
    let queue = Output::builder()
        .output_key("DeskDeadLettersUrl")
        .output_value(cloud.queue_url("Mail").replace("Mail", "Nowhere"))
        .build();
    account.stack.outputs.as_mut().unwrap().push(queue);
    let found = Box::pin(diagnose(&account)).await;
    assert_eq!(verdict(&found, "dead letters"), Wrong, "{found}");
    assert!(!is_missing(&anyhow::anyhow!("the table: AWS answered ThrottlingException")));
    let missing = anyhow::anyhow!("the queue: AWS answered QueueDoesNotExist").context("no such queue");
    assert!(is_missing(&missing));
}

#[tokio::test(start_paused = true)]
async fn a_pointer_leads_to_the_manifest_that_was_written_or_is_broken() {
    let pointer = |sha: String| {
        serde_json::from_value(serde_json::json!({
            "format": 1, "edition": 2024, "date": "2024-11-04", "root": "5f2a90c1d37e",
            "manifest": "/snapshots/2024/2024-11-04/manifest.json", "manifest_sha256": sha,
        }))
        .unwrap()
    };
    let broken = |latest| matches!(latest, Latest::Broken(_));
    assert!(broken(snapshots::led_to(&pointer(sha256(b"{}")), None)));
    assert!(broken(snapshots::led_to(&pointer(sha256(b"other")), Some(b"{}"))));
    assert!(broken(snapshots::led_to(&pointer(sha256(b"{}")), Some(b"{}"))), "not a manifest");
}
