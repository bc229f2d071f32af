//! What has come of an act, said above all on the page.

/// What the page says above all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself by its title")]
pub(crate) enum Notice {
    Saved,
    Unchanged,
    TestSent,
    TestAsked,
    Launched,
    Scheduled,
    Unscheduled,
    Discarded,
    Paused,
    Resumed,
    Cancelled,
    /// What was asked makes no sense any more, or not without another look: what was done meanwhile.
    Overtaken(String),
    /// Too many people acted at once.
    Crowded,
}

impl Notice {
    /// Its look in the design system.
    pub(crate) fn look(&self) -> &'static str {
        match self {
            Self::Unchanged | Self::TestAsked => "info",
            Self::Overtaken(_) => "warning",
            Self::Crowded => "error",
            _ => "success",
        }
    }

    /// In a few words.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::Saved => "Contenu enregistré",
            Self::Unchanged => "Rien n’a changé",
            Self::TestSent => "Essai demandé",
            Self::TestAsked => "Un essai est déjà en route",
            Self::Launched => "Envoi demandé",
            Self::Scheduled => "Envoi programmé",
            Self::Unscheduled => "Programmation annulée",
            Self::Discarded => "Lettre abandonnée",
            Self::Paused => "Envoi mis en pause",
            Self::Resumed => "Envoi repris",
            Self::Cancelled => "Envoi annulé",
            Self::Overtaken(_) => "Votre demande n’a pas été enregistrée",
            Self::Crowded => "Rien n’a été enregistré",
        }
    }

    /// What follows from it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Saved => "L’aperçu, les vérifications et les destinataires ci-dessous en tiennent compte.",
            Self::Unchanged => "Ce que vous avez envoyé est déjà enregistré.",
            Self::TestSent => {
                "La lettre vous est envoyée telle que les abonnés la recevraient\u{a0}: elle arrive dans la minute."
            }
            Self::TestAsked => "On peut demander un essai par minute.",
            Self::Launched => {
                "La liste des destinataires est arrêtée, puis l’envoi commence. Rechargez cette page pour voir où il en est."
            }
            Self::Scheduled => {
                "La lettre partira d’elle-même. D’ici là, vous pouvez encore la modifier, ou annuler la programmation."
            }
            Self::Unscheduled => "La lettre est de nouveau un brouillon\u{a0}: elle ne partira que si vous le décidez.",
            Self::Discarded => "Elle ne sera pas envoyée. Elle reste dans la liste des lettres.",
            Self::Paused => "Ce qui était en train de partir finit de partir, puis plus rien jusqu’à la reprise.",
            Self::Resumed => "Les copies qui attendent partent de nouveau.",
            Self::Cancelled => "Ce qui était en train de partir finit de partir, le reste ne partira pas.",
            Self::Overtaken(deed) => {
                return format!(
                    "La lettre a changé depuis que vous avez ouvert cette page\u{a0}: {deed}. Voici où en sont les choses."
                );
            }
            Self::Crowded => {
                "D’autres personnes agissent sur cette lettre au même moment. Tout ce que vous avez saisi est \
                 conservé\u{a0}: relisez la page, puis envoyez de nouveau."
            }
        }
        .into()
    }
}
