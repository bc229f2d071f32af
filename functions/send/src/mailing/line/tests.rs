//! A simulated hour against SES's bucket of tokens: only sending one copy is made up, the rest is what sends issues.

use std::sync::Mutex;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use mail::Quota;
use pipeline_tests::cloud::{SendRate, TestClock};
use runtime::Clock;

use super::{Line, Pacer};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Numbers that look drawn: the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        ((mixed ^ (mixed >> 27)) >> 11) % bound
    }

    /// A claim's, or SES's: some tens of milliseconds, and now and then a few hundred.
    fn latency(&mut self) -> Duration {
        let slow = self.below(50) == 0;
        Duration::from_millis(10 + self.below(if slow { 300 } else { 40 }))
    }
}

/// An hour of slices of 18 seconds, each in the hands of the same process; what SES took, and how often it throttled.
async fn an_hour(quota: Quota, seed: u64) -> (u32, u32) {
    let clock = TestClock::at("2024-11-04T08:00:00Z".parse().unwrap());
    clock.flow();
    let time = clock.clone();
    let reads = Clock::of(move || time.now());
    let ses = Mutex::new((SendRate::new(quota.max_rate, clock.now()), 0_u32, 0_u32));
    let pacer = Pacer::default();
    let mut chance = Chance(seed);
    let ends = clock.now() + HOUR;
    while clock.now() < ends {
        let until: Timestamp = (clock.now() + SignedDuration::from_secs(18)).min(ends);
        let mut line = Line::new(&pacer, &reads, quota.rate());
        let mut started = 0_u32;
        while clock.now() < until {
            let (before, after) = (chance.latency(), chance.latency());
            let (ses, clock) = (&ses, &clock);
            let copy = async move {
                tokio::time::sleep(before).await;
                let (rate, taken, throttled) = &mut *ses.lock().unwrap();
                *if rate.takes(clock.now()) { taken } else { throttled } += 1;
                after
            };
            let copy = async move { tokio::time::sleep(copy.await).await };
            line.start(copy).await;
            started += 1;
            if started.is_multiple_of(250) {
                line.meanwhile(tokio::time::sleep(Duration::from_millis(40))).await; // the next part is read
            }
            while line.ended().is_some() {}
        }
        while line.next().await.is_some() {}
        tokio::time::sleep(Duration::from_millis(150)).await; // the nudge, and the next invocation
    }
    let (_, taken, throttled) = *ses.lock().unwrap();
    (taken, throttled)
}

async fn keeps_its_share(max_rate: f64, seeds: u64) {
    let quota = Quota { max_24_hours: None, sent_last_24_hours: 0, max_rate };
    for seed in 1..=seeds {
        let (taken, throttled) = an_hour(quota, seed).await;
        let share = f64::from(taken) / (quota.rate() * 3600.0);
        println!("{max_rate} a second, seed {seed}: {taken} copies, {:.2} % of the share", share * 100.0);
        assert_eq!(throttled, 0, "seed {seed}");
        assert!((0.95..=1.0).contains(&share), "seed {seed}: {share}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_hour_at_fourteen_a_second() {
    keeps_its_share(14.0, 3).await;
}

#[tokio::test(start_paused = true)]
async fn an_hour_at_two_hundred_a_second() {
    keeps_its_share(200.0, 1).await;
}
