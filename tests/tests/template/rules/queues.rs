//! Queues: time enough to do the work, tries enough to do it, and a place for what cannot be done.
//!
//! Lambda developer guide, "Creating and configuring an Amazon SQS event source mapping"; SQS developer guide, "Using
//! dead-letter queues in Amazon SQS".

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{Stacks, functions, sources};

const QUEUE: &str = "AWS::SQS::Queue";

/// SQS's own, where a queue does not say.
const DEFAULT_VISIBILITY: i64 = 30;
const DEFAULT_RETENTION: i64 = 345_600;

pub(crate) const VISIBILITY: Rule = Rule {
    name: "a message stays hidden for six times as long as whoever takes it may work",
    check: |stacks| {
        let template = stacks.main();
        let consumed = consumed(template).into_iter();
        consumed
            .filter_map(|(queue, timeout)| {
                let hidden = template.number(template.properties(&queue).get("VisibilityTimeout"));
                let right = hidden.unwrap_or(DEFAULT_VISIBILITY) >= 6 * timeout;
                let says =
                    format!("VisibilityTimeout is to be {} or more, six times its consumer's", 6 * timeout);
                Finding::unless(right, queue, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let consumed = consumed(stacks.main()).into_iter();
        consumed
            .map(|(queue, timeout)| Break::set(&queue, "Properties.VisibilityTimeout", 6 * timeout - 1))
            .chain([last_second(stacks)])
            .collect()
    },
    exceptions: &[],
};

/// The longest timeout of a consumer of one queue, longer by a second.
fn last_second(stacks: &Stacks) -> Break {
    let template = stacks.main();
    let hidden =
        template.number(Some(&template.root()["Parameters"]["RetryAfterSeconds"]["Default"])).unwrap();
    let (queue, timeout) = consumed(template).into_iter().find(|(_, timeout)| 6 * timeout == hidden).unwrap();
    let function = sources(template)
        .into_iter()
        .find(|it| it.kind == "SQS" && queue == template.text(&it.properties["Queue"]));
    Break::set(function.unwrap().function, "Properties.Timeout", timeout + 1).naming(queue)
}

/// Each queue that a function takes messages from, with that function's timeout.
fn consumed(template: &Template) -> Vec<(String, i64)> {
    let timeout = |function: &str| {
        let properties = template.properties(function);
        template.number(properties.get("Timeout")).unwrap_or(3)
    };
    let queues = sources(template).into_iter().filter(|source| source.kind == "SQS");
    queues.map(|source| (template.text(&source.properties["Queue"]), timeout(source.function))).collect()
}

pub(crate) const RECEIVES: Rule = Rule {
    name: "a message is tried five times at least before it is given up",
    check: |stacks| {
        let queues = redriven(stacks.main()).into_iter();
        queues
            .filter_map(|(queue, policy)| {
                let most = stacks.main().number(policy.get("maxReceiveCount")).unwrap_or_default();
                Finding::unless(most >= 5, queue, "maxReceiveCount is to be 5 or more")
            })
            .collect()
    },
    breaks: |stacks| {
        let queues = redriven(stacks.main()).into_iter();
        queues.map(|(queue, _)| Break::set(queue, "Properties.RedrivePolicy.maxReceiveCount", 4)).collect()
    },
    exceptions: &[],
};

fn redriven(template: &Template) -> Vec<(&str, &Value)> {
    let queues = template.resources(QUEUE).into_iter();
    queues.filter_map(|(id, queue)| Some((id, queue["Properties"].get("RedrivePolicy")?))).collect()
}

/// The queues that keep what others gave up: of queues, of the stream, of schedules and of asynchronous invocations.
pub(crate) fn dead_letters(template: &Template) -> Vec<&str> {
    let queues = template.resources(QUEUE).into_iter().map(|(id, _)| id);
    queues.filter(|id| id.ends_with("DeadLetters")).collect()
}

pub(crate) const DEAD_LETTERS: Rule = Rule {
    name: "what cannot be done is kept: every queue has dead letters of its own, and so has every function that nobody waits for",
    check: |stacks| {
        let template = stacks.main();
        let dead = dead_letters(template);
        let queues = template.resources(QUEUE).into_iter().filter(|(id, _)| !dead.contains(id));
        let mut findings: Vec<_> = queues
            .filter_map(|(id, queue)| {
                let target = template.text(&queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]);
                let own = format!("{id}DeadLetters");
                let says = format!("RedrivePolicy is to lead to {own}");
                Finding::unless(target == own && dead.contains(&own.as_str()), id, says)
            })
            .collect();
        findings.extend(unwaited(template).filter_map(|(id, properties)| {
            let failed = &properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"];
            let target = template.text(&failed["Destination"]);
            let right = failed["Type"] == "SQS" && dead.contains(&target.as_str());
            Finding::unless(right, id, "EventInvokeConfig is to report failures to dead letters")
        }));
        findings
    },
    breaks: |stacks| {
        let template = stacks.main();
        let queues = redriven(template).into_iter().flat_map(|(queue, _)| {
            let another = "!GetAtt RelayDeadLetters.Arn";
            [
                Break::remove(queue, "Properties.RedrivePolicy"),
                Break::set(
                    queue,
                    "Properties.RedrivePolicy.deadLetterTargetArn",
                    crate::stacks::yaml(another),
                ),
            ]
        });
        let functions = unwaited(template).map(|(id, _)| Break::remove(id, "Properties.EventInvokeConfig"));
        queues.chain(functions).collect()
    },
    exceptions: &[],
};

/// The functions that a schedule starts, with nobody there to see them fail.
fn unwaited(template: &Template) -> impl Iterator<Item = (&str, &Value)> {
    let targets: Vec<_> = template
        .resources("AWS::Scheduler::Schedule")
        .into_iter()
        .map(|(_, schedule)| template.text(&schedule["Properties"]["Target"]["Arn"]))
        .collect();
    functions(template).into_iter().filter(move |(id, _)| targets.iter().any(|target| target == id))
}

pub(crate) const SAME_KIND: Rule = Rule {
    name: "the dead letters of a FIFO queue are FIFO, those of a standard queue are not",
    check: |stacks| {
        let template = stacks.main();
        let queues = redriven(template).into_iter();
        queues
            .filter_map(|(queue, policy)| {
                let target = template.text(&policy["deadLetterTargetArn"]);
                let says = format!(
                    "as {queue}, which it takes dead letters from, it is {}to be FIFO",
                    if is_fifo(template, queue) { "" } else { "not " }
                );
                Finding::unless(is_fifo(template, queue) == is_fifo(template, &target), target, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let template = stacks.main();
        let queues = redriven(template).into_iter();
        queues
            .map(|(queue, _)| {
                let change = if is_fifo(template, queue) { Change::Remove } else { Change::Set(true.into()) };
                let target = format!("{queue}DeadLetters");
                Break::at(format!("Resources.{target}.Properties.FifoQueue"), change, target)
            })
            .collect()
    },
    exceptions: &[],
};

fn is_fifo(template: &Template, queue: &str) -> bool {
    template.properties(queue).get("FifoQueue").and_then(Value::as_bool).unwrap_or_default()
}

pub(crate) const RETENTION: Rule = Rule {
    name: "a dead letter is kept longer than a message waits, since its clock runs from the first sending",
    check: |stacks| {
        let template = stacks.main();
        let dead = dead_letters(template);
        let waits = |queue: &str| {
            let properties = template.properties(queue);
            template.number(properties.get("MessageRetentionPeriod")).unwrap_or(DEFAULT_RETENTION)
        };
        let longest = template
            .resources(QUEUE)
            .iter()
            .filter(|(id, _)| !dead.contains(id))
            .map(|(id, _)| waits(id))
            .max();
        let longest = longest.expect("a queue");
        let kept = dead.iter().filter_map(|queue| {
            let source = queue.trim_end_matches("DeadLetters");
            let most = if template.properties(source).is_null() { longest } else { waits(source) };
            Finding::unless(
                waits(queue) > most,
                *queue,
                format!("MessageRetentionPeriod is to be more than {most}"),
            )
        });
        kept.collect()
    },
    breaks: |stacks| {
        let queues = dead_letters(stacks.main()).into_iter();
        queues
            .map(|queue| Break::set(queue, "Properties.MessageRetentionPeriod", DEFAULT_RETENTION))
            .collect()
    },
    exceptions: &[],
};
