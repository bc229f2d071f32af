//! Where one is among the steps (DSFR, "Indicateur d’étapes").

use askama::Template;
use model::proposal::Stage;

#[derive(Template)]
#[template(path = "stepper.html")]
struct Stepper {
    title: &'static str,
    number: usize,
    steps: usize,
    next: Option<&'static str>,
}

/// The stepper of a step; nothing for a page that is none.
pub fn stepper(stage: Stage) -> String {
    let Some(number) = stage.number() else { return String::new() };
    let next = stage.next().map(Stage::title);
    let stepper = Stepper { title: stage.title(), number, steps: Stage::STEPS.len(), next };
    stepper.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}
