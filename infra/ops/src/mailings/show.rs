//! One issue: where it stands, its numbers, its history.

use std::fmt::Write;

use model::mailing::{Mailing, Progress, READER_SHARDS, Segment, State};
use model::moderation::Moderator;
use model::territory::Region;
use serde_json::{Value, json};
use store::Store;

use crate::console::Told;
use crate::in_paris;

/// All that is known of an issue.
pub(super) async fn issue(store: &Store, mailing: &Mailing) -> anyhow::Result<Told<Value>> {
    let (team, frozen) = tokio::try_join!(store.team(), store.frozen(mailing.id))?;
    let progress = store.progress(mailing).await?;
    let fields = fields(mailing, progress);
    Ok(Told::new(page(mailing, &team, frozen.len(), progress), fields))
}

fn fields(mailing: &Mailing, progress: Option<Progress>) -> Value {
    let numbers = progress.map(|progress| {
        let Progress { sent, refused, skipped, unknown, waiting, delivered, bounced, complained } = progress;
        json!({
            "sent": sent, "refused": refused, "skipped": skipped, "unknown": unknown, "waiting": waiting,
            "delivered": delivered, "bounced": bounced, "complained": complained,
        })
    });
    let history = mailing
        .history
        .iter()
        .map(|entry| json!({ "at": entry.at, "deed": entry.deed.label(), "by": entry.by }));
    json!({
        "id": mailing.id,
        "edition": mailing.edition,
        "week": mailing.week,
        "version": mailing.version,
        "state": mailing.state.code(),
        "subject": mailing.words.subject,
        "segment": mailing.segment,
        "audience": mailing.audience,
        "copies": numbers,
        "history": history.collect::<Vec<_>>(),
    })
}

fn page(mailing: &Mailing, team: &[Moderator], frozen: usize, progress: Option<Progress>) -> String {
    let Mailing { id, edition, version, words, week, .. } = mailing;
    let mut page = format!(
        "{id}\nsubject   {}\nedition   {edition}, week of {week}\nstate     {}\nfor       {}\n",
        words.subject,
        state(&mailing.state),
        segment(&mailing.segment)
    );
    // Writing to a String cannot fail.
    if let State::Freezing { .. } = mailing.state {
        let _ =
            writeln!(page, "audience  being frozen: {frozen} of {READER_SHARDS} parts of the readers are");
    }
    if let Some(progress) = progress {
        numbers(&mut page, mailing, progress);
    }
    let _ = writeln!(page, "history   version {version}");
    for entry in &mailing.history {
        let who = entry.by.map_or_else(
            || "the service, or the operator".to_owned(),
            |by| {
                let member = team.iter().find(|member| member.id == by);
                member.map_or_else(
                    || format!("someone who has left the team ({by})"),
                    |member| member.name.to_string(),
                )
            },
        );
        let _ = writeln!(page, "  {}  {}  {who}", in_paris(entry.at), entry.deed.label());
    }
    page.trim_end().to_owned()
}

fn numbers(page: &mut String, mailing: &Mailing, progress: Progress) {
    let Progress { sent, refused, skipped, unknown, waiting, delivered, bounced, complained } = progress;
    let rows = progress.audience();
    let _ = match mailing.audience {
        Some(audience) if audience == rows => writeln!(page, "audience  {audience}"),
        Some(audience) => writeln!(
            page,
            "audience  {audience}, but there are {rows} copies: they are kept for a year after the launch, so look into it if \
             it was later"
        ),
        None => writeln!(page, "copies    {rows} so far"),
    };
    for (count, what) in [
        (sent, "sent: SES has accepted them"),
        (refused, "refused: SES will never accept them"),
        (skipped, "skipped: the person had left, or the issue was cancelled"),
        (unknown, "unknown: perhaps sent, the answer was lost; never sent again"),
        (waiting, "waiting"),
    ] {
        let _ = writeln!(page, "{count:9} {what}");
    }
    let _ = writeln!(
        page,
        "of which  {delivered} delivered, {bounced} bounced for good, {complained} called spam"
    );
}

/// Where an issue stands, with since when.
pub(super) fn state(state: &State) -> String {
    let code = state.code();
    match state {
        State::Draft => code.to_owned(),
        State::Scheduled { at } => format!("{code} for {}", in_paris(*at)),
        State::Freezing { since } | State::Sending { since } => format!("{code} since {}", in_paris(*since)),
        State::Paused { since, by_itself: true } => {
            format!("{code} by itself since {}: too many bounces or complaints", in_paris(*since))
        }
        State::Paused { since, by_itself: false } => format!("{code} since {}", in_paris(*since)),
        State::Parked { since, resumes_by } => format!(
            "{code} since {}: the day’s quota of SES is spent; it goes on by itself, by {} at the latest",
            in_paris(*since),
            in_paris(*resumes_by)
        ),
        State::Sent { at } | State::Cancelled { at } | State::Discarded { at } => {
            format!("{code} on {}", in_paris(*at))
        }
    }
}

fn segment(segment: &Segment) -> String {
    if segment.is_everyone() {
        return "everyone".to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut add = |what: &str, codes: Vec<&str>| {
        if !codes.is_empty() {
            parts.push(format!("{what}: {}", codes.join(", ")));
        }
    };
    add("administration", segment.administrations.iter().map(|it| it.code()).collect());
    add("profession", segment.professions.iter().map(|it| it.code()).collect());
    add("region", segment.regions.iter().map(Region::name).collect());
    add("interest", segment.interests.iter().map(|it| it.code()).collect());
    parts.join("; ")
}
