//! The bill of a year with one edition: what each service asks for, and what it comes to.

use anyhow::bail;
use serde::Serialize;

use super::assumptions::Assumptions;
use super::edition::{Edition, Season, YEAR};
use super::meter::Quantities;
use super::prices::{Price, Prices};
use super::units::Units;

/// A line of the bill.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    pub(crate) service: String,
    pub(crate) what: String,
    /// The price of `per` of them.
    pub(crate) price: f64,
    pub(crate) per: f64,
    /// AWS's page of it, and whether it was seen for this region.
    pub(crate) page: String,
    pub(crate) price_seen: bool,
    /// How many the edition's work takes, and what it costs.
    pub(crate) work: f64,
    pub(crate) work_cost: f64,
    /// How many a month takes in which nobody comes, and what it costs.
    pub(crate) month: f64,
    pub(crate) month_cost: f64,
    /// What both come to in a year, and their share of it.
    pub(crate) year_cost: f64,
    pub(crate) share: f64,
}

/// What it all comes to.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bill {
    pub(crate) events: f64,
    pub(crate) subscribers: f64,
    pub(crate) letters: f64,
    pub(crate) region: String,
    pub(crate) currency: String,
    pub(crate) prices_as_of: String,
    pub(crate) lines: Vec<Line>,
    /// What SES asks for its mails alone.
    pub(crate) mail: f64,
    /// What the edition's work costs besides.
    pub(crate) work_besides: f64,
    /// A month in which nobody comes.
    pub(crate) idle_month: f64,
    /// The edition's work and twelve months, SES's mails included.
    pub(crate) year: f64,
    /// What the edition's work costs besides the mails, for each hundred that they cost.
    pub(crate) work_besides_percent_of_mail: f64,
    /// The same of the whole year.
    pub(crate) year_besides_percent_of_mail: f64,
    /// The same of the work, where everything takes ten times as long.
    pub(crate) work_besides_percent_of_mail_ten_times_slower: f64,
    /// What one more event costs, and one more copy of the letter; of the latter, what SES asks.
    pub(crate) one_more_event: f64,
    pub(crate) one_more_copy: f64,
    pub(crate) one_more_copy_mail: f64,
    /// After what AWS gives each account every month, if the account runs nothing else.
    pub(crate) idle_month_after_what_aws_gives: f64,
    pub(crate) year_after_what_aws_gives: f64,
}

/// What there is to reckon with.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    pub(crate) prices: Prices,
    pub(crate) units: Units,
    pub(crate) assumed: Assumptions,
}

impl Ledger {
    /// What comes with the command.
    pub(crate) fn standing() -> anyhow::Result<Self> {
        let (prices, units) = (Prices::standing()?, Units::recorded()?);
        Ok(Self { prices, units, assumed: Assumptions::standing()? })
    }

    /// What an edition costs.
    pub(crate) fn bill(&self, edition: Edition) -> anyhow::Result<Bill> {
        let (work, month) =
            (self.work(edition, &self.assumed)?, self.season(edition, &self.assumed).month()?);
        self.prices_each(&work)?;
        self.prices_each(&month)?;
        let mut lines: Vec<Line> = self.prices.list.iter().map(|price| line(price, &work, &month)).collect();
        lines.retain(|line| line.year_cost > 0.0);
        let year: f64 = lines.iter().map(|line| line.year_cost).sum();
        for line in &mut lines {
            line.share = line.year_cost / year;
        }
        let mail = self.mail(&work);
        let work_besides = self.cost(&work) - mail;
        let slower = self.work(edition, &self.assumed.slower(10.0))?;
        let Edition { events, subscribers, letters } = edition;
        let more_events = Edition { events: events + 1.0, ..edition };
        let more_letters = Edition { letters: letters + 1.0, ..edition };
        let more = |edition| {
            Ok::<_, anyhow::Error>(self.cost(&self.work(edition, &self.assumed)?) - self.cost(&work))
        };
        Ok(Bill {
            events,
            subscribers,
            letters,
            region: self.prices.region.clone(),
            currency: self.prices.currency.clone(),
            prices_as_of: self.prices.as_of.clone(),
            mail,
            work_besides,
            idle_month: self.cost(&month),
            year,
            work_besides_percent_of_mail: 100.0 * work_besides / mail,
            year_besides_percent_of_mail: 100.0 * (year - mail) / mail,
            work_besides_percent_of_mail_ten_times_slower: 100.0 * (self.cost(&slower) - mail) / mail,
            one_more_event: more(more_events)?,
            one_more_copy: more(more_letters)? / subscribers,
            one_more_copy_mail: self.mail(&{
                let mut one = Quantities::default();
                one.add("ses.mail", 1.0);
                one
            }),
            idle_month_after_what_aws_gives: self.cost_of_month(&month),
            year_after_what_aws_gives: self.year_after_gifts(&work, &month),
            lines,
        })
    }

    fn season<'a>(&'a self, edition: Edition, assumed: &'a Assumptions) -> Season<'a> {
        Season { edition, units: &self.units, assumed }
    }

    fn work(&self, edition: Edition, assumed: &Assumptions) -> anyhow::Result<Quantities> {
        self.season(edition, assumed).work()
    }

    /// Whatever is counted has a price.
    fn prices_each(&self, quantities: &Quantities) -> anyhow::Result<()> {
        let has_price = |key: &str| self.prices.list.iter().any(|price| price.key == key);
        match quantities.0.keys().find(|key| !has_price(key)) {
            Some(key) => bail!("the prices have none for {key:?}"),
            None => Ok(()),
        }
    }

    fn cost(&self, quantities: &Quantities) -> f64 {
        self.prices.list.iter().map(|price| price.of(quantities.of(&price.key))).sum()
    }

    fn cost_of_month(&self, quantities: &Quantities) -> f64 {
        self.prices.list.iter().map(|price| price.of_month(quantities.of(&price.key))).sum()
    }

    fn mail(&self, quantities: &Quantities) -> f64 {
        let price = self.prices.list.iter().find(|price| price.key == "ses.mail");
        price.map_or(0.0, |price| price.of(quantities.of("ses.mail")))
    }

    /// The work falls into the months of the season, as much into each.
    fn year_after_gifts(&self, work: &Quantities, month: &Quantities) -> f64 {
        let season = self.assumed.season_months;
        let mut busy = work.clone().times(1.0 / season);
        busy += month.clone();
        season * self.cost_of_month(&busy) + (YEAR - season) * self.cost_of_month(month)
    }
}

fn line(price: &Price, work: &Quantities, month: &Quantities) -> Line {
    let (work, month) = (work.of(&price.key), month.of(&price.key));
    let (work_cost, month_cost) = (price.of(work), price.of(month));
    Line {
        service: price.service.clone(),
        what: price.what.clone(),
        price: price.usd,
        per: price.per,
        page: price.page.clone(),
        price_seen: price.seen,
        work,
        work_cost,
        month,
        month_cost,
        year_cost: work_cost + YEAR * month_cost,
        share: 0.0,
    }
}
