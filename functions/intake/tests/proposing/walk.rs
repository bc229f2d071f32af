//! What someone types, step by step.

use model::proposal::{Proposal, Stage};

use crate::page::{Form, Page};
use crate::world::{World, proposal};

pub(crate) const BEGIN: &str = "/proposer/commencer";

/// The form of a step with what the sample proposal says there.
pub(crate) fn filled(form: Form, stage: Stage) -> Form {
    let Proposal { title, summary, description, .. } = proposal();
    match stage {
        Stage::Event => form
            .with("title", &title)
            .with("summary", &summary)
            .with("description", &description)
            .with("format", "atelier"),
        Stage::Dates => form
            .with("schedule", "slots")
            .row("slot_date", 0, "2024-11-12")
            .row("slot_start", 0, "10:00")
            .row("slot_end", 0, "12:00"),
        Stage::Place => form
            .with("mode", "on-site")
            .row("place_name", 0, "Médiathèque")
            .row("address", 0, "12 rue de l’Église")
            .row("postcode", 0, "35000")
            .row("commune", 0, "Rennes"),
        Stage::Public => form.with("audience", "agents"),
        Stage::Organisation => form
            .with("organisation", "Département")
            .with("organisation_kind", "collectivite")
            .with("organiser_name", "Camille Durand")
            .with("organiser_email", "camille.durand@exemple.gouv.fr"),
        Stage::Picture => form,
    }
}

/// Fills in all the steps, as people do, and comes to the check page.
pub(crate) async fn to_the_check_page(world: &World) -> Page {
    let mut page = world.open(BEGIN).await;
    for stage in Stage::STEPS {
        world.pass(60);
        page = world.sends_on(&filled(page.form(), stage)).await;
    }
    page
}
