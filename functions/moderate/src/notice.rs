//! What has come of an act, where the page does not show it by itself.

use model::text::Line;

/// What the page says above all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The decision was undone.
    Undone,
    /// The decision could not be undone: its mail has left, or may be leaving.
    Told,
    /// The decision could not be undone: the time for it is over, though nobody is written to.
    Expired,
    /// The decision could not be undone: another one has come since.
    TooLate,
    /// The request for changes was taken back.
    TakenBack,
    /// A colleague has been entrusted with the decision.
    Entrusted(Line<100>),
    /// They have taken the decision upon themselves.
    Taken,
    /// Nobody is entrusted with it any more.
    Released,
    /// A note was added.
    Noted,
    /// The event is on the programme's home.
    Featured,
    /// The event is no longer on the programme's home.
    Unfeatured,
    /// Another region's event is not theirs to put on the programme's home.
    NotTheirs,
    /// What was asked makes no sense any more.
    Overtaken,
    /// Too many people acted at once.
    Crowded,
}

impl Notice {
    /// Its look in the design system.
    pub(crate) fn look(&self) -> &'static str {
        match self {
            Self::Undone
            | Self::TakenBack
            | Self::Entrusted(_)
            | Self::Taken
            | Self::Released
            | Self::Noted
            | Self::Featured
            | Self::Unfeatured => "success",
            Self::Told | Self::Expired | Self::TooLate | Self::NotTheirs | Self::Overtaken => "warning",
            Self::Crowded => "error",
        }
    }

    /// In a few words.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Undone => "Décision annulée".into(),
            Self::Told | Self::Expired | Self::TooLate => "La décision n’a pas été annulée".into(),
            Self::TakenBack => "Demande de modifications retirée".into(),
            Self::Entrusted(name) => format!("Décision confiée à {name}"),
            Self::Taken => "La décision vous est confiée".into(),
            Self::Released => "La décision n’est plus confiée à personne en particulier".into(),
            Self::Noted => "Note ajoutée".into(),
            Self::Featured => "L’événement est à la une".into(),
            Self::Unfeatured => "L’événement n’est plus à la une".into(),
            Self::NotTheirs | Self::Overtaken => "Votre demande n’a pas été enregistrée".into(),
            Self::Crowded => "Rien n’a été enregistré".into(),
        }
    }

    /// What follows from it.
    pub(crate) fn text(&self) -> &'static str {
        match self {
            Self::Undone => {
                "Tout est redevenu comme avant, et l’organisateur n’en saura rien. L’historique garde la trace des deux."
            }
            Self::Told => {
                "Il est trop tard\u{a0}: le courriel à l’organisateur est parti, ou est peut-être en train de partir. La \
                 décision reste en vigueur."
            }
            Self::Expired => "Il est trop tard\u{a0}: le délai est passé. La décision reste en vigueur.",
            Self::TooLate => "Autre chose est arrivé depuis. Voici où en sont les choses.",
            Self::TakenBack => {
                "La proposition attend de nouveau une décision, et l’organisateur apprend par courriel qu’il n’a rien à \
                 changer."
            }
            Self::Entrusted(_) => "Un courriel l’en avertit.",
            Self::Taken => "Vos collègues le voient sur cette page et dans leur file d’attente.",
            Self::Released => "Toutes les personnes qui l’ont reçue peuvent décider.",
            Self::Noted => "Seuls les modérateurs la voient.",
            Self::Featured => "L’accueil du programme est mis à jour en quelques secondes.",
            Self::Unfeatured => "Il reste au programme, et l’accueil est mis à jour en quelques secondes.",
            Self::NotTheirs => {
                "La une est du ressort de l’équipe nationale et des personnes qui s’occupent de la région de l’événement."
            }
            Self::Overtaken => "Quelque chose est arrivé entre-temps. Voici où en sont les choses.",
            Self::Crowded => {
                "D’autres personnes agissent sur cet événement au même moment. Tout ce que vous avez saisi est \
                 conservé\u{a0}: relisez la page, puis envoyez de nouveau."
            }
        }
    }
}
