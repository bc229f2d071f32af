//! What no test can record, from a file that says why each is so.

use anyhow::Context;
use serde::Deserialize;

/// What is assumed; `infra/ops/cost/assumptions.toml` explains each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assumptions {
    pub(crate) season_months: f64,
    pub(crate) changes_per_render: f64,
    pub(crate) busy_quarters: f64,
    pub(crate) team_mails: f64,
    pub(crate) visits_per_event: f64,
    pub(crate) copies_per_visit: f64,
    pub(crate) requests_per_visit: f64,
    pub(crate) kilobytes_per_visit: f64,
    pub(crate) invocation: f64,
    pub(crate) call: f64,
    pub(crate) mail: f64,
    pub(crate) render_per_event: f64,
    pub(crate) writes_at_once: f64,
    pub(crate) set_per_event: f64,
    pub(crate) copies_a_second: f64,
    pub(crate) pollers: f64,
    pub(crate) poll_seconds: f64,
    pub(crate) cold_starts_percent: f64,
    pub(crate) secrets_per_start: f64,
    pub(crate) cold_start: f64,
    pub(crate) logged_bytes: f64,
    pub(crate) feedback_alone_percent: f64,
    pub(crate) versions_months: f64,
    pub(crate) kept_months: f64,
}

impl Assumptions {
    /// Those that come with the command.
    pub(crate) fn standing() -> anyhow::Result<Self> {
        toml::from_str(include_str!("../../cost/assumptions.toml")).context("infra/ops/cost/assumptions.toml")
    }

    /// The same where everything takes so many times as long.
    pub(crate) fn slower(&self, times: f64) -> Self {
        Self {
            invocation: self.invocation * times,
            call: self.call * times,
            mail: self.mail * times,
            render_per_event: self.render_per_event * times,
            set_per_event: self.set_per_event * times,
            copies_a_second: self.copies_a_second / times,
            cold_start: self.cold_start * times,
            ..self.clone()
        }
    }
}
