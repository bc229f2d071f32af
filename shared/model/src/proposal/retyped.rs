//! A revision as it would have been typed: what the form shows when its organiser comes back to it.

use super::Proposal;
use crate::attendance::Place;
use crate::content::Revision;
use crate::schedule::Schedule;
use crate::territory::resolve;
use crate::web_link::WebLink;

impl Proposal {
    /// The fields that give this revision when they are checked: the form, sent as it is, changes nothing.
    ///
    /// What was typed is gone: an address has its scheme, `9/11/2027` is a date like another, rows of slots are sorted.
    pub fn of(revision: &Revision) -> Self {
        let Revision { content, organiser } = revision;
        let link = |link: Option<&WebLink>| link.map(ToString::to_string).unwrap_or_default();
        let proposal = Self {
            title: content.title.to_string(),
            summary: content.summary.to_string(),
            description: content.description.to_string(),
            format: content.format.code().to_owned(),
            mode: content.attendance.mode().code().to_owned(),
            online_link: link(content.attendance.link()),
            audience: content.audience.iter().map(|audience| audience.code().to_owned()).collect(),
            registration_link: link(content.registration.as_ref()),
            organisation: content.organisation.name.to_string(),
            organisation_kind: content.organisation.kind.code().to_owned(),
            organiser_name: organiser.name.to_string(),
            organiser_email: organiser.email.to_string(),
            ..Self::default()
        };
        let proposal = proposal.scheduled(&content.schedule);
        match content.attendance.place() {
            Some(place) => proposal.placed(place),
            None => proposal,
        }
    }

    fn scheduled(mut self, schedule: &Schedule) -> Self {
        match schedule {
            Schedule::Slots { zone, slots } => {
                "slots".clone_into(&mut self.schedule);
                for slot in slots {
                    let (start, end) = (slot.start_in(*zone), slot.end_in(*zone));
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

    fn placed(self, place: &Place) -> Self {
        Self {
            place_name: place.name.to_string(),
            address: place.address.as_ref().map(ToString::to_string).unwrap_or_default(),
            postcode: place.postcode.to_string(),
            commune: commune(place),
            ..self
        }
    }
}

/// The commune's name. An organisation's own postcode is not in the list: with one, the name says CEDEX, as it did when
/// it was typed, or the form would take the postcode for a slip.
fn commune(place: &Place) -> String {
    let name = place.commune.name();
    match resolve(&place.postcode, name) {
        Ok(commune) if commune == place.commune => name.to_owned(),
        _ => format!("{name} CEDEX"),
    }
}
