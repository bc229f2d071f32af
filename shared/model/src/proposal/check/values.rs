//! One field at a time: a line, a text, a day, an address, a choice.
//!
//! A rule gives `None` when it has told a problem; for an optional field, `Some(None)` is a field left blank.
#![expect(clippy::option_option, reason = "the outer option is \"no problem\", the inner one \"not blank\"")]

use super::Checker;
use crate::email::{EmailAddress, EmailError};
use crate::french;
use crate::phone::Phone;
use crate::proposal::{Field, moment};
use crate::text::{Line, Prose, TextError};
use crate::web_link::WebLink;

impl Checker<'_> {
    pub(super) fn date(&mut self, field: Field, row: usize, typed: &str) -> Option<jiff::civil::Date> {
        moment::date(typed).or_else(|| {
            let (request, example) = (field.request(), self.edition.period.first().strftime("%d/%m/%Y"));
            self.tell_row(field, row, format!("{request} Exemple\u{a0}: {example}."));
            None
        })
    }

    pub(super) fn time(&mut self, field: Field, row: usize, typed: &str) -> Option<jiff::civil::Time> {
        moment::time(typed).or_else(|| {
            self.tell_row(field, row, field.request());
            None
        })
    }

    pub(super) fn optional_date(&mut self, field: Field, typed: &str) -> Option<Option<jiff::civil::Date>> {
        if typed.trim().is_empty() { Some(None) } else { self.date(field, 0, typed).map(Some) }
    }

    pub(super) fn line<const MAX: usize>(&mut self, field: Field, typed: &str) -> Option<Line<MAX>> {
        self.line_in(field, 0, typed)
    }

    pub(super) fn line_in<const MAX: usize>(
        &mut self,
        field: Field,
        row: usize,
        typed: &str,
    ) -> Option<Line<MAX>> {
        Line::parse(typed).map_err(|error| self.tell_text(field, row, &error)).ok()
    }

    pub(super) fn optional_line<const MAX: usize>(
        &mut self,
        field: Field,
        typed: &str,
    ) -> Option<Option<Line<MAX>>> {
        self.optional_line_in(field, 0, typed)
    }

    pub(super) fn optional_line_in<const MAX: usize>(
        &mut self,
        field: Field,
        row: usize,
        typed: &str,
    ) -> Option<Option<Line<MAX>>> {
        self.unless_empty(field, row, Line::parse(typed))
    }

    pub(super) fn prose<const MAX: usize>(&mut self, field: Field, typed: &str) -> Option<Prose<MAX>> {
        Prose::parse(typed).map_err(|error| self.tell_text(field, 0, &error)).ok()
    }

    pub(super) fn optional_prose<const MAX: usize>(
        &mut self,
        field: Field,
        typed: &str,
    ) -> Option<Option<Prose<MAX>>> {
        self.unless_empty(field, 0, Prose::parse(typed))
    }

    fn unless_empty<T>(&mut self, field: Field, row: usize, read: Result<T, TextError>) -> Option<Option<T>> {
        match read {
            Ok(text) => Some(Some(text)),
            Err(TextError::Empty) => Some(None),
            Err(error @ TextError::TooLong { .. }) => {
                self.tell_text(field, row, &error);
                None
            }
        }
    }

    pub(super) fn optional_link(&mut self, field: Field, typed: &str) -> Option<Option<WebLink>> {
        if typed.trim().is_empty() {
            return Some(None);
        }
        let link = WebLink::parse(typed).map_err(|_| {
            self.tell(
                field,
                "Ce n’est pas l’adresse d’une page web. Exemple\u{a0}: https://exemple.gouv.fr/inscription.",
            );
        });
        link.ok().map(Some)
    }

    pub(super) fn email(&mut self, field: Field, typed: &str) -> Option<EmailAddress> {
        let message = match EmailAddress::parse(typed) {
            Ok(address) => return Some(address),
            Err(EmailError::Empty) => field.request(),
            Err(EmailError::Accents) => {
                "L’adresse électronique contient un accent ou un caractère spécial avant l’arobase\u{a0}: donnez-en une autre. \
                 Exemple\u{a0}: rene.martin@exemple.gouv.fr."
            }
            Err(EmailError::Malformed) => {
                "L’adresse électronique n’a pas la forme attendue. Exemple\u{a0}: camille.durand@exemple.gouv.fr."
            }
        };
        self.tell(field, message);
        None
    }

    pub(super) fn optional_email(&mut self, field: Field, typed: &str) -> Option<Option<EmailAddress>> {
        if typed.trim().is_empty() { Some(None) } else { self.email(field, typed).map(Some) }
    }

    pub(super) fn optional_phone(&mut self, field: Field, typed: &str) -> Option<Option<Phone>> {
        if typed.trim().is_empty() {
            return Some(None);
        }
        let phone = Phone::parse(typed).map_err(|_| {
            self.tell(
                field,
                "Ce n’est pas un numéro de téléphone\u{a0}: dix chiffres, ou l’indicatif du pays. Exemple\u{a0}: \
                 01 23 45 67 89 ou +262 262 12 34 56.",
            );
        });
        phone.ok().map(Some)
    }

    pub(super) fn choice<T>(&mut self, field: Field, chosen: Option<T>) -> Option<T> {
        if chosen.is_none() {
            self.tell(field, field.request());
        }
        chosen
    }

    pub(super) fn tell_text(&mut self, field: Field, row: usize, error: &TextError) {
        let message = match error {
            TextError::Empty => field.request().to_owned(),
            TextError::TooLong { length, max } => format!(
                "Ce texte compte {} caractères\u{a0}: raccourcissez-le à {} au plus.",
                french::number(*length),
                french::number(*max)
            ),
        };
        self.tell_row(field, row, message);
    }
}
