//! Every command that a page of the documentation has someone type is one that this program takes.

use clap::Parser;
use clap::error::ErrorKind;

use crate::Cli;

/// The pages, and how many commands each has at least: a page in which none is found any more fails, too.
const PAGES: [(&str, &str, usize); 9] = [
    ("README.md", include_str!("../../../README.md"), 9),
    ("docs/cost.md", include_str!("../../../docs/cost.md"), 1),
    ("docs/data-protection.md", include_str!("../../../docs/data-protection.md"), 2),
    ("docs/deploy.md", include_str!("../../../docs/deploy.md"), 4),
    ("docs/guide-edition.md", include_str!("../../../docs/guide-edition.md"), 20),
    ("docs/incidents.md", include_str!("../../../docs/incidents.md"), 15),
    ("docs/mip.md", include_str!("../../../docs/mip.md"), 50),
    ("docs/restore.md", include_str!("../../../docs/restore.md"), 4),
    ("docs/security.md", include_str!("../../../docs/security.md"), 3),
];

/// What stands for a value of the reader's own, such as `<id>`: an instant is also a name.
const SOMETHING: &str = "2027-11-09T14:05:00+01:00";

#[test]
fn every_command_of_the_pages_is_understood() {
    let mut wrong = Vec::new();
    for (page, text, least) in PAGES {
        let (blocks, sentences) = (in_blocks(text), in_sentences(text));
        let all = blocks.len() + sentences.len();
        if all < least {
            wrong.push(format!("{page}: {all} commands instead of {least} at least"));
        }
        for command in blocks {
            wrong.extend(refused(command, |error| !error.use_stderr()).map(|why| format!("{page}: {why}")));
        }
        for command in sentences {
            wrong.extend(refused(command, is_unfinished).map(|why| format!("{page}: {why}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Why a command is not taken, unless that is how it is meant.
fn refused(command: &str, is_meant: fn(&clap::Error) -> bool) -> Option<String> {
    let error = Cli::try_parse_from(words(command)).err()?;
    (!is_meant(&error)).then(|| format!("{command}: {error}"))
}

/// A sentence may name a command without what follows it.
fn is_unfinished(error: &clap::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::MissingRequiredArgument | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

#[test]
fn a_command_is_split_as_a_shell_does() {
    let typed = "mip events withdraw <id> --reason 'La salle est fermée.' --yes > file # why";
    assert_eq!(
        words(typed),
        ["mip", "events", "withdraw", SOMETHING, "--reason", "La salle est fermée.", "--yes"]
    );
    assert_eq!(words("mip queues peek [mail desk …]"), ["mip", "queues", "peek", "mail", "desk"]);
}

/// The lines of a page's blocks that call this program.
fn in_blocks(page: &str) -> Vec<&str> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks.flat_map(str::lines).map(str::trim).filter(|line| line.starts_with("mip ")).collect()
}

/// The commands that its sentences name, which are between two backquotes.
fn in_sentences(page: &str) -> Vec<&str> {
    let lines = page.lines().filter(|line| !line.starts_with("```"));
    lines
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|code| code.starts_with("mip "))
        .collect()
}

/// A line's words, up to what the shell keeps for itself.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        let mut rest = part;
        while let Some((before, (_, after))) =
            rest.split_once('<').and_then(|(before, after)| Some((before, after.split_once('>')?)))
        {
            words.extend(before.split_whitespace().map(str::to_owned));
            words.push(SOMETHING.to_owned());
            rest = after;
        }
        for word in rest.split_whitespace() {
            match word {
                "#" | ">" | "|" | "&&" => return words,
                word => words.push(word.trim_matches(['[', ']', '…']).to_owned()),
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
