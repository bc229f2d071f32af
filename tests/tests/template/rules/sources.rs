//! What makes a function run: a batch that fails in part is reported in part, a record that fails holds up no other, and no more
//! messages are taken than can be worked on.
//!
//! Lambda developer guide, "Handling errors for an SQS event source", "Configuring scaling behavior for SQS event source mappings",
//! "Retaining discarded records for a DynamoDB data source".

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{Source, functions, sources};

pub(crate) const PARTIAL: Rule = Rule {
    name: "of a batch only what failed comes again",
    check: |stacks| {
        let sources = batched(stacks.main()).into_iter();
        sources
            .filter_map(|source| {
                let types = stacks.main().texts(&source.properties["FunctionResponseTypes"]);
                let says =
                    format!("{} is to have FunctionResponseTypes: [ReportBatchItemFailures]", source.name);
                Finding::unless(types == ["ReportBatchItemFailures"], source.function, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let path = |source: &Source<'_>| format!("{}.FunctionResponseTypes", source.path());
        let sources = batched(stacks.main()).into_iter();
        sources.map(|source| Break::at(path(&source), Change::Remove, source.function)).collect()
    },
    exceptions: &[],
};

fn batched(template: &Template) -> Vec<Source<'_>> {
    sources(template).into_iter().filter(|source| ["SQS", "DynamoDB"].contains(&source.kind)).collect()
}

pub(crate) const STREAM: Rule = Rule {
    name: "a record that cannot be worked on holds up its shard for a bounded time, alone, and is reported",
    check: |stacks| {
        let template = stacks.main();
        let dead = super::queues::dead_letters(template);
        let sources = streams(template).into_iter();
        sources
            .flat_map(|source| {
                let it = source.properties;
                let tries = template.number(it.get("MaximumRetryAttempts")).unwrap_or(-1);
                let reported = template.text(&it["DestinationConfig"]["OnFailure"]["Destination"]);
                let told = [
                    (it["BisectBatchOnFunctionError"] == true, "BisectBatchOnFunctionError: true"),
                    ((1..=100).contains(&tries), "MaximumRetryAttempts from 1 to 100"),
                    (dead.contains(&reported.as_str()), "dead letters as its OnFailure destination"),
                ];
                told.into_iter().filter_map(move |(right, what)| {
                    Finding::unless(right, source.function, format!("{} is to have {what}", source.name))
                })
            })
            .collect()
    },
    breaks: |stacks| {
        let sources = streams(stacks.main()).into_iter();
        sources
            .flat_map(|source| {
                ["BisectBatchOnFunctionError", "MaximumRetryAttempts", "DestinationConfig"].map(|what| {
                    Break::at(format!("{}.{what}", source.path()), Change::Remove, source.function)
                })
            })
            .collect()
    },
    exceptions: &[],
};

fn streams(template: &Template) -> Vec<Source<'_>> {
    sources(template).into_iter().filter(|source| source.kind == "DynamoDB").collect()
}

pub(crate) const CONCURRENCY: Rule = Rule {
    name: "no more messages are taken at once than the function may run: what is taken and throttled counts as tried",
    check: |stacks| {
        let template = stacks.main();
        functions(template)
            .into_iter()
            .filter_map(|(id, properties)| {
                let reserved = reserved(properties)?;
                let most = concurrencies(template, id).into_iter().collect::<Option<Vec<_>>>();
                let Some(most) = most else {
                    return Some(Finding::new(
                        id,
                        "each queue is to have a MaximumConcurrency, since runs are reserved",
                    ));
                };
                let (sum, says) = (
                    most.iter().sum::<i64>(),
                    "the MaximumConcurrency of its queues is more than the reserved",
                );
                Finding::unless(sum <= reserved, id, format!("{says} {reserved}: {sum}"))
            })
            .collect()
    },
    breaks: |stacks| {
        let template = stacks.main();
        let mut breaks = Vec::new();
        for (id, _) in functions(template) {
            let sum: i64 = concurrencies(template, id).into_iter().flatten().sum();
            if sum > 0 {
                breaks.push(Break::set(id, "Properties.ReservedConcurrentExecutions", sum - 1));
            }
        }
        let reserved = |source: &Source<'_>| reserved(template.properties(source.function)).is_some();
        let queues = sources(template).into_iter().filter(|source| source.kind == "SQS" && reserved(source));
        breaks.extend(queues.map(|source| {
            Break::at(format!("{}.ScalingConfig", source.path()), Change::Remove, source.function)
        }));
        breaks
    },
    exceptions: &[],
};

/// How many messages are taken at once from each queue of a function, if that is said.
fn concurrencies(template: &Template, function: &str) -> Vec<Option<i64>> {
    let queues = sources(template).into_iter().filter(|it| it.function == function && it.kind == "SQS");
    queues
        .map(|source| template.number(source.properties["ScalingConfig"].get("MaximumConcurrency")))
        .collect()
}

/// How many runs are reserved to a function, where any are.
fn reserved(properties: &Value) -> Option<i64> {
    match properties.get("ReservedConcurrentExecutions")? {
        Value::Tagged(tagged) if tagged.tag == "If" => tagged.value.get(1)?.as_i64(),
        said => said.as_i64(),
    }
}

pub(crate) const RESERVED: Rule = Rule {
    name: "an account that has too few runs at once can choose to reserve none, and is told how many it takes",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        let mut all = 0;
        for (id, properties) in functions(template) {
            let Some(some) = reserved(properties) else {
                findings.push(Finding::new(id, "ReservedConcurrentExecutions is to be said"));
                continue;
            };
            let chosen = matches!(&properties["ReservedConcurrentExecutions"], Value::Tagged(it) if it.value[0] == "Reserves");
            findings.extend(Finding::unless(
                chosen,
                id,
                "ReservedConcurrentExecutions is to be !If [Reserves, …]",
            ));
            all += some;
        }
        let told = template.text(&template.root()["Parameters"]["ReserveConcurrency"]["Description"]);
        let most =
            told.split_once("less than ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<i64>().ok());
        if findings.is_empty() {
            let says = format!("its Description is to say less than what, {all} being reserved");
            findings.extend(Finding::unless(most.is_some_and(|most| all < most), "ReserveConcurrency", says));
        }
        findings
    },
    breaks: |stacks| {
        let template = stacks.main();
        let functions = functions(template);
        let reserve = "Properties.ReservedConcurrentExecutions";
        let each = functions.iter().flat_map(|(id, properties)| {
            let plain = Break::set(id, reserve, reserved(properties).unwrap_or(1));
            [plain, Break::remove(id, reserve)]
        });
        let more = Change::Set(1000.into());
        let (first, _) = functions[0];
        let sum = Break::at(format!("Resources.{first}.{reserve}.1"), more, "ReserveConcurrency");
        each.chain([sum]).collect()
    },
    exceptions: &[],
};
