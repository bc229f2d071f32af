//! An event in a list: the design system's card, which is never shown alone.

use askama::Template;
use model::publication::Publication;

use crate::shown::Shown;
use crate::{french, illustration};

/// A card. Its title is an `h3`, under the `h2` of the list it is in.
#[derive(Template)]
#[template(path = "card.html")]
pub(crate) struct Card<'a> {
    event: &'a Publication,
    when: Vec<String>,
}

impl<'a> Card<'a> {
    /// The event at these hours of a day that the list has named.
    pub(crate) fn at(event: &'a Publication, hours: String) -> Self {
        Self { event, when: Self::put_off(event).unwrap_or_else(|| vec![hours]) }
    }

    /// The event with its days: all of them up to three, else how many more.
    pub(crate) fn dated(event: &'a Publication) -> Self {
        const SHOWN: usize = 3;
        if let Some(when) = Self::put_off(event) {
            return Self { event, when };
        }
        let mut when = french::moments(&event.content.schedule);
        if when.len() > SHOWN {
            let more = when.len() - (SHOWN - 1);
            when.truncate(SHOWN - 1);
            when.push(format!("et {more} autres dates"));
        }
        Self { event, when }
    }

    /// What stands for the dates of an event that awaits others.
    fn put_off(event: &Publication) -> Option<Vec<String>> {
        Shown::from(event).awaits_dates().then(|| vec!["Date à venir".into()])
    }

    fn shown(&self) -> Shown<'_> {
        Shown::from(self.event)
    }

    fn thumbnail(&self) -> Option<String> {
        self.event.content.picture.as_ref().map(illustration::thumbnail)
    }

    fn whereabouts(&self) -> String {
        french::whereabouts(&self.event.content.attendance)
    }
}
