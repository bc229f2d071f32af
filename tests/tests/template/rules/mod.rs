//! The rules.

mod alarms;
mod buckets;
mod encryption;
mod environment;
mod front_door;
mod functions;
mod kept;
mod logs;
mod mail;
mod outputs;
mod queues;
mod roles;
mod schedules;
mod silence;
mod sources;
mod tags;
mod tls;
mod trust;

use crate::rule::Rule;

/// All of them.
pub(crate) const RULES: &[Rule] = &[
    queues::VISIBILITY,
    queues::RECEIVES,
    queues::DEAD_LETTERS,
    queues::SAME_KIND,
    queues::RETENTION,
    sources::PARTIAL,
    sources::STREAM,
    sources::CONCURRENCY,
    sources::RESERVED,
    encryption::ENCRYPTED,
    tls::TLS_ONLY,
    trust::NOBODY,
    alarms::DEAD_LETTERS,
    alarms::ERRORS,
    alarms::TOLD,
    silence::TOLD,
    schedules::PARIS,
    schedules::RETRIED,
    schedules::DEAD_LETTERS,
    schedules::GRANTS,
    kept::RETAINED,
    kept::TABLE,
    buckets::VERSIONED,
    buckets::PRIVATE,
    logs::JSON,
    logs::RETENTION,
    roles::OWN,
    roles::NO_WILDCARD,
    roles::NOTHING_MANAGED,
    roles::ONLY,
    trust::ASSUMED_BY,
    functions::SIZED,
    functions::ARCHITECTURE,
    functions::TRACED,
    environment::READ,
    environment::SECRETS,
    front_door::GUARDED,
    front_door::PATIENT,
    front_door::NO_LOG,
    mail::UNTRACKED,
    tags::STAGE,
    outputs::NEEDED,
];
