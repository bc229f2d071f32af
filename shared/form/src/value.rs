//! What was typed in a field.

use model::proposal::{Field, Proposal};

/// What was typed in a field of one value; empty for lists of choices and for rows, which have several.
pub(crate) fn value(typed: &Proposal, field: Field) -> &str {
    match field {
        Field::Title => &typed.title,
        Field::Summary => &typed.summary,
        Field::Description => &typed.description,
        Field::Format => &typed.format,
        Field::Language => &typed.language,
        Field::Schedule => &typed.schedule,
        Field::PeriodFrom => &typed.period_from,
        Field::PeriodTo => &typed.period_to,
        Field::Mode => &typed.mode,
        Field::OnlineAccess => &typed.online_access,
        Field::OnlineLink => &typed.online_link,
        Field::Capacity => &typed.capacity,
        Field::RegistrationLink => &typed.registration_link,
        Field::RegistrationEmail => &typed.registration_email,
        Field::RegistrationPhone => &typed.registration_phone,
        Field::RegistrationDeadline => &typed.registration_deadline,
        Field::AccessibilityContact => &typed.accessibility_contact,
        Field::AccessibilityDetails => &typed.accessibility_details,
        Field::Organisation => &typed.organisation,
        Field::OrganisationKind => &typed.organisation_kind,
        Field::Partners => &typed.partners,
        Field::ContactName => &typed.contact_name,
        Field::ContactEmail => &typed.contact_email,
        Field::ContactPhone => &typed.contact_phone,
        Field::OrganiserName => &typed.organiser_name,
        Field::OrganiserRole => &typed.organiser_role,
        Field::OrganiserEmail => &typed.organiser_email,
        Field::OrganiserPhone => &typed.organiser_phone,
        Field::PictureAlt => &typed.picture_alt,
        Field::PictureCredit => &typed.picture_credit,
        _ => "",
    }
}

/// What was typed in a cell of the list of slots or of places; a missing cell is blank.
pub(crate) fn cell(typed: &Proposal, field: Field, row: usize) -> &str {
    let column = match field {
        Field::SlotDate => &typed.slot_date,
        Field::SlotStart => &typed.slot_start,
        Field::SlotEnd => &typed.slot_end,
        Field::PlaceName => &typed.place_name,
        Field::Address => &typed.address,
        Field::Postcode => &typed.postcode,
        Field::Commune => &typed.commune,
        Field::PlaceDepartement => &typed.place_departement,
        _ => return "",
    };
    column.get(row).map_or("", String::as_str)
}
