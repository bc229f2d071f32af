//! For whom, how to register, whom to ask, what illustrates it.
#![expect(clippy::option_option, reason = "the outer option is \"no problem\", the inner one \"not blank\"")]

use std::num::NonZeroU32;

use super::Checker;
use crate::accessibility::Accessibility;
use crate::attendance::Mode;
use crate::content::CAPACITY_MAX;
use crate::organisation::MOST_PARTNERS;
use crate::picture::{Frame, Picture};
use crate::proposal::{Field, LINK_FOR_REGISTERED, YES};
use crate::registration::{Contact, Registration};
use crate::text::{Line, TextError};
use crate::theme::{MOST_THEMES, Theme};
use crate::vocabulary::{Audience, Disability};

impl Checker<'_> {
    pub(super) fn themes(&mut self) -> Option<Vec<Theme>> {
        let ticked = |theme: &&Theme| self.typed.themes.contains(&theme.code);
        let themes: Vec<_> = self.edition.themes.iter().filter(ticked).cloned().collect();
        if themes.is_empty() && !self.edition.themes.is_empty() {
            self.tell(Field::Themes, Field::Themes.request());
            return None;
        }
        if themes.len() > MOST_THEMES {
            self.tell(
                Field::Themes,
                format!("Gardez {MOST_THEMES} thèmes au plus\u{a0}: ceux qui comptent vraiment."),
            );
            return None;
        }
        Some(themes)
    }

    pub(super) fn audience(&mut self) -> Option<Vec<Audience>> {
        let ticked = |audience: &Audience| self.typed.audience.iter().any(|code| code == audience.code());
        let audience: Vec<_> = Audience::ALL.iter().copied().filter(ticked).collect();
        if audience.is_empty() {
            self.tell(Field::Audience, Field::Audience.request());
            return None;
        }
        Some(audience)
    }

    pub(super) fn capacity(&mut self) -> Option<Option<NonZeroU32>> {
        let digits: String = self.typed.capacity.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.is_empty() {
            return Some(None);
        }
        match digits.parse::<NonZeroU32>() {
            Ok(capacity) if capacity.get() <= CAPACITY_MAX => Some(Some(capacity)),
            _ => {
                self.tell(Field::Capacity, Field::Capacity.request());
                None
            }
        }
    }

    pub(super) fn registration(&mut self) -> Option<Option<Registration>> {
        let typed = self.typed;
        let link = self.optional_link(Field::RegistrationLink, &typed.registration_link);
        let email = self.optional_email(Field::RegistrationEmail, &typed.registration_email);
        let phone = self.optional_phone(Field::RegistrationPhone, &typed.registration_phone);
        let deadline = self.optional_date(Field::RegistrationDeadline, &typed.registration_deadline);
        let registration = Registration { link: link?, email: email?, phone: phone?, deadline: deadline? };
        let has_link = Mode::from_code(&typed.mode).is_some_and(Mode::has_link);
        let sends_the_link = has_link && typed.online_access == LINK_FOR_REGISTERED;
        if !registration.has_a_way() && (sends_the_link || registration.deadline.is_some()) {
            self.tell(Field::RegistrationLink, Field::RegistrationLink.request());
            return None;
        }
        Some(registration.has_a_way().then_some(registration))
    }

    pub(super) fn accessibility(&mut self) -> Option<Accessibility> {
        let typed = self.typed;
        let ticked = |it: &Disability| typed.accessibility.iter().any(|code| code == it.code());
        let provided_for = Disability::ALL.iter().copied().filter(ticked).collect();
        let contact = self.optional_line(Field::AccessibilityContact, &typed.accessibility_contact);
        let details = self.optional_prose(Field::AccessibilityDetails, &typed.accessibility_details);
        Some(Accessibility { provided_for, contact: contact?, details: details? })
    }

    pub(super) fn partners(&mut self) -> Option<Vec<Line<140>>> {
        let lines = self.typed.partners.lines().filter(|line| !line.trim().is_empty());
        let mut partners = Vec::new();
        for line in lines {
            match Line::parse(line) {
                Ok(partner) if partners.contains(&partner) => {}
                Ok(partner) => partners.push(partner),
                Err(TextError::Empty) => {}
                Err(error @ TextError::TooLong { .. }) => {
                    self.tell_text(Field::Partners, 0, &error);
                    return None;
                }
            }
            if partners.len() > MOST_PARTNERS {
                self.tell(
                    Field::Partners,
                    format!("Gardez {MOST_PARTNERS} partenaires au plus, un par ligne\u{a0}; citez les autres dans la description."),
                );
                return None;
            }
        }
        Some(partners)
    }

    pub(super) fn contact(&mut self) -> Option<Option<Contact>> {
        let typed = self.typed;
        let name = self.optional_line(Field::ContactName, &typed.contact_name);
        let email = self.optional_email(Field::ContactEmail, &typed.contact_email);
        let phone = self.optional_phone(Field::ContactPhone, &typed.contact_phone);
        let contact = Contact { name: name?, email: email?, phone: phone? };
        if contact.email.is_none() && contact.phone.is_none() {
            if contact.name.is_some() {
                self.tell(Field::ContactEmail, Field::ContactEmail.request());
                return None;
            }
            return Some(None);
        }
        Some(Some(contact))
    }

    pub(super) fn picture(&mut self) -> Option<Option<Picture>> {
        let typed = self.typed;
        if typed.picture.is_empty() {
            return Some(None);
        }
        let frame = self.choice(Field::Picture, Frame::from_code(&typed.picture));
        let alt = if typed.picture_decorative == YES {
            Some(None)
        } else {
            self.line(Field::PictureAlt, &typed.picture_alt).map(Some)
        };
        let credit = self.line(Field::PictureCredit, &typed.picture_credit);
        if typed.picture_rights != YES {
            self.tell(Field::PictureRights, Field::PictureRights.request());
            return None;
        }
        Some(Some(Picture { frame: frame?, alt: alt?, credit: credit? }))
    }
}
