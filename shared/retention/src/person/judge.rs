//! Whether a row names one of those who are erased, and what becomes of it: by itself.

use model::content::Revision;
use model::draft::Draft;
use model::email::EmailAddress;
use model::event::{Event, LogEntry};
use model::id::PersonId;
use model::letter::{Letter, MailId};
use model::mailing::{CopyId, Delivery};
use model::publication::Publication;
use model::subscriber::{Standing, Subscriber};
use serde::Deserialize;
use store::{Mail, Row, RowKey, StoreError};

use super::People;
use crate::kind::Kind;
use crate::redact;
use crate::verdict::{Rewording, Verdict, Why, reworded};

#[derive(Deserialize)]
struct OfPerson {
    person: PersonId,
}

#[derive(Deserialize)]
struct OfMail {
    mail: MailId,
}

impl People<'_> {
    pub(super) fn has(&self, person: &PersonId) -> bool {
        self.whom.has(person)
    }

    fn has_typed(&self, typed: &str) -> bool {
        EmailAddress::parse(typed).is_ok_and(|address| self.whom.has_address(&address))
    }

    /// What becomes of a row, by itself.
    pub(crate) fn judge(&self, kind: Kind, row: &Row) -> Result<Verdict, StoreError> {
        let gone = Verdict::Remove(Why::Erased);
        let gone_if = |is_theirs: bool| if is_theirs { gone.clone() } else { Verdict::Keep };
        Ok(match kind {
            Kind::Organiser | Kind::EventOf | Kind::Confirmations | Kind::LinksRequest | Kind::Asked => {
                gone_if(self.is_in_the_key(&row.key))
            }
            Kind::Colleague => gone_if(self.has(&row.read::<OfPerson>()?.person)),
            Kind::Event => {
                let before: Event = row.read()?;
                let after = redact::event(&before, &self.whom);
                reworded(Rewording::Event(before, after), Why::Erased)
            }
            Kind::Revision => {
                let before: Revision = row.read()?;
                let after = redact::revision(&before, true, &self.whom);
                reworded(Rewording::Revision(before, after), Why::Erased)
            }
            Kind::Published | Kind::Featured => {
                let before: Publication = row.read()?;
                let content = redact::content(&before.content, None, &self.whom);
                let after = Publication { content, ..before.clone() };
                reworded(Rewording::Publication(before, after), Why::Erased)
            }
            Kind::Log | Kind::Journal => {
                let before: LogEntry = row.read()?;
                let after = redact::log(&before, &self.whom);
                reworded(Rewording::Log(before, after), Why::Erased)
            }
            Kind::Draft => self.draft(&row.read()?),
            Kind::Subscriber => self.subscriber(&row.read()?),
            Kind::Delivery if self.has(&row.read::<Delivery>()?.person) => Verdict::Unname(Why::Erased),
            Kind::Rate => gone_if(self.is_in_the_key(&row.key)),
            Kind::Mail => gone_if(self.is_to_them(&row.read::<Mail>()?.letter)),
            Kind::AcceptedMail => gone_if(self.is_their_mail(&row.read::<OfMail>()?.mail)),
            Kind::Outbox => {
                let nudge: serde_json::Value = row.read()?;
                let nudge = &nudge["nudge"];
                let text = |name: &str| nudge[name].as_str().unwrap_or_default();
                let mail = serde_json::from_value(nudge["mail"].clone()).ok();
                let is_theirs = PersonId::parse(text("person")).is_ok_and(|person| self.has(&person));
                gone_if(is_theirs || mail.is_some_and(|mail| self.is_their_mail(&mail)))
            }
            _ => Verdict::Keep,
        })
    }

    /// A draft goes with whoever it is of; one in which someone else named them as a contact stays without.
    fn draft(&self, before: &Draft) -> Verdict {
        let proposal = &before.proposal;
        let mailed = before.mail_to.as_ref().is_some_and(|address| self.whom.has_address(address));
        if mailed || self.has_typed(&proposal.organiser_email) {
            return Verdict::Remove(Why::Erased);
        }
        let mut after = before.clone();
        if self.has_typed(&proposal.contact_email) {
            after.proposal.contact_name.clear();
            after.proposal.contact_email.clear();
            after.proposal.contact_phone.clear();
        }
        if self.has_typed(&proposal.registration_email) {
            after.proposal.registration_email.clear();
        }
        if after != *before {
            after.version += 1;
        }
        reworded(Rewording::Draft(before.clone(), after), Why::Erased)
    }

    /// Someone whose address was to replace theirs.
    fn subscriber(&self, before: &Subscriber) -> Verdict {
        let mut after = before.clone();
        if let Standing::Pending { replaces, .. } = &mut after.standing
            && replaces.as_ref().is_some_and(|person| self.has(person))
        {
            *replaces = None;
            after.version += 1;
        }
        reworded(Rewording::Subscriber(before.clone(), after), Why::Erased)
    }

    fn is_to_them(&self, letter: &Letter) -> bool {
        match letter {
            Letter::Organiser(letter) => self.has(&letter.person),
            Letter::Subscriber(letter) => self.has(&letter.person),
            Letter::Event(_) | Letter::Desk(_) | Letter::Mailing(_) => false,
        }
    }

    /// Whether a mail's identifier names one of them.
    fn is_their_mail(&self, mail: &MailId) -> bool {
        if let Some(copy) = CopyId::of(mail) {
            return self.has(&copy.person);
        }
        let first = mail.as_str().split('-').next().unwrap_or_default();
        PersonId::parse(first).is_ok_and(|person| self.has(&person))
    }

    pub(super) fn is_in_the_key(&self, key: &RowKey) -> bool {
        let mut parts = key.pk.split('#');
        parts.any(|part| PersonId::parse(part).is_ok_and(|person| self.has(&person)))
    }
}
