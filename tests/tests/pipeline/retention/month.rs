//! A month in which every field of every form is filled, and everybody does something.

use lambda_http::http::Method;
use model::edition::Edition;
use model::legal::Legal;
use model::theme::Theme;
use pipeline_tests::pipeline::Pipeline;

use crate::feedback::about;
use crate::newsletter::opened;
use crate::steps::{READING, path_in, text, value_of};
use crate::world::{BASE_URL, REGIONAL, World, edition, post};

/// What the organiser typed of themselves, and nobody publishes.
pub(crate) const PRIVATE: [&str; 4] =
    ["Maëlys Kervadec", "Cheffe du bureau des canaris", "maelys.kervadec@exemple.gouv.fr", "0601020304"];

/// Their address.
pub(crate) const ORGANISER: &str = PRIVATE[2];

/// A colleague whom they invite.
pub(crate) const COLLEAGUE: &str = "titouan.lebihan@exemple.gouv.fr";

/// Someone who reads the letter, then another.
pub(crate) const READERS: [&str; 2] = ["ozanne.quere@example.org", "youna.legoff@example.org"];

/// Whoever begins the form for the organiser.
pub(crate) const ASSISTANT: &str = "secretariat.canaris@exemple.gouv.fr";

/// Every field of the form.
pub(crate) const EVERYTHING: &[(&str, &str)] = &[
    ("title", "Atelier des canaris"),
    ("summary", "Un atelier dont chaque champ est rempli."),
    ("description", "Venez avec vos idées.\n\nOn repart avec un plan."),
    ("format", "atelier"),
    ("themes", "participation"),
    ("language", "en"),
    ("schedule", "slots"),
    ("slot_date", "2024-11-12"),
    ("slot_start", "10:00"),
    ("slot_end", "12:30"),
    ("mode", "hybrid"),
    ("place_name", "Médiathèque François-Mitterrand"),
    ("address", "1 rue de Paris"),
    ("postcode", "97400"),
    ("commune", "Saint-Denis"),
    ("online_access", "public"),
    ("online_link", "https://visio.exemple.gouv.fr/canaris"),
    ("audience", "agents"),
    ("capacity", "40"),
    ("registration_link", "https://inscription.exemple.gouv.fr/canaris"),
    ("registration_email", "inscription@exemple.gouv.fr"),
    ("registration_phone", "0262000001"),
    ("registration_deadline", "2024-11-10"),
    ("accessibility", "mi"),
    ("accessibility_contact", "accueil@exemple.gouv.fr"),
    ("accessibility_details", "Entrée de plain-pied."),
    ("organisation", "Département de La Réunion"),
    ("organisation_kind", "collectivite"),
    ("partners", "Ville de Saint-Denis"),
    ("contact_name", "Accueil du public"),
    ("contact_email", "contact@exemple.gouv.fr"),
    ("contact_phone", "0262000002"),
    ("organiser_name", PRIVATE[0]),
    ("organiser_role", PRIVATE[1]),
    ("organiser_email", ORGANISER),
    ("organiser_phone", PRIVATE[3]),
    ("newsletter", "oui"),
];

/// An edition that says all that an edition can say.
pub(crate) fn full_edition() -> Edition {
    let legal: Legal = serde_json::from_value(serde_json::json!({
        "address": "20 avenue de Ségur\n75007 Paris",
        "phone": "+33142750000",
        "director": "Le délégué interministériel",
        "data_protection_officer": "dpo@exemple.gouv.fr",
        "statement": {
            "declared_on": "2024-06-01",
            "audit": { "on": "2024-05-01", "by": "Un cabinet", "met": 98, "findings": "Presque tout va bien." },
            "plan": "https://exemple.gouv.fr/plan",
        },
    }))
    .unwrap();
    Edition { themes: Theme::usual(), legal, ..edition() }
}

impl World {
    /// Someone else fills the form and sends it; nobody confirms the address yet.
    pub(super) async fn proposes(&self, address: &str) -> String {
        let theirs = |&(name, value): &(&'static str, &'static str)| {
            (name, if name == "organiser_email" { address.to_owned() } else { value.to_owned() })
        };
        let fields: Vec<_> =
            EVERYTHING.iter().filter(|(name, _)| *name != "newsletter").map(theirs).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let draft = self.fill(&fields).await;
        self.send_draft(&draft, "").await
    }
}

/// The month.
pub(crate) async fn month(world: &World, pipeline: &mut Pipeline<'_>) {
    world.store.open_edition(&full_edition()).await.unwrap();
    let draft = world.fill(EVERYTHING).await;
    world.mails_draft(&format!("{draft}/plus-tard"), ASSISTANT).await;
    let fields: Vec<_> = [("action", "image")].into_iter().chain(EVERYTHING.iter().copied()).collect();
    let picture = world.leads_on(&format!("{draft}/evenement"), &fields).await;
    world.illustrates(&picture).await;
    send_from_a_network(world, &draft).await;
    pipeline.settle().await;
    world.confirm(&letter(world, ORGANISER, "/confirmer/")).await;
    pipeline.settle().await;
    let path = path_in(world.mails_to(REGIONAL).last().expect("a mail to the moderator"), "/moderer/");
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.settle().await;
    let version = value_of(&world.open(&path).await, "version");
    let form = [("act", "feature"), ("version", version.as_str()), ("une", "oui")];
    world.act_until(&path, &form, |page| page.html.contains("value=\"unfeature\"")).await;
    let own = world.own_page(ORGANISER);
    world.invites(&own, COLLEAGUE).await;
    pipeline.settle().await;
    let said = [
        ("statut", "full"),
        ("nouvelles", "Une liste d’attente est ouverte."),
        ("salle", "Salle des canaris"),
        ("inscription", "https://liste.exemple.gouv.fr/canaris"),
    ];
    world.announces(&own, &said).await;
    pipeline.settle().await;
    newsletter(world, pipeline).await;
}

/// The letter that leads somewhere.
fn letter(world: &World, address: &str, purpose: &str) -> pipeline_tests::cloud::SentMail {
    let link = format!("{BASE_URL}{purpose}");
    let mails = world.mails_to(address);
    mails.into_iter().rfind(|mail| text(mail).contains(&link)).expect("such a mail")
}

/// Sends a draft as the front door passes it on: it says from which network.
async fn send_from_a_network(world: &World, draft: &str) {
    world.cloud.clock().advance(READING);
    let check = world.open(&format!("{draft}/verifier")).await;
    let version = value_of(&check, "version");
    let fields = [("version", version.as_str()), ("exact", "oui"), ("preuve", "")];
    let mut request = post(&format!("{draft}/envoyer"), &fields);
    assert_eq!(request.method(), Method::POST);
    request.headers_mut().insert("cloudfront-viewer-address", "198.51.100.10:46532".parse().unwrap());
    assert!(world.request(request).await.unwrap().location.is_some());
}

/// Two readers, one of whom changes address; a letter; a bounce, a complaint.
async fn newsletter(world: &World, pipeline: &mut Pipeline<'_>) {
    world.confirms_subscription(&letter(world, ORGANISER, "/abonnement/confirmer/")).await;
    for reader in READERS {
        let fields = [
            ("email", reader),
            ("region", "53"),
            ("administration", "etat-centrale"),
            ("profession", "innovation"),
            ("interest", "evenements"),
            ("consent", "oui"),
        ];
        let mut request = post("/abonnement", &fields);
        request.headers_mut().insert("cloudfront-viewer-address", "198.51.100.11:46532".parse().unwrap());
        world.request(request).await.unwrap();
        pipeline.settle().await;
        world.confirms_subscription(&letter(world, reader, "/abonnement/confirmer/")).await;
        pipeline.settle().await;
    }
    let id = world.has_draft().await;
    let page = opened(world, id).await;
    world.launches(id, page).await;
    pipeline.settle().await;
    let event = include_str!("../../../../functions/feedback/events/delivery.json");
    world.ses_tells(about(world.mails_to(READERS[0]).last().unwrap(), event)).await;
    pipeline.settle().await;
}
