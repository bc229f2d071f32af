//! In which order what is gone may be removed follows from the paths alone.

use programme::Stage;

use crate::crowd::crowd;
use crate::departed::departed;
use crate::fixture::{issues, material, programme, publications};

#[test]
fn the_path_of_each_file_tells_its_stage() {
    let mut events = crowd(1, 120); // so that lists have pages
    let leaves = events.pop().unwrap();
    events.extend(publications());
    let mut material = material(&events, &issues());
    material.departed = vec![departed(&leaves)];
    let programme = programme(&material);
    for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Site) {
        let mut files = programme.files(stage).peekable();
        assert!(files.peek().is_some(), "{stage:?} has files");
        for file in files {
            assert_eq!(Stage::of(&file.path), stage, "{}", file.path);
        }
    }
}
