//! The fourth step: for whom, how to register, what is accessible.

use askama::Template;
use model::proposal::Field;
use model::vocabulary::{Audience, Disability};
use web::form::Choice;

use super::Form;

#[derive(Template)]
#[template(path = "public.html")]
struct Public<'a> {
    form: &'a Form<'a>,
}

impl Form<'_> {
    pub(crate) fn public(&self) -> String {
        Public { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn audience(&self) -> String {
        let ticked = |code| self.typed.audience.iter().any(|it| it == code);
        let choice =
            |it: &Audience| Choice { value: it.code(), label: it.label(), chosen: ticked(it.code()) };
        let choices = Audience::ALL.iter().map(choice).collect();
        self.boxes(Field::Audience, "Plusieurs réponses possibles.", choices)
    }

    fn accessibility(&self) -> String {
        let ticked = |code| self.typed.accessibility.iter().any(|it| it == code);
        let choice =
            |it: &Disability| Choice { value: it.code(), label: it.label(), chosen: ticked(it.code()) };
        let choices = Disability::ALL.iter().map(choice).collect();
        self.boxes(Field::Accessibility, "Plusieurs réponses possibles.", choices)
    }
}
