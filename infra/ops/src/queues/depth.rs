//! How much waits in a queue, since when, and whether anyone takes from it.

use std::collections::BTreeMap;

use aws_config::SdkConfig;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{Dimension, Metric, MetricDataQuery, MetricStat};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName as Attribute;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::exit::reached;

/// What is in a queue. SQS counts approximately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Depth {
    /// To be received.
    pub(super) waiting: u64,
    /// Received, and not yet done.
    pub(super) in_flight: u64,
    /// Sent with a delay that is not over.
    pub(super) delayed: u64,
}

impl Depth {
    pub(super) async fn of(sqs: &Client, url: &str) -> anyhow::Result<Self> {
        let names = [
            Attribute::ApproximateNumberOfMessages,
            Attribute::ApproximateNumberOfMessagesNotVisible,
            Attribute::ApproximateNumberOfMessagesDelayed,
        ];
        let asked = sqs.get_queue_attributes().queue_url(url).set_attribute_names(Some(names.to_vec()));
        let answer = reached("the queues' depths (sqs:GetQueueAttributes)", asked.send().await)?;
        let counts = answer.attributes.unwrap_or_default();
        let count =
            |name: &Attribute| counts.get(name).and_then(|count| count.parse().ok()).unwrap_or_default();
        let [waiting, in_flight, delayed] = names.each_ref().map(count);
        Ok(Self { waiting, in_flight, delayed })
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What else can be known of queues, where it can: nothing here makes a command fail.
#[derive(Debug, Default)]
pub(super) struct Watch(Option<(aws_sdk_cloudwatch::Client, aws_sdk_lambda::Client, Timestamp)>);

impl Watch {
    pub(super) fn of(aws: &SdkConfig) -> Self {
        let (cloudwatch, lambda) = (aws_sdk_cloudwatch::Client::new(aws), aws_sdk_lambda::Client::new(aws));
        Self(Some((cloudwatch, lambda, runtime::Clock::system().now())))
    }

    /// How old the oldest message of each queue is, in seconds, by the queue's address.
    pub(super) async fn ages(&self, urls: &[&str]) -> BTreeMap<String, u64> {
        let Some((cloudwatch, _, now)) = &self.0 else { return BTreeMap::new() };
        let queries = urls.iter().enumerate().map(|(at, url)| {
            let queue = Dimension::builder().name("QueueName").value(name(url)).build();
            let metric = Metric::builder()
                .namespace("AWS/SQS")
                .metric_name("ApproximateAgeOfOldestMessage")
                .dimensions(queue)
                .build();
            let stat = MetricStat::builder().metric(metric).period(60).stat("Maximum").build();
            MetricDataQuery::builder().id(format!("q{at}")).metric_stat(stat).build()
        });
        let since = *now - SignedDuration::from_mins(10);
        let asked = cloudwatch
            .get_metric_data()
            .set_metric_data_queries(Some(queries.collect()))
            .start_time(DateTime::from_secs(since.as_second()))
            .end_time(DateTime::from_secs(now.as_second()));
        let Ok(answer) = asked.send().await else { return BTreeMap::new() };
        let of = |result: &aws_sdk_cloudwatch::types::MetricDataResult| {
            let at: usize = result.id()?.strip_prefix('q')?.parse().ok()?;
            let latest = *result.values().first()?; // the latest comes first
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an age in seconds")]
            Some(((*urls.get(at)?).to_owned(), latest.max(0.0) as u64))
        };
        answer.metric_data_results().iter().filter_map(of).collect()
    }

    /// Whether Lambda takes from each queue, by the queue's name.
    pub(super) async fn takers(&self) -> BTreeMap<String, bool> {
        let Some((_, lambda, _)) = &self.0 else { return BTreeMap::new() };
        let mut takers = BTreeMap::new();
        let mut pages = lambda.list_event_source_mappings().into_paginator().items().send();
        while let Some(Ok(mapping)) = pages.next().await {
            let arn = mapping.event_source_arn().unwrap_or_default();
            if let Some(queue) = arn.rsplit(':').next().filter(|_| arn.contains(":sqs:")) {
                let is_on = matches!(mapping.state(), Some("Enabled" | "Enabling" | "Creating" | "Updating"));
                takers.insert(queue.to_owned(), is_on);
            }
        }
        takers
    }
}

/// A queue's name: the end of its address.
pub(super) fn name(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}
