//! What the command says when it cannot do what is asked, run as a person runs it.

#![allow(clippy::unwrap_used, reason = "what a test expects fails by a panic")]

use std::net::TcpListener;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Nobody waits longer. The slowest takes some ten seconds: the SDK looks for a region, then for credentials, for five each;
/// a machine that is busy with other tests may need more.
const PATIENCE: Duration = Duration::from_mins(1);

/// Some of each noun that asks the service something.
const ASKED: [&[&str]; 6] = [
    &["moderators", "list"],
    &["edition", "show"],
    &["events", "list"],
    &["mailings", "list"],
    &["snapshot", "list"],
    &["subscribers", "count"],
];

/// The command in an environment that says nothing but this.
fn mip(arguments: &[&str], environment: &[(&str, &str)]) -> (Output, Duration) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mip"));
    command.env_clear().env("HOME", "/nowhere").args(arguments);
    command.envs(environment.iter().copied());
    let began = Instant::now();
    let output = command.output().unwrap();
    (output, began.elapsed())
}

/// It ended with this code, said one line that has these words, answered nothing, and did not take long.
fn refuses(arguments: &[&str], environment: &[(&str, &str)], code: i32, words: &[&str]) {
    let (output, took) = mip(arguments, environment);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    assert!(said.starts_with("mip: "), "{arguments:?}: {said}");
    for words in words {
        assert!(said.contains(words), "{arguments:?} does not say {words:?}: {said}");
    }
    for technical in ["Error {", "Error(", "SdkError", "panicked", "src/"] {
        assert!(!said.contains(technical), "{arguments:?}: {said}");
    }
    assert!(output.stdout.is_empty(), "{arguments:?}");
    assert!(took < PATIENCE, "{arguments:?} took {took:?}");
}

/// A port of this machine where nobody listens.
fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

const REGION: (&str, &str) = ("AWS_REGION", "eu-west-3");
const KEY: (&str, &str) = ("AWS_ACCESS_KEY_ID", "test");
const SECRET: (&str, &str) = ("AWS_SECRET_ACCESS_KEY", "test");
/// So that no test waits for a machine that has no metadata.
const NO_METADATA: (&str, &str) = ("AWS_EC2_METADATA_DISABLED", "true");

#[test]
fn a_wrong_argument_ends_with_two_and_what_would_be_right() {
    for (arguments, words) in [
        (&["moderator"][..], "a similar subcommand exists: 'moderators'"),
        (&["edition", "open"], "<YEAR>"),
        (&["edition", "create", "2027"], "--file <FILE>"),
        (&["edition", "create", "2027", "--file", "x", "--apply"], "--replace"),
        (&["events", "list", "--kind", "x"], "the kinds are etat"),
        (&["moderators", "away", "a@example.org"], "--until"),
        (&[], "Usage: mip"),
    ] {
        let (output, _) = mip(arguments, &[]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}

#[test]
fn without_a_region_the_next_step_is_said() {
    for arguments in ASKED {
        refuses(arguments, &[KEY, SECRET, NO_METADATA], 3, &["no AWS region is set", "AWS_REGION"]);
    }
}

#[test]
fn without_credentials_the_next_step_is_said() {
    for arguments in ASKED {
        refuses(arguments, &[REGION, NO_METADATA], 3, &["no AWS credentials are found", "AWS_PROFILE"]);
    }
}

#[test]
fn with_nothing_set_on_a_machine_without_metadata_it_does_not_take_long() {
    refuses(&["moderators", "list"], &[], 3, &["AWS_"]);
    refuses(&["moderators", "list"], &[REGION], 3, &["no AWS credentials are found"]);
}

#[test]
fn without_a_network_the_next_step_is_said() {
    let endpoint = closed_port();
    let environment = [REGION, KEY, SECRET, ("AWS_ENDPOINT_URL", endpoint.as_str())];
    let words = ["no answer", "network, the credentials and the region"];
    for arguments in ASKED {
        refuses(arguments, &environment, 3, &words);
    }
    // The table is named, so that it is the table itself which does not answer.
    let words = ["the table does not answer", "network, the credentials and the region"];
    refuses(&["--table", "mip", "moderators", "list"], &environment, 3, &words);
    let words = ["the bucket does not answer"];
    refuses(&["--bucket", "site", "snapshot", "list"], &environment, 3, &words);
}

#[test]
fn what_is_wrong_with_a_file_is_said_before_the_service_is_asked() {
    let (example, _) = mip(&["edition", "create", "--example"], &[]);
    assert_eq!(example.status.code(), Some(0));
    let folder = std::env::temp_dir().join(format!("mip-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("edition.toml");
    let path = file.to_str().unwrap();
    let text = String::from_utf8(example.stdout).unwrap();
    std::fs::write(&file, text.replace("ordinal = 14", "ordinal = 0")).unwrap();
    refuses(
        &["edition", "create", "2027", "--file", path],
        &[],
        1,
        &["edition.toml is not an edition: line ", "ordinal"],
    );
    refuses(&["edition", "create", "1999", "--file", path], &[], 1, &["1999 is not the year of an edition"]);
    refuses(
        &["edition", "create", "2027", "--file", "/nowhere/x"],
        &[],
        1,
        &["/nowhere/x cannot be read", "--example"],
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn whoever_has_read_enough_may_hang_up() {
    for arguments in [&["edition", "create", "--example"][..], &["completions", "bash"], &["man"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mip"));
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn completion_and_man_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (output, _) = mip(&["completions", shell], &[]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        for word in ["edition", "withdraw", "reassign", "waiting-longer-than"] {
            assert!(text.contains(word), "{word} in {shell}");
        }
    }
    let folder = std::env::temp_dir().join(format!("mip-man-{}", std::process::id()));
    let (output, _) = mip(&["man", "--output", folder.to_str().unwrap()], &[]);
    assert_eq!(output.status.code(), Some(0));
    for page in ["mip.1", "mip-edition.1", "mip-edition-create.1", "mip-events-reassign.1", "mip-man.1"] {
        let text =
            std::fs::read_to_string(folder.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        assert!(text.contains(".SH NAME"), "{page}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
    let (output, _) = mip(&["man"], &[]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("mip\\-edition"));
}
