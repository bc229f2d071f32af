//! What has come of an act, or what keeps it from being done: said above all on the page.

use askama::Template;

use crate::Outage;

/// An alert of the design system, which the page opens at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "alert.html")]
pub(crate) struct Alert {
    /// `success`, `info`, `warning`, `error`.
    pub(crate) look: &'static str,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

impl Alert {
    /// The HTML.
    pub(crate) fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    pub(crate) fn done(title: &'static str, text: &'static str) -> Self {
        Self { look: "success", title, text }
    }

    /// A decision can still be undone: nothing is taken in before the team can know of it.
    pub(crate) const BEING_DECIDED: Self = Self {
        look: "warning",
        title: "L’équipe examine votre événement en ce moment",
        text: "Rien n’est encore enregistré. Attendez quelques minutes, puis envoyez de nouveau\u{a0}: tout ce que vous \
               avez saisi est encore ci-dessous.",
    };

    /// Too many have asked from this network.
    pub(crate) const CROWD: Self = Self {
        look: "error",
        title: "Trop de demandes viennent de votre réseau",
        text: "Pour écarter les robots, nous en acceptons un nombre limité par heure, et la vôtre n’a pas été \
               enregistrée. Ce que vous avez saisi est encore ci-dessous. Revenez dans une heure, ou essayez depuis un \
               autre réseau.",
    };

    /// The table does not answer.
    pub(crate) fn of(outage: Outage) -> Self {
        match outage {
            Outage::NothingRecorded => Self {
                look: "error",
                title: "Votre demande n’a pas pu être enregistrée",
                text: "Un incident nous en empêche\u{a0}: rien n’a été enregistré. Tout ce que vous avez saisi est encore \
                       ci-dessous. Attendez une minute, puis envoyez de nouveau.",
            },
            Outage::PerhapsRecorded => Self {
                look: "error",
                title: "Nous ne savons pas si votre demande est enregistrée",
                text: "Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, puis envoyez de \
                       nouveau\u{a0}: ce qui était déjà enregistré ne le sera pas deux fois.",
            },
        }
    }
}
