//! For whom, how to register, what is accessible.

use model::proposal::Field;
use model::vocabulary::{Audience, Disability};

use super::when_where::day;
use super::{Line, one};
use crate::Form;
use crate::value::value;

impl<'a> Form<'a> {
    pub(super) fn public_lines(&self) -> Vec<Option<Line<'a>>> {
        let typed = self.typed;
        let audience = Audience::ALL.iter().filter(|it| typed.audience.iter().any(|code| code == it.code()));
        let audience = audience.map(|it| vec![it.label().to_owned()]).collect();
        let provided =
            Disability::ALL.iter().filter(|it| typed.accessibility.iter().any(|code| code == it.code()));
        let provided = provided.map(|it| vec![it.label().to_owned()]).collect();
        let deadline = day(value(typed, Field::RegistrationDeadline));
        vec![
            self.told_as(Field::Audience, audience),
            self.told(Field::Capacity),
            self.told(Field::RegistrationLink),
            self.told(Field::RegistrationEmail),
            self.told(Field::RegistrationPhone),
            self.told_as(Field::RegistrationDeadline, one(deadline.as_deref())),
            self.told_as(Field::Accessibility, provided),
            self.told(Field::AccessibilityContact),
            self.told(Field::AccessibilityDetails),
        ]
    }
}
