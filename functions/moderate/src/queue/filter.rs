//! Narrowing the queue: what the address asks for, and what that lets through.

use jiff::SignedDuration;
use model::id::ModeratorId;
use model::territory::Region;
use model::vocabulary::Format;
use model::waiting::{ESCALATION, REMINDER, Waiting};

use super::bearer::Bearer;
use super::search::Words;

/// More characters than a search needs.
const MOST_TYPED: usize = 200;

/// The parameters of the address.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) pour: String,
    pub(super) region: String,
    pub(super) format: String,
    pub(super) age: String,
    pub(super) ressemblance: String,
    pub(super) edition: String,
    pub(super) q: String,
    pub(super) page: String,
    pub(super) action: String,
}

/// Whom an event waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Whose {
    /// Who looks at the page.
    #[default]
    Mine,
    /// Anyone.
    Anyone,
    /// Nobody in particular.
    Nobody,
    /// Whom it has been entrusted to.
    Of(ModeratorId),
}

/// Where an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whereabouts {
    Online,
    In(Region),
}

/// Whether an earlier revision is in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Novelty {
    New,
    Edit,
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Filters {
    pub(super) whose: Whose,
    pub(super) whereabouts: Option<Whereabouts>,
    pub(super) format: Option<Format>,
    pub(super) older_than: Option<SignedDuration>,
    pub(super) looks_alike: bool,
    pub(super) novelty: Option<Novelty>,
    /// As typed.
    pub(super) sought: String,
    pub(super) words: Words,
}

/// The ages of the filter: those at which people are reminded.
pub(super) const AGES: [SignedDuration; 2] = [REMINDER, ESCALATION];

impl Filters {
    /// What the address asks for; what it asks for and does not exist narrows nothing.
    pub(super) fn of(asked: &Asked) -> Self {
        let sought: String = asked.q.trim().chars().take(MOST_TYPED).collect();
        Self {
            whose: Whose::of(&asked.pour),
            whereabouts: Whereabouts::of(&asked.region),
            format: Format::from_code(&asked.format),
            older_than: AGES.into_iter().find(|age| age.as_hours().to_string() == asked.age),
            looks_alike: asked.ressemblance == "oui",
            novelty: Novelty::of(&asked.edition),
            words: Words::parse(&sought),
            sought,
        }
    }

    /// The same in an address; the default has no parameter.
    pub(super) fn parameters(&self) -> Vec<(&'static str, String)> {
        let age = self.older_than.map(|age| age.as_hours().to_string());
        let parameters = [
            ("pour", self.whose.code()),
            ("region", self.whereabouts.map(Whereabouts::code).unwrap_or_default().to_owned()),
            ("format", self.format.map(Format::code).unwrap_or_default().to_owned()),
            ("age", age.unwrap_or_default()),
            ("ressemblance", if self.looks_alike { "oui".to_owned() } else { String::new() }),
            ("edition", self.novelty.map(Novelty::code).unwrap_or_default().to_owned()),
            ("q", self.sought.clone()),
        ];
        parameters.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Whether nothing but what waits for oneself is asked for.
    pub(super) fn are_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an event that the bearer may see is shown.
    pub(super) fn let_through(&self, waiting: &Waiting, bearer: &Bearer) -> bool {
        self.whose.holds(waiting, bearer)
            && self.whereabouts.is_none_or(|place| place.holds(waiting))
            && self.format.is_none_or(|format| format == waiting.format)
            && self.older_than.is_none_or(|age| waiting.age(bearer.now) > age)
            && (!self.looks_alike || waiting.look_alike.is_some())
            && self.novelty.is_none_or(|novelty| (novelty == Novelty::Edit) == waiting.is_edit)
            && self.words.are_in(waiting)
    }

    /// What is shown of what the bearer may see.
    pub(super) fn among<'a>(&self, visible: &'a [Waiting], bearer: &Bearer) -> Vec<&'a Waiting> {
        visible.iter().filter(|waiting| self.let_through(waiting, bearer)).collect()
    }
}

impl Whose {
    fn of(code: &str) -> Self {
        match code {
            "toutes" => Self::Anyone,
            "personne" => Self::Nobody,
            code => ModeratorId::parse(code).map_or(Self::Mine, Self::Of),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            Self::Mine => String::new(),
            Self::Anyone => "toutes".into(),
            Self::Nobody => "personne".into(),
            Self::Of(moderator) => moderator.to_string(),
        }
    }

    pub(super) fn holds(self, waiting: &Waiting, bearer: &Bearer) -> bool {
        match self {
            Self::Mine => bearer.moderator.is_awaited_for(waiting, &bearer.team, bearer.today()),
            Self::Anyone => true,
            Self::Nobody => waiting.assigned.is_none(),
            Self::Of(moderator) => waiting.assigned == Some(moderator),
        }
    }
}

impl Whereabouts {
    /// The parameter's value for what is online.
    pub(super) const ONLINE: &str = "en-ligne";

    fn of(code: &str) -> Option<Self> {
        if code == Self::ONLINE { Some(Self::Online) } else { Region::from_code(code).map(Self::In) }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Online => Self::ONLINE,
            Self::In(region) => region.code(),
        }
    }

    pub(super) fn holds(self, waiting: &Waiting) -> bool {
        match self {
            Self::Online => waiting.region.is_none(),
            Self::In(region) => waiting.regions().contains(&region),
        }
    }
}

impl Novelty {
    fn of(code: &str) -> Option<Self> {
        [Self::New, Self::Edit].into_iter().find(|novelty| novelty.code() == code)
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::New => "nouvelle",
            Self::Edit => "modification",
        }
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
