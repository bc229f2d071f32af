//! The rules, each once. All of them run, so that a person is told everything at once.
//!
//! A rule gives `None` when it has told a problem; for an optional field, `Some(None)` is a field left blank.
#![expect(clippy::option_option, reason = "the outer option is \"no problem\", the inner one \"not blank\"")]

use super::{Field, Problem, Proposal, moment};
use crate::attendance::{Attendance, Mode, Place};
use crate::content::{Content, Revision};
use crate::edition::Edition;
use crate::email::{EmailAddress, EmailError};
use crate::french;
use crate::organisation::{Organisation, Organiser};
use crate::schedule::{MOST_SLOTS, Period, Schedule, Slot, SlotError, Slots};
use crate::territory::{Commune, Postcode, Unresolved, resolve};
use crate::text::{Line, Prose, TextError};
use crate::vocabulary::{Audience, Format, OrganisationKind};
use crate::web_link::WebLink;
use crate::zone::Zone;

pub(super) fn check(typed: &Proposal, edition: &Edition) -> Result<Revision, Vec<Problem>> {
    let mut checker = Checker { typed, edition, problems: Vec::new() };
    match checker.revision() {
        Some(revision) if checker.problems.is_empty() => Ok(revision),
        _ => Err(checker.problems),
    }
}

struct Checker<'a> {
    typed: &'a Proposal,
    edition: &'a Edition,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// In the order of the form, so that the error summary reads like the page.
    fn revision(&mut self) -> Option<Revision> {
        let typed = self.typed;
        let title = self.line(Field::Title, &typed.title);
        let summary = self.line(Field::Summary, &typed.summary);
        let description = self.prose(Field::Description, &typed.description);
        let format = self.choice(Field::Format, Format::from_code(&typed.format));
        // The hours are those of the place, so the place is read first and its problems are told after.
        let told = self.problems.len();
        let attendance = self.attendance();
        let of_the_place = self.problems.split_off(told);
        let zone = attendance.as_ref().map_or(Zone::PARIS, Attendance::zone);
        let schedule = self.schedule(format, zone);
        self.problems.extend(of_the_place);
        let audience = self.audience();
        let registration = self.optional_link(Field::RegistrationLink, &typed.registration_link);
        let name = self.line(Field::Organisation, &typed.organisation);
        let kind =
            self.choice(Field::OrganisationKind, OrganisationKind::from_code(&typed.organisation_kind));
        let organiser_name = self.line(Field::OrganiserName, &typed.organiser_name);
        let email = self.email(Field::OrganiserEmail, &typed.organiser_email);
        let content = Content {
            title: title?,
            summary: summary?,
            description: description?,
            format: format?,
            schedule: schedule?,
            attendance: attendance?,
            audience: audience?,
            registration: registration?,
            organisation: Organisation { name: name?, kind: kind? },
        };
        Some(Revision { content, organiser: Organiser { name: organiser_name?, email: email? } })
    }

    fn attendance(&mut self) -> Option<Attendance> {
        let mode = self.choice(Field::Mode, Mode::from_code(&self.typed.mode))?;
        let place = if mode.has_place() { self.place() } else { None };
        let link = if mode.has_link() { self.online_link() } else { None };
        match mode {
            Mode::OnSite => Some(Attendance::OnSite { place: place? }),
            Mode::Online => Some(Attendance::Online { link: link? }),
            Mode::Hybrid => Some(Attendance::Hybrid { place: place?, link: link? }),
        }
    }

    fn place(&mut self) -> Option<Place> {
        let typed = self.typed;
        let name = self.line(Field::PlaceName, &typed.place_name);
        let address = self.optional_line(Field::Address, &typed.address);
        let postcode = Postcode::parse(&typed.postcode)
            .map_err(|_| self.tell(Field::Postcode, Field::Postcode.request()))
            .ok();
        let commune = self.commune(postcode.as_ref());
        Some(Place { name: name?, address: address?, postcode: postcode?, commune: commune? })
    }

    fn commune(&mut self, postcode: Option<&Postcode>) -> Option<Commune> {
        let typed = self.typed.commune.trim();
        if typed.is_empty() {
            self.tell(Field::Commune, Field::Commune.request());
            return None;
        }
        let unresolved = match resolve(postcode?, typed) {
            Ok(commune) => return Some(commune),
            Err(unresolved) => unresolved,
        };
        let names: Vec<_> = unresolved.candidates().iter().take(6).map(Commune::name).collect();
        let more = if unresolved.candidates().len() > names.len() { ", etc." } else { "." };
        let (names, postcode) = (names.join(", "), self.typed.postcode.trim().to_owned());
        match unresolved {
            Unresolved::UnknownPostcode { .. } => self.tell(
                Field::Postcode,
                format!(
                    "Aucune commune n’a le code postal {postcode}. Indiquez celui de la commune, sans CEDEX. \
                     Exemple\u{a0}: 35000 pour Rennes."
                ),
            ),
            Unresolved::NoSuchCommune { .. } => self.tell(
                Field::Commune,
                format!("Le code postal {postcode} n’est pas celui de cette commune, mais de\u{a0}: {names}{more}"),
            ),
            Unresolved::Ambiguous { .. } => self.tell(
                Field::Commune,
                format!("Plusieurs communes correspondent\u{a0}: {names}{more} Saisissez le nom complet de la vôtre."),
            ),
        }
        None
    }

    fn online_link(&mut self) -> Option<Option<WebLink>> {
        let typed = self.typed;
        if typed.online_link.trim().is_empty() && typed.registration_link.trim().is_empty() {
            self.tell(Field::OnlineLink, Field::OnlineLink.request());
            return None;
        }
        self.optional_link(Field::OnlineLink, &typed.online_link)
    }

    fn schedule(&mut self, format: Option<Format>, zone: Zone) -> Option<Schedule> {
        if !self.typed.is_over_a_period() {
            return Some(Schedule::Slots { zone, slots: self.slots(zone)? });
        }
        if format.is_some_and(|format| !format.may_be_available_over_a_period()) {
            self.tell(
                Field::Schedule,
                "Seuls les podcasts et les modules de formation peuvent être disponibles sur une période. \
                 Choisissez «\u{a0}à des dates précises\u{a0}» et indiquez au moins une date.",
            );
            return None;
        }
        self.period().map(|period| Schedule::Period { period })
    }

    fn period(&mut self) -> Option<Period> {
        let first = self.date(Field::PeriodFrom, 0, &self.typed.period_from);
        let last = self.date(Field::PeriodTo, 0, &self.typed.period_to);
        let Ok(period) = Period::new(first?, last?) else {
            self.tell(Field::PeriodTo, "Le dernier jour précède le premier\u{a0}: vérifiez les deux dates.");
            return None;
        };
        let month = self.edition.period;
        if period.first() > month.last() || period.last() < month.first() {
            self.tell(
                Field::PeriodFrom,
                format!(
                    "La période ne recoupe pas le mois\u{a0}: choisissez des jours {}.",
                    french::period(month)
                ),
            );
            return None;
        }
        Some(period)
    }

    fn slots(&mut self, zone: Zone) -> Option<Slots> {
        let rows: Vec<_> = self.typed.slots().enumerate().filter(|(_, row)| !row.is_blank()).collect();
        if rows.is_empty() {
            return self.date(Field::SlotDate, 0, "").and(None);
        }
        if rows.len() > MOST_SLOTS {
            self.tell(
                Field::SlotDate,
                format!(
                    "{} dates, c’est plus que les {MOST_SLOTS} possibles\u{a0}: répartissez-les entre deux propositions.",
                    rows.len()
                ),
            );
            return None;
        }
        let slots: Vec<_> = rows
            .iter()
            .map(|(row, typed)| self.slot(*row, typed.date, typed.start, typed.end, zone))
            .collect();
        Slots::try_from(slots.into_iter().collect::<Option<Vec<_>>>()?).ok()
    }

    fn slot(&mut self, row: usize, date: &str, start: &str, end: &str, zone: Zone) -> Option<Slot> {
        let date = self.date(Field::SlotDate, row, date);
        let start = self.time(Field::SlotStart, row, start);
        let end = self.time(Field::SlotEnd, row, end);
        if let Some(date) = date.filter(|date| !self.edition.period.contains(*date)) {
            let (day, month) = (french::full_day(date), french::period(self.edition.period));
            self.tell_row(
                Field::SlotDate,
                row,
                format!("Le {day} est en dehors du mois\u{a0}: choisissez un jour {month}."),
            );
            return None;
        }
        let (field, message) = match Slot::local(date?, start?, end?, zone) {
            Ok(slot) => return Some(slot),
            Err(SlotError::EndsBeforeStart | SlotError::TooLong) => (
                Field::SlotEnd,
                "L’heure de fin doit suivre l’heure de début, le même jour. Exemple\u{a0}: de 10:00 à 12:30.",
            ),
            Err(SlotError::ClockChange) => (
                Field::SlotStart,
                "Cette nuit-là, les horloges changent\u{a0}: cette heure n’existe pas, ou deux fois. Choisissez-en une autre.",
            ),
        };
        self.tell_row(field, row, message);
        None
    }

    fn audience(&mut self) -> Option<Vec<Audience>> {
        let ticked = |audience: &Audience| self.typed.audience.iter().any(|code| code == audience.code());
        let audience: Vec<_> = Audience::ALL.iter().copied().filter(ticked).collect();
        if audience.is_empty() {
            self.tell(Field::Audience, Field::Audience.request());
            return None;
        }
        Some(audience)
    }

    fn date(&mut self, field: Field, row: usize, typed: &str) -> Option<jiff::civil::Date> {
        moment::date(typed).or_else(|| {
            let (request, example) = (field.request(), self.edition.period.first().strftime("%d/%m/%Y"));
            self.tell_row(field, row, format!("{request} Exemple\u{a0}: {example}."));
            None
        })
    }

    fn time(&mut self, field: Field, row: usize, typed: &str) -> Option<jiff::civil::Time> {
        moment::time(typed).or_else(|| {
            self.tell_row(field, row, field.request());
            None
        })
    }

    fn line<const MAX: usize>(&mut self, field: Field, typed: &str) -> Option<Line<MAX>> {
        Line::parse(typed).map_err(|error| self.tell_text(field, &error)).ok()
    }

    fn optional_line<const MAX: usize>(&mut self, field: Field, typed: &str) -> Option<Option<Line<MAX>>> {
        match Line::parse(typed) {
            Ok(line) => Some(Some(line)),
            Err(TextError::Empty) => Some(None),
            Err(error) => {
                self.tell_text(field, &error);
                None
            }
        }
    }

    fn prose<const MAX: usize>(&mut self, field: Field, typed: &str) -> Option<Prose<MAX>> {
        Prose::parse(typed).map_err(|error| self.tell_text(field, &error)).ok()
    }

    fn optional_link(&mut self, field: Field, typed: &str) -> Option<Option<WebLink>> {
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

    fn email(&mut self, field: Field, typed: &str) -> Option<EmailAddress> {
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

    fn choice<T>(&mut self, field: Field, chosen: Option<T>) -> Option<T> {
        if chosen.is_none() {
            self.tell(field, field.request());
        }
        chosen
    }

    fn tell_text(&mut self, field: Field, error: &TextError) {
        match error {
            TextError::Empty => self.tell(field, field.request()),
            TextError::TooLong { length, max } => self.tell(
                field,
                format!(
                    "Ce texte compte {} caractères\u{a0}: raccourcissez-le à {} au plus.",
                    french::number(*length),
                    french::number(*max)
                ),
            ),
        }
    }

    fn tell(&mut self, field: Field, message: impl Into<String>) {
        self.tell_row(field, 0, message);
    }

    fn tell_row(&mut self, field: Field, row: usize, message: impl Into<String>) {
        self.problems.push(Problem { field, row, message: message.into() });
    }
}
