//! The domain: types that can only hold valid values, rules, state machines.
//!
//! No I/O, no AWS, no clock: whoever calls passes the time in. A type with a `parse` has private
//! fields, so whoever holds one holds a valid value; messages meant for people are in French.

pub mod accessibility;
pub mod attendance;
pub mod content;
pub mod data_protection;
pub mod difference;
pub mod draft;
pub mod due;
pub mod edition;
pub mod email;
pub mod erased;
pub mod event;
pub mod french;
pub mod id;
pub mod ledger;
pub mod legal;
pub mod letter;
pub mod look_alike;
pub mod mailing;
pub mod material;
pub mod moderation;
pub mod order;
pub mod organisation;
pub mod pace;
pub mod part;
pub mod phone;
pub mod picture;
pub mod practical;
pub mod proof;
pub mod proposal;
pub mod publication;
pub mod reason;
pub mod reception;
pub mod registration;
pub mod schedule;
pub mod screening;
pub mod spam;
pub mod step;
pub mod subscriber;
pub mod territory;
pub mod text;
pub mod theme;
pub mod vocabulary;
pub mod waiting;
pub mod web_link;
pub mod zone;
