//! A scenario, run once per call and per fault: whatever breaks wherever, the invariants hold.

use std::collections::BTreeMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::Poll;

use crate::cloud::{Call, Cloud, Fault, FaultKind};

/// Which faults to try, and whether to try each of them.
pub struct Enumeration {
    kinds: Vec<FaultKind>,
    in_turn: bool,
}

/// What an enumeration did.
#[derive(Clone, Debug)]
pub struct Report {
    /// The calls of the run without fault.
    pub calls: Vec<Call>,
    /// Runs of the scenario, the one without fault included.
    pub runs: usize,
    /// Faults met, by kind.
    pub faults: BTreeMap<FaultKind, usize>,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let met: usize = self.faults.values().sum();
        write!(f, "{} calls, {} runs, {met} faults met", self.calls.len(), self.runs)?;
        for (kind, count) in &self.faults {
            write!(f, ", {kind:?} {count}")?;
        }
        Ok(())
    }
}

impl Default for Enumeration {
    fn default() -> Self {
        Self::new()
    }
}

impl Enumeration {
    /// Every kind of fault.
    pub fn new() -> Self {
        Self { kinds: FaultKind::ALL.to_vec(), in_turn: false }
    }

    /// Only these kinds.
    #[must_use]
    pub fn kinds(mut self, kinds: &[FaultKind]) -> Self {
        self.kinds = kinds.to_vec();
        self
    }

    /// One kind a call, each kind in its turn, instead of every kind at every call: an eighth of the runs. Of many calls alike
    /// that follow one another (a programme that is written, file after file), some: see [`stands_for_others`].
    #[must_use]
    pub fn in_turn(mut self) -> Self {
        self.in_turn = true;
        self
    }

    /// The kinds to try at a call.
    fn kinds_at<'a>(&'a self, at: usize, call: &'a Call) -> impl Iterator<Item = FaultKind> + 'a {
        let turn = if self.in_turn { at % self.kinds.len() } else { 0 };
        let most = if self.in_turn { 1 } else { self.kinds.len() };
        let kinds = self.kinds.iter().cycle().skip(turn).take(self.kinds.len()).copied();
        kinds.filter(|kind| kind.applies_to(call)).take(most)
    }

    /// Runs `scenario` on a fresh cloud without fault, then once for each of its calls (those after
    /// [`Cloud::prelude_ends`], if it says so) and each kind of fault, and after each run asks `invariants`, which panics when one does not hold. The scenario must take errors as a
    /// person or a retry would, and must make the same calls every time until the fault.
    ///
    /// Panics with every run that broke an invariant, did not meet its fault, or left the recorded path before it.
    pub async fn run<T>(
        self,
        scenario: impl AsyncFn(&Cloud) -> T,
        invariants: impl AsyncFn(&Cloud, T),
    ) -> Report {
        let attempt = async |cloud: &Cloud| {
            let outcome = scenario(cloud).await;
            invariants(cloud, outcome).await;
        };
        let clean = Cloud::new().await;
        attempt(&clean).await;
        let calls = numbered(&clean);
        let mut report = Report { calls: calls.clone(), runs: 1, faults: BTreeMap::new() };
        let mut broken = Vec::new();
        for (at, call) in calls.iter().enumerate().skip(clean.prelude()) {
            if self.in_turn && !stands_for_others(&calls, at) {
                continue;
            }
            for kind in self.kinds_at(at, call) {
                let cloud = Cloud::new().await;
                cloud.plan(Fault::at_call(at + 1, kind));
                let run = caught(attempt(&cloud)).await;
                report.runs += 1;
                match run.and_then(|()| reached(&cloud, &calls[..=at])) {
                    Ok(()) => *report.faults.entry(kind).or_default() += 1,
                    Err(why) => broken.push(format!("{kind:?} at {call}: {why}")),
                }
                // They are part of the verdict, not of the cloud's end.
                cloud.forgive();
            }
        }
        assert!(
            broken.is_empty(),
            "{} of {} runs broke:\n{}\n{report}",
            broken.len(),
            report.runs,
            broken.join("\n")
        );
        report
    }
}

/// Calls alike that follow one another and are each tried; of more, every so many is, and the last.
const ALIKE: usize = 8;

/// Whether a call is one of few alike in a row, or stands for those around it.
fn stands_for_others(calls: &[Call], at: usize) -> bool {
    let alike = |other: &&Call| same(other, &calls[at]);
    let before = calls[..at].iter().rev().take_while(alike).count();
    let is_last = calls.get(at + 1).is_none_or(|next| !same(next, &calls[at]));
    before < ALIKE || before % ALIKE == 0 || is_last
}

/// Whether two calls ask the same of the same service for the same function.
fn same(a: &Call, b: &Call) -> bool {
    (&a.function, a.service, &a.operation) == (&b.function, b.service, &b.operation)
}

fn numbered(cloud: &Cloud) -> Vec<Call> {
    cloud.calls().into_iter().filter(|call| call.number.is_some()).collect()
}

/// The run met its fault, on the recorded path, and asked nothing that AWS refuses.
fn reached(cloud: &Cloud, path: &[Call]) -> Result<(), String> {
    if let Some(fault) = cloud.unreached_faults().first() {
        let made = numbered(cloud).len();
        return Err(format!("the run made only {made} calls and never met {fault:?}"));
    }
    let taken = numbered(cloud);
    if let Some((expected, got)) = path.iter().zip(&taken).find(|(expected, got)| !same(expected, got)) {
        return Err(format!("the run left the recorded path before its fault: {got} instead of {expected}"));
    }
    match cloud.violations().as_slice() {
        [] => Ok(()),
        violations => Err(violations.join("; ")),
    }
}

/// Runs to the end or to the panic, whose message it returns.
async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        match std::panic::catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(message(panic.as_ref()))),
        }
    })
    .await
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a message").to_owned()
}
