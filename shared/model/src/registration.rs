//! How one registers, and whom one can ask.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::phone::Phone;
use crate::text::Line;
use crate::web_link::WebLink;

/// How one registers: by at least one way. An event without it is open to whoever comes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The page where one registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<WebLink>,
    /// The address to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The last day on which one can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
}

impl Registration {
    /// Whether there is a way to register.
    pub fn has_a_way(&self) -> bool {
        self.link.is_some() || self.email.is_some() || self.phone.is_some()
    }
}

impl From<WebLink> for Registration {
    fn from(link: WebLink) -> Self {
        Self { link: Some(link), ..Self::default() }
    }
}

/// Whom the public can ask about an event: by at least one way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A person or a service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line<100>>,
    /// The address to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}
