//! List prices, from a file that says where each is from.

use anyhow::Context;
use serde::Deserialize;

/// A list of prices of one region.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prices {
    /// The region, as AWS names it.
    pub(crate) region: String,
    /// The currency, as ISO 4217 names it.
    pub(crate) currency: String,
    /// The month in which they stood so.
    pub(crate) as_of: String,
    /// In the order in which a bill shows them.
    #[serde(rename = "price")]
    pub(crate) list: Vec<Price>,
}

/// What something costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Price {
    /// What quantities are counted under.
    pub(crate) key: String,
    /// The service that bills it.
    pub(crate) service: String,
    /// What is counted.
    pub(crate) what: String,
    /// Its price, for so many of them.
    pub(crate) usd: f64,
    pub(crate) per: f64,
    /// How many a month AWS gives for nothing, for as long as an account lives.
    #[serde(default)]
    pub(crate) free: f64,
    /// Whether it was found for this region; where not, it is read from the page and to be checked.
    #[serde(default)]
    pub(crate) seen: bool,
    /// AWS's page of it.
    pub(crate) page: String,
}

impl Prices {
    /// Those that come with the command.
    pub(crate) fn standing() -> anyhow::Result<Self> {
        Self::read(include_str!("../../cost/prices.toml"))
    }

    /// Those of a file of the same form.
    pub(crate) fn read(text: &str) -> anyhow::Result<Self> {
        toml::from_str(text).context("the prices are not of the form of infra/ops/cost/prices.toml")
    }
}

impl Price {
    /// What a quantity costs.
    pub(crate) fn of(&self, quantity: f64) -> f64 {
        quantity * self.usd / self.per
    }

    /// What a month's quantity costs after what AWS gives.
    pub(crate) fn of_month(&self, quantity: f64) -> f64 {
        self.of((quantity - self.free).max(0.0))
    }
}
