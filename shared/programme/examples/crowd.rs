//! Renders a programme with many events to a folder, for the browser tests: `cargo run -p programme --example crowd -- FOLDER`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tool of the tests, which says where it stops"
)]
#![expect(dead_code, reason = "the tests have more of it")]

use std::path::PathBuf;

use programme::Stage;

#[path = "../tests/files/crowd.rs"]
mod crowd;
#[path = "../tests/files/fixture.rs"]
mod fixture;

/// More than a page of the list holds.
const EVENTS: usize = 640;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    let material = fixture::material(&crowd::crowd(2027, EVENTS), &[]);
    let programme = fixture::programme(&material);
    for file in Stage::ALL.into_iter().flat_map(|stage| programme.files(stage)) {
        let path = folder.join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.body).unwrap();
    }
}
