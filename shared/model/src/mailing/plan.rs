//! Which sections an issue has, and in which order.

use serde::{Deserialize, Serialize};

/// A section of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// What the team says.
    Editorial,
    /// The events at its head.
    Featured,
    /// What is new in the reader's regions.
    NewInRegion,
    /// The week, day by day.
    Week,
    /// Online, for everyone.
    Online,
    /// Podcasts and modules, at any hour.
    Resources,
}

impl Section {
    /// Every section, in the usual order.
    pub const ALL: [Self; 6] =
        [Self::Editorial, Self::Featured, Self::NewInRegion, Self::Week, Self::Online, Self::Resources];

    /// As in the table and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Featured => "featured",
            Self::NewInRegion => "new-in-region",
            Self::Week => "week",
            Self::Online => "online",
            Self::Resources => "resources",
        }
    }

    /// The section of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// As editors and readers read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Editorial => "Éditorial",
            Self::Featured => "À la une",
            Self::NewInRegion => "Nouveau dans votre région",
            Self::Week => "Cette semaine, jour par jour",
            Self::Online => "En ligne, pour tout le monde",
            Self::Resources => "À écouter, à lire, à suivre",
        }
    }
}

/// The sections of an issue, in order, each once at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Section>", into = "Vec<Section>")]
pub struct Plan(Vec<Section>);

impl Plan {
    /// These sections; one that comes again is left out.
    pub fn new(sections: impl IntoIterator<Item = Section>) -> Self {
        let mut plan = Vec::new();
        for section in sections {
            if !plan.contains(&section) {
                plan.push(section);
            }
        }
        Self(plan)
    }

    /// Every section in the usual order.
    pub fn usual() -> Self {
        Self(Section::ALL.to_vec())
    }

    /// The sections.
    pub fn sections(&self) -> &[Section] {
        &self.0
    }
}

impl From<Vec<Section>> for Plan {
    fn from(sections: Vec<Section>) -> Self {
        Self::new(sections)
    }
}

impl From<Plan> for Vec<Section> {
    fn from(plan: Plan) -> Self {
        plan.0
    }
}
