//! A revision as it would have been typed: what the form shows when its organiser comes back to it.

use super::{LINK_FOR_REGISTERED, PUBLIC_LINK, Proposal, Stage, YES};
use crate::accessibility::Accessibility;
use crate::attendance::{Attendance, Place};
use crate::content::Revision;
use crate::picture::Picture;
use crate::registration::{Contact, Registration};
use crate::schedule::Schedule;
use crate::territory::{Town, resolve};
use crate::text::Line;
use crate::zone::Zone;

impl Proposal {
    /// The fields that give this revision when they are checked: the form, sent as it is, changes nothing.
    ///
    /// What was typed is gone: an address has its scheme, `9/11/2027` is a date like another, rows of slots are sorted.
    pub fn of(revision: &Revision) -> Self {
        let Revision { content, organiser } = revision;
        let proposal = Self {
            title: content.title.to_string(),
            summary: content.summary.to_string(),
            description: content.description.to_string(),
            format: content.format.code().to_owned(),
            themes: content.themes.iter().map(|theme| theme.code.clone()).collect(),
            language: content.language.code().to_owned(),
            audience: content.audience.iter().map(|audience| audience.code().to_owned()).collect(),
            capacity: said(content.capacity.as_ref()),
            organisation: content.organisation.name.to_string(),
            organisation_kind: content.organisation.kind.code().to_owned(),
            partners: lines(&content.organisation.partners),
            organiser_name: organiser.name.to_string(),
            organiser_role: said(organiser.role.as_ref()),
            organiser_email: organiser.email.to_string(),
            organiser_phone: said(organiser.phone.as_ref()),
            ..Self::default()
        };
        proposal
            .scheduled(&content.schedule, content.attendance.zone())
            .attended(&content.attendance)
            .registered(content.registration.as_ref())
            .accessible(&content.accessibility)
            .answered_by(content.contact.as_ref())
            .illustrated(content.picture.as_ref())
    }

    /// The same event another time, or elsewhere: without its dates, and without what a person has to say again.
    #[must_use]
    pub fn again(self, elsewhere: bool) -> Self {
        let mut again = Self { newsletter: String::new(), registration_deadline: String::new(), ..self };
        let blank = Self::default();
        if again.is_over_a_period() {
            again.period_from.clear();
            again.period_to.clear();
        } else {
            again.take(Stage::Dates, &Self { schedule: again.schedule.clone(), ..blank.clone() });
        }
        if elsewhere {
            let kept = Self {
                mode: again.mode.clone(),
                online_access: again.online_access.clone(),
                online_link: again.online_link.clone(),
                ..blank
            };
            again.take(Stage::Place, &kept);
        }
        again
    }

    /// `clocks` are those of the place, by which hours are read when they are typed. An event that has moved online since
    /// its hours were typed may have been announced by others.
    fn scheduled(mut self, schedule: &Schedule, clocks: Zone) -> Self {
        match schedule {
            Schedule::Slots { slots, .. } => {
                "slots".clone_into(&mut self.schedule);
                for slot in slots {
                    let (start, end) = (slot.start_in(clocks), slot.end_in(clocks));
                    self.slot_date.push(start.strftime("%Y-%m-%d").to_string());
                    self.slot_start.push(start.strftime("%H:%M").to_string());
                    self.slot_end.push(end.strftime("%H:%M").to_string());
                }
            }
            Schedule::Period { period } => {
                "period".clone_into(&mut self.schedule);
                self.period_from = period.first().to_string();
                self.period_to = period.last().to_string();
            }
        }
        self
    }

    fn attended(mut self, attendance: &Attendance) -> Self {
        attendance.mode().code().clone_into(&mut self.mode);
        for place in attendance.places() {
            self.place_name.push(place.name.to_string());
            self.address.push(said(place.address.as_ref()));
            self.postcode.push(place.postcode.to_string());
            self.commune.push(commune(place));
            let departement = match &place.town {
                Town::Listed(_) => "",
                Town::Named { departement, .. } => departement.code(),
            };
            self.place_departement.push(departement.to_owned());
        }
        if attendance.mode().has_link() {
            let access = if attendance.link().is_some() { PUBLIC_LINK } else { LINK_FOR_REGISTERED };
            access.clone_into(&mut self.online_access);
            self.online_link = said(attendance.link());
        }
        self
    }

    fn registered(mut self, registration: Option<&Registration>) -> Self {
        if let Some(registration) = registration {
            self.registration_link = said(registration.link.as_ref());
            self.registration_email = said(registration.email.as_ref());
            self.registration_phone = said(registration.phone.as_ref());
            self.registration_deadline = said(registration.deadline.as_ref());
        }
        self
    }

    fn accessible(mut self, accessibility: &Accessibility) -> Self {
        self.accessibility = accessibility.provided_for.iter().map(|it| it.code().to_owned()).collect();
        self.accessibility_contact = said(accessibility.contact.as_ref());
        self.accessibility_details = said(accessibility.details.as_ref());
        self
    }

    fn answered_by(mut self, contact: Option<&Contact>) -> Self {
        if let Some(contact) = contact {
            self.contact_name = said(contact.name.as_ref());
            self.contact_email = said(contact.email.as_ref());
            self.contact_phone = said(contact.phone.as_ref());
        }
        self
    }

    fn illustrated(mut self, picture: Option<&Picture>) -> Self {
        if let Some(picture) = picture {
            self.picture = picture.frame.code();
            self.picture_alt = said(picture.alt.as_ref());
            self.picture_decorative = if picture.alt.is_none() { YES.to_owned() } else { String::new() };
            self.picture_credit = picture.credit.to_string();
            YES.clone_into(&mut self.picture_rights);
        }
        self
    }
}

fn said<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn lines<const MAX: usize>(lines: &[Line<MAX>]) -> String {
    lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n")
}

/// The town's name. An organisation's own postcode is not in the list: with one, the name says CEDEX, as it did when
/// it was typed, or the form would take the postcode for a slip.
fn commune(place: &Place) -> String {
    let name = place.town.name();
    match (&place.town, resolve(&place.postcode, name)) {
        (Town::Named { .. }, _) => name.to_owned(),
        (Town::Listed(commune), Ok(found)) if found == *commune => name.to_owned(),
        (Town::Listed(_), _) => format!("{name} CEDEX"),
    }
}
