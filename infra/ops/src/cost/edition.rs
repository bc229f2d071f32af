//! An edition as work: how much of it there is, and what it consumes.

use super::assumptions::Assumptions;
use super::meter::{Meter, Pace, Quantities, kept_in_a_bucket, kept_in_the_table};
use super::units::{Consumption, Units, Work};

/// Hours, days of a month, as AWS's calculators count them.
const HOURS: f64 = 730.0;
const DAYS: f64 = HOURS / 24.0;

/// Months of a year.
pub(crate) const YEAR: f64 = 12.0;

/// How large an edition is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edition {
    pub(crate) events: f64,
    pub(crate) subscribers: f64,
    pub(crate) letters: f64,
}

/// An edition, and all that says what it consumes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Season<'a> {
    pub(crate) edition: Edition,
    pub(crate) units: &'a Units,
    pub(crate) assumed: &'a Assumptions,
}

impl Season<'_> {
    fn meter(&self) -> Meter<'_> {
        Meter { standing: &self.units.standing, assumed: self.assumed }
    }

    /// Copies of the letter, and mails to the team, which are about as much work each.
    fn copies(&self) -> f64 {
        self.edition.subscribers * self.edition.letters + self.assumed.team_mails
    }

    /// What the edition's work consumes: it would not be without its people. The alarms that hurry someone are part of it:
    /// between two editions the stack that watches has `ALARMS=few`.
    pub(crate) fn work(&self) -> anyhow::Result<Quantities> {
        let Edition { events, subscribers, letters } = self.edition;
        let mut all = self.of(self.units.work("event")?, events, Pace::Calls);
        all += self.of(self.units.work("subscriber")?, subscribers, Pace::Calls);
        all += self.of(self.units.work("issue")?, letters, Pace::Calls);
        all += self.of(self.units.work("copy")?, self.copies(), Pace::Letter);
        all += self.renders()?;
        all += self.visits();
        all.add("cloudwatch.alarm", self.count("cloudwatch.alarm_in_season") * self.assumed.season_months);
        Ok(all)
    }

    /// Work so many times, with what it leaves in the table.
    fn of(&self, work: &Work, times: f64, of_send: Pace) -> Quantities {
        let mut all = Quantities::default();
        for (function, consumption) in work {
            let pace = if function == "send" { of_send } else { Pace::Calls };
            match function.as_str() {
                "table" => {
                    all += kept_in_the_table(consumption.stored, self.assumed.kept_months);
                }
                "ses" => all.add("sns.publish", consumption.events),
                _ => all += self.meter().quantities(function, consumption, pace),
            }
        }
        all.times(times)
    }

    /// What the programme's changes consume. Each event is published while the programme grows, half of its size on average;
    /// its correction, and the news of its documents, come when all of it is there. So this grows with the square of the
    /// events.
    fn renders(&self) -> anyhow::Result<Quantities> {
        let events = self.edition.events;
        let renders = events / self.assumed.changes_per_render;
        let busy = (2.0 * events).min(self.assumed.busy_quarters);
        let mut all = self.change(events / 2.0)?.times(renders);
        all += self.change(events)?.times(renders + busy);
        all += self.set(events).times(busy);
        all += self.round("midnight", events)?.times(DAYS);
        Ok(all)
    }

    /// A rendering that writes what a change changes.
    fn change(&self, events: f64) -> anyhow::Result<Quantities> {
        self.round("change", events)
    }

    /// A rendering of a programme of so many events, with the versions that it replaces.
    fn round(&self, name: &str, events: f64) -> anyhow::Result<Quantities> {
        let consumption = self.units.at(name, events)?;
        let mut all = self.meter().quantities("publish", &consumption, Pace::Renders(events));
        all += kept_in_a_bucket("s3.site", consumption.put_bytes, self.assumed.versions_months);
        Ok(all)
    }

    /// A round of `typeset` that sets what a change concerns: it reads the whole programme, and writes a card, a region's
    /// document, the whole month's, and its record three times.
    fn set(&self, events: f64) -> Quantities {
        let reads = self.units.at("round", events).map(|round| round.reads / 2.0).unwrap_or_default();
        let consumption =
            Consumption { reads, puts: 9.0, calls: 15.0, messages: 1.0, ..Consumption::default() };
        self.meter().quantities("typeset", &consumption, Pace::Sets(events))
    }

    /// What those who read the programme consume.
    fn visits(&self) -> Quantities {
        let assumed = self.assumed;
        let visits =
            self.edition.events * assumed.visits_per_event + self.copies() / assumed.copies_per_visit;
        let mut all = Quantities::default();
        all.add("cloudfront.request", visits * assumed.requests_per_visit);
        all.add("cloudfront.transfer", visits * assumed.kilobytes_per_visit / 1_048_576.0);
        all.add("s3.get", visits); // one request in twelve is not in a cache
        all
    }

    /// What a month consumes in which nobody comes, with the programme of a whole edition there.
    pub(crate) fn month(&self) -> anyhow::Result<Quantities> {
        let events = self.edition.events;
        let standing = &self.units.standing;
        let mut all = self.standing();
        all += self.round("round", events)?.times(HOURS);
        all += self.nights()?;
        // A tick is a round of `desk` and one of `newsletter`, as often.
        let ticks = standing.schedules.get("newsletter").copied().unwrap_or_default();
        all += self.of(self.units.work("tick")?, ticks, Pace::Calls);
        let rounds = standing.schedules.get("typeset").copied().unwrap_or_default();
        // It lists the documents, a page for a thousand, and looks at two files.
        let round = Consumption {
            invocations: 1.0,
            calls: 5.0,
            reads: 1.0,
            puts: 3.0 + (events / 1_000.0).floor(),
            gets: 1.0,
            ..Consumption::default()
        };
        all += self.meter().quantities("typeset", &round, Pace::Calls).times(rounds);
        Ok(all)
    }

    /// The snapshots of a month of nights, and those of half a year that are there already.
    fn nights(&self) -> anyhow::Result<Quantities> {
        let events = self.edition.events;
        let night = self.units.at("snapshot", events)?;
        let mut all = self.meter().quantities("snapshot", &night, Pace::RendersTwice(events)).times(DAYS);
        let kept = night.put_bytes * DAYS * YEAR / 2.0;
        all += kept_in_a_bucket("s3.snapshots", kept, 1.0);
        Ok(all)
    }

    /// How many of something the templates have.
    fn count(&self, key: &str) -> f64 {
        self.units.standing.counts.get(key).copied().unwrap_or_default()
    }

    /// What stands in the templates, and Lambda's looking at queues.
    fn standing(&self) -> Quantities {
        let (standing, assumed) = (&self.units.standing, self.assumed);
        let mut all = Quantities::default();
        for key in [
            "secrets.secret",
            "cloudwatch.alarm",
            "cloudwatch.composite_alarm",
            "cloudwatch.dashboard",
            "cloudwatch.metric",
            "kms.key",
        ] {
            all.add(key, self.count(key));
        }
        let polls = HOURS * 3600.0 / assumed.poll_seconds * assumed.pollers;
        all.add("sqs.poll", polls * standing.standard_queues);
        all.add("sqs.poll_fifo", polls * standing.fifo_queues);
        all.add("scheduler.invocation", standing.schedules.values().sum());
        all
    }
}
