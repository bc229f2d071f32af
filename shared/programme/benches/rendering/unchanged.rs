//! Publishing a programme of which nothing has changed: rendering all of it, and comparing with what the bucket lists.

use std::collections::BTreeMap;

use md5::{Digest, Md5};
use programme::{Programme, Stage};

use crate::memory::{since, worked};
use crate::sample::{material, setting};

const ROUNDS: usize = 15;

pub(crate) fn say(events: usize) {
    let material = material(events);
    let render = |mut each: Box<dyn FnMut(String, Vec<u8>) + '_>| {
        let programme = Programme::new(&material, setting());
        for stage in Stage::ALL {
            programme.files(stage).for_each(|file| each(file.path, file.body));
        }
    };
    // As S3 lists it: the MD5 of each object (site::ETag).
    let mut listing = BTreeMap::new();
    render(Box::new(|path, body| {
        listing.insert(path, data_encoding::HEXLOWER.encode(&Md5::digest(&body)));
    }));
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..ROUNDS {
        let (start, mut changed) = (worked(), 0);
        render(Box::new(|path, body| {
            let etag = data_encoding::HEXLOWER.encode(&Md5::digest(&body));
            changed += usize::from(listing.get(&path) != Some(&etag));
        }));
        times.push(since(start).as_secs_f64());
        assert_eq!(changed, 0, "the same events give the same bytes");
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{events} events published again, unchanged: {:.0} ms to render and compare {} files, none to write (median of {ROUNDS}; the \
         slowest {:.0} ms)",
        times[ROUNDS / 2] * 1e3,
        listing.len(),
        times[ROUNDS - 1] * 1e3
    );
}
