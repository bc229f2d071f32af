//! What watches over the service (`infra/watch.yaml`) against the service itself, and against the page that explains it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod alarms;
mod figures;
mod service;
mod template;

use template::Template;

fn watch() -> Template {
    Template::parse(include_str!("../../../watch.yaml"))
}
