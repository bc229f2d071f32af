//! The outbox: the only way out of the table. The stream hands new items to `relay`, which forwards each one's
//! nudge to its queue.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::id::{DraftId, EventId, MailingId, OrderId, PersonId};
use model::letter::MailId;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{Attributes, OUTBOX, expiring, item, value};
use crate::keys::Key;
use crate::table::Store;

/// How long an item stays: long enough to be forwarded again by hand after an incident.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A message that says "look at the table": it carries no state, so it may come twice, late or out of order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "nudge", rename_all = "kebab-case")]
pub enum Nudge {
    /// For `send`: this mail is to be sent.
    Mail {
        /// Which.
        mail: MailId,
    },
    /// For `validate`: this draft has been sent.
    Submission {
        /// Which.
        draft: DraftId,
    },
    /// For `publish`: the programme of this edition has changed.
    Programme {
        /// Which.
        edition: Year,
    },
    /// For `desk`: this event has come into review.
    Review {
        /// Which.
        event: EventId,
    },
    /// For `desk`: this order is to be applied, or undone.
    Order {
        /// Which.
        order: OrderId,
    },
    /// For `desk`: someone asks for their queue link; nobody knows yet whether they are a moderator.
    LinkAsked {
        /// Who: the keyed hash of the address they typed.
        person: PersonId,
        /// When, in ten-minute windows since 1970: one link each.
        window: i64,
    },
    /// For `desk`: someone asks for the links to their events; nobody knows yet whether they have any.
    EventLinksAsked {
        /// Who: the keyed hash of the address they typed.
        person: PersonId,
        /// When, in ten-minute windows since 1970: one mail each.
        window: i64,
    },
    /// For `newsletter`: someone asks for the newsletter; nobody knows yet who.
    SubscriptionAsked {
        /// Who: the keyed hash of the address they typed.
        person: PersonId,
        /// When, in ten-minute windows since 1970: one request each.
        window: i64,
    },
    /// For `newsletter`: this issue is to leave, its audience is to be frozen.
    Launch {
        /// Which.
        mailing: MailingId,
    },
    /// For `send`: this issue has copies left to send.
    Mailing {
        /// Which.
        mailing: MailingId,
    },
    /// For `desk` and for `newsletter` every five minutes, for `publish` every hour, each from its scheduler: the round.
    Round,
}

/// An outbox item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    /// Always the same for the same step, so that no item is written twice; also the FIFO deduplication identifier.
    pub id: String,
    /// What to say to which queue.
    pub nudge: Nudge,
    /// How many seconds the message waits in its queue, 0 to 900 (the limit of SQS).
    pub delay_seconds: i32,
}

impl OutboxItem {
    pub(crate) fn mail(mail: MailId, hold: SignedDuration) -> Self {
        // SQS counts whole seconds. A mail that came before its time would go back to its queue for minutes: round up.
        let seconds = hold.as_secs() + i64::from(hold.subsec_nanos() > 0);
        let delay_seconds = i32::try_from(seconds.clamp(0, 900)).unwrap_or(900);
        Self { id: mail.to_string(), nudge: Nudge::Mail { mail }, delay_seconds }
    }

    pub(crate) fn programme(edition: Year, cause: &str) -> Self {
        Self { id: format!("{cause}-programme"), nudge: Nudge::Programme { edition }, delay_seconds: 0 }
    }

    pub(crate) fn review(event: EventId, version: u32) -> Self {
        Self { id: format!("{event}-{version}-review"), nudge: Nudge::Review { event }, delay_seconds: 0 }
    }

    /// `occasion`: to apply it or to undo it.
    pub(crate) fn order(order: OrderId, occasion: &str) -> Self {
        Self { id: format!("{order}-{occasion}"), nudge: Nudge::Order { order }, delay_seconds: 0 }
    }

    pub(crate) fn link_asked(person: PersonId, window: i64) -> Self {
        let id = format!("{person}-{window}-link");
        Self { id, nudge: Nudge::LinkAsked { person, window }, delay_seconds: 0 }
    }

    pub(crate) fn submission(draft: DraftId) -> Self {
        Self { id: format!("{draft}-submission"), nudge: Nudge::Submission { draft }, delay_seconds: 0 }
    }

    pub(crate) fn event_links_asked(person: PersonId, window: i64) -> Self {
        let id = format!("{person}-{window}-event-links");
        Self { id, nudge: Nudge::EventLinksAsked { person, window }, delay_seconds: 0 }
    }

    pub(crate) fn subscription_asked(person: PersonId, window: i64) -> Self {
        let id = format!("{person}-{window}-subscription");
        Self { id, nudge: Nudge::SubscriptionAsked { person, window }, delay_seconds: 0 }
    }

    /// `occasion`: each is another nudge.
    pub(crate) fn launch(mailing: MailingId, occasion: &str) -> Self {
        let id = format!("{mailing}-{occasion}-launch");
        Self { id, nudge: Nudge::Launch { mailing }, delay_seconds: 0 }
    }

    /// `occasion`: each is another nudge.
    pub(crate) fn mailing(mailing: MailingId, occasion: &str) -> Self {
        let id = format!("{mailing}-{occasion}-mailing");
        Self { id, nudge: Nudge::Mailing { mailing }, delay_seconds: 0 }
    }

    pub(crate) fn into_item(self, now: Timestamp) -> Result<Attributes, StoreError> {
        Ok(expiring(item(Key::outbox(&self.id), OUTBOX, &self)?, now + KEPT))
    }
}

impl Store {
    /// The items that were written between two instants and are still there, in whole seconds. They are in no collection:
    /// this reads the whole table, for an operator after an incident.
    pub async fn outbox(&self, from: Timestamp, to: Timestamp) -> Result<Vec<OutboxItem>, StoreError> {
        let expires = |written: Timestamp| {
            let at = written.saturating_add(KEPT).unwrap_or(Timestamp::MAX);
            AttributeValue::N(at.as_second().to_string())
        };
        let mut pages = self
            .client
            .scan()
            .table_name(&self.table)
            .filter_expression("#entity = :outbox AND #expires_at BETWEEN :from AND :to")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#expires_at", "expires_at")
            .expression_attribute_values(":outbox", AttributeValue::S(OUTBOX.to_owned()))
            .expression_attribute_values(":from", expires(from))
            .expression_attribute_values(":to", expires(to))
            .into_paginator()
            .send();
        let mut items = Vec::new();
        while let Some(page) = pages.next().await {
            for found in page.map_err(StoreError::of)?.items.unwrap_or_default() {
                items.push(value(found, OUTBOX)?);
            }
        }
        Ok(items)
    }
}
