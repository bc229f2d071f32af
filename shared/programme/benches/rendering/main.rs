//! What rendering the programme costs: 400, 4,000 and 40,000 events, each size in a process of its own, so that its memory is
//! its own; beside it, in the same run, Hugo builds as many event pages of the same weight from Markdown; then the
//! publication of 400 events of which none has changed. `docs/benchmarks.md` says how to read it.
//!
//! `cargo bench -p programme --bench rendering`

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a program that measures and says what it found"
)]

mod hugo;
mod measure;
mod memory;
mod sample;
mod site;
mod unchanged;

use std::process::Command;

use measure::{Kind, Measure};

const SIZES: [usize; 3] = [400, 4_000, 40_000];

/// Followed by a size, for the process that measures one.
const ALONE: &str = "--alone";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == ALONE) {
        let events = arguments[at + 1].parse().unwrap();
        println!("{}", serde_json::to_string(&Measure::of(events)).unwrap());
        return;
    }
    let ours = SIZES.map(alone);
    for measure in &ours {
        measure.say();
    }
    growth(&ours);
    println!();
    match hugo::Hugo::find() {
        Ok(hugo) => compare(&hugo, &ours),
        Err(why) => println!("Hugo was not run: {why}"),
    }
    println!();
    unchanged::say(SIZES[0]);
}

fn alone(events: usize) -> Measure {
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).args([ALONE, &events.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// How what an event costs, and the memory, grow from the smallest programme to the largest.
fn growth(ours: &[Measure; 3]) {
    let (small, large) = (&ours[0], &ours[2]);
    println!("from {} to {} events:", small.events, large.events);
    let times = |what: &str, small: f64, large: f64| println!("  {what:<34} × {:.2}", large / small);
    for kind in Kind::ALL {
        times(&format!("time an event, {}", kind.name()), small.an_event(kind), large.an_event(kind));
    }
    let whole = |measure: &Measure| measure.seconds() / measure.events as f64;
    times("time an event, the whole", whole(small), whole(large));
    times("bytes", small.bytes() as f64, large.bytes() as f64);
    times("the largest file", small.largest as f64, large.largest as f64);
    if let (Some(before), Some(after)) = (small.peak, large.peak) {
        times("peak memory, the events apart", before as f64, after as f64);
    }
}

fn compare(hugo: &hugo::Hugo, ours: &[Measure; 3]) {
    println!("event pages alone, in memory; Hugo {} has {} cores, we use one:", hugo.version, hugo.cores);
    let facts = site::facts_for(hugo, &ours[0]);
    for ours in ours {
        let built = hugo.build(&site::Site::of(ours.events, facts));
        let (us, them) = (ours.event_pages_a_second(), ours.events as f64 / built.seconds);
        println!(
            "  {:>6} pages: {us:>7.0} a second; Hugo {them:>7.0} a second ({:.1} s, {:.1} s of processor, {} MB): × {:.1}, × {:.1} \
             for each second of processor",
            ours.events,
            built.seconds,
            built.processor_seconds,
            built.peak / 1_000_000,
            us / them,
            us / (ours.events as f64 / built.processor_seconds)
        );
    }
}
