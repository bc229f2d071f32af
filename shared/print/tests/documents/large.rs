//! How long a whole edition takes: `cargo test -p print -p typeset --test documents -- --ignored --nocapture`.

use std::path::Path;
use std::time::Instant;

use crate::fixture::many;
use crate::read::Pdf;
use crate::{booklet, card};

#[test]
#[ignore = "a measure, not a check"]
fn four_hundred_events() {
    let material = many(400);
    let begun = Instant::now();
    let pdf = booklet::set(&material);
    println!(
        "the programme: {:?}, {} kB, {} pages",
        begun.elapsed(),
        pdf.len() / 1000,
        Pdf::read(&pdf).pages()
    );
    let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("programme.pdf");
    std::fs::write(&shown, &pdf).unwrap();
    println!("to look at: {}", shown.display());
    let begun = Instant::now();
    let bytes: usize = material.events.iter().map(|event| card::set(event).len()).sum();
    println!("400 cards: {:?}, {} kB", begun.elapsed(), bytes / 1000);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("at its peak: {}", peak.unwrap_or_default());
    }
}
