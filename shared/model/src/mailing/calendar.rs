//! When the service drafts an issue by itself: each week of the edition, on the Thursday before.

use jiff::civil::{Date, time};
use jiff::{Timestamp, ToSpan};

use super::{Mailing, Plan, Segment, State, Words};
use crate::edition::{Edition, Year};
use crate::french;
use crate::id::{MailingId, ModeratorId};
use crate::text::Line;
use crate::zone::Zone;

use super::lifecycle::{Deed, Entry};

/// A week of an edition, by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week(Date);

impl Week {
    /// The week that a day is in.
    pub fn of(day: Date) -> Self {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        Self(day.checked_sub(back.days()).unwrap_or(day))
    }

    /// Its Monday.
    pub fn monday(self) -> Date {
        self.0
    }

    /// Its days that are in the edition.
    pub fn days(self, edition: &Edition) -> Vec<Date> {
        let days = (0..7).filter_map(|day: i64| self.0.checked_add(day.days()).ok());
        days.filter(|day| edition.period.first() <= *day && *day <= edition.period.last()).collect()
    }

    /// When its issue is drafted: on the Thursday before, at nine in Paris.
    fn drafted_at(self) -> Option<Timestamp> {
        let thursday = self.0.checked_sub(4.days()).ok()?;
        let nine = thursday.to_datetime(time(9, 0, 0, 0)).to_zoned(Zone::PARIS.rules()).ok()?;
        Some(nine.timestamp())
    }
}

/// The week whose issue is to be there by now: from the Thursday before until its Sunday.
pub fn draft_due(edition: &Edition, now: Timestamp) -> Option<Week> {
    let today = Zone::PARIS.date(now);
    let this = Week::of(today);
    let next = Week(this.0.checked_add(7.days()).ok()?);
    [next, this].into_iter().find(|week| {
        !week.days(edition).is_empty() && week.drafted_at().is_some_and(|drafted_at| drafted_at <= now)
    })
}

/// Whether an issue that is launched now is the first of its month, as the calendar shows it in Paris, among the issues of its
/// edition: those who read once a month receive it. An issue that was cancelled before its audience was frozen has reached
/// nobody.
pub fn is_first_of_month(id: MailingId, issues: &[Mailing], now: Timestamp) -> bool {
    let month = |at: Timestamp| Zone::PARIS.date(at).first_of_month();
    let has_left =
        |issue: &Mailing| issue.audience.is_some() || matches!(issue.state, State::Freezing { .. });
    let others = issues.iter().filter(|issue| issue.id != id && has_left(issue));
    others.filter_map(Mailing::launched_at).all(|launched_at| month(launched_at) != month(now))
}

impl Mailing {
    /// The identifier of the issue of a week.
    pub fn id_of(edition: Year, week: Week) -> MailingId {
        MailingId::derive(&[b"weekly", edition.to_string().as_bytes(), week.0.to_string().as_bytes()])
    }

    /// The issue of a week, as the service drafts it; events published since `news_since` are new in it.
    pub fn weekly(edition: &Edition, week: Week, news_since: Timestamp, now: Timestamp) -> Option<Self> {
        let days = week.days(edition);
        let (first, last) = (*days.first()?, *days.last()?);
        let period = french::period(crate::schedule::Period::new(first, last).ok()?);
        let words = Words {
            subject: Line::parse(&format!("{}\u{a0}: le programme {period}", edition.name))
                .or_else(|_| Line::parse(&format!("Le programme {period}"))) // the name may fill a subject by itself
                .ok()?,
            preheader: Line::parse(
                "À la une, près de chez vous, en ligne\u{a0}: les événements de la semaine.",
            )
            .ok()?,
            editorial: None,
        };
        Some(Self::draft(Self::id_of(edition.year, week), edition.year, week, news_since, words, None, now))
    }

    /// An issue that an editor starts from nothing.
    pub fn blank(
        id: MailingId,
        edition: &Edition,
        news_since: Timestamp,
        by: Option<ModeratorId>,
        now: Timestamp,
    ) -> Option<Self> {
        let words = Words {
            subject: Line::parse(&format!("La lettre du {}", edition.name))
                .or_else(|_| Line::parse("La lettre d’information"))
                .ok()?,
            preheader: Line::parse("Les nouvelles de l’innovation publique.").ok()?,
            editorial: None,
        };
        let week = Week::of(Zone::PARIS.date(now));
        Some(Self::draft(id, edition.year, week, news_since, words, by, now))
    }

    fn draft(
        id: MailingId,
        edition: Year,
        week: Week,
        news_since: Timestamp,
        words: Words,
        by: Option<ModeratorId>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            edition,
            version: 1,
            week: week.0,
            news_since,
            words,
            plan: Plan::usual(),
            featured: vec![],
            segment: Segment::default(),
            state: State::Draft,
            first_of_month: false,
            buckets: None,
            audience: None,
            history: vec![Entry { at: now, by, deed: Deed::Drafted }],
        }
    }
}
