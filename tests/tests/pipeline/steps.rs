//! What people do, one step a function, each tried again as a person would when the page says that it did not work.

use std::collections::BTreeMap;
use std::sync::Mutex;

use mail_parser::MessageParser;
use pipeline_tests::cloud::SentMail;
use pipeline_tests::pipeline::Pipeline;
use scraper::{Html, Selector};

use crate::world::{BASE_URL, Page, REGIONAL, World, get, post};

pub(crate) const ORGANISER: &str = "camille.durand@exemple.gouv.fr";

/// Where the form begins.
pub(crate) const FIRST_STEP: &str = "/proposer/commencer";

/// How long a person reads before sending, in seconds.
pub(crate) const READING: i64 = 5;

/// A workshop in Saint-Denis, La Réunion.
pub(crate) const WORKSHOP: &[(&str, &str)] = &[
    ("title", "Repenser l’accueil avec les usagers"),
    ("summary", "Un atelier pour améliorer ensemble l’accueil."),
    ("description", "Venez avec vos idées.\n\nOn repart avec un plan."),
    ("format", "atelier"),
    ("schedule", "slots"),
    ("slot_date", "2024-11-12"),
    ("slot_start", "10:00"),
    ("slot_end", "12:30"),
    ("mode", "on-site"),
    ("place_name", "Médiathèque François-Mitterrand"),
    ("postcode", "97400"),
    ("commune", "Saint-Denis"),
    ("audience", "agents"),
    ("audience", "grand-public"),
    ("organisation", "Département de La Réunion"),
    ("organisation_kind", "collectivite"),
    ("organiser_name", "Camille Durand"),
    ("organiser_email", ORGANISER),
];

/// More tries than any single fault needs.
pub(crate) const TRIES: usize = 3;

impl World {
    /// Opens an address until it answers with a page that is not "try again".
    pub(crate) async fn open(&self, path: &str) -> Page {
        for _ in 0..TRIES {
            match self.request(get(path)).await {
                Ok(page) if !page.status.is_server_error() => return page,
                _ => {}
            }
        }
        panic!("{path} never answered");
    }

    /// Opens the form, fills it with the workshop, checks it, sends it. Returns the reference.
    pub(crate) async fn submit(&self) -> String {
        let draft = self.fill(WORKSHOP).await;
        let proof = self.prove(&draft).await;
        self.send_draft(&draft, &proof).await
    }

    /// Fills every step with these fields. Returns the draft's address.
    pub(crate) async fn fill(&self, typed: &[(&str, &str)]) -> String {
        let opening = value_of(&self.open(FIRST_STEP).await, "ouverture");
        self.fill_opened(&opening, typed).await
    }

    /// The same from a first step that was opened before.
    pub(crate) async fn fill_opened(&self, opening: &str, typed: &[(&str, &str)]) -> String {
        let envelope = [("ouverture", opening), ("action", "continuer")];
        let fields: Vec<_> = envelope.into_iter().chain(typed.iter().copied()).collect();
        let next = self.leads_on(FIRST_STEP, &fields).await;
        self.fill_from(next, &fields).await
    }

    /// The same from a step of a draft, whose address this returns.
    pub(crate) async fn fill_from(&self, mut step: String, fields: &[(&str, &str)]) -> String {
        loop {
            match step.strip_suffix("/verifier") {
                Some(draft) => return draft.to_owned(),
                None => step = self.leads_on(&step, fields).await,
            }
        }
    }

    /// Sends a step, again while the page says that it could not be kept. Returns where it leads.
    pub(crate) async fn leads_on(&self, path: &str, fields: &[(&str, &str)]) -> String {
        for _ in 0..TRIES {
            // When nothing answers the browser shows an error; the person presses again.
            let Ok(page) = self.request(post(path, fields)).await else { continue };
            if let Some(next) = page.location {
                return next;
            }
            assert!(
                page.html.contains("n’a pas pu être enregistrée")
                    && page.html.contains("saisi est encore ci-dessous"),
                "a failure says so and keeps what was typed: {}",
                page.html
            );
        }
        panic!("{path} was never kept");
    }

    /// Reads what the form says, and sends it until there is a receipt. Returns the reference.
    pub(crate) async fn send_draft(&self, draft: &str, proof: &str) -> String {
        self.cloud.clock().advance(READING);
        for _ in 0..TRIES {
            let check = self.open(&format!("{draft}/verifier")).await;
            if let Some(reference) = text_of(&check, "#reference") {
                return reference;
            }
            let version = value_of(&check, "version");
            let fields = [("version", version.as_str()), ("exact", "oui"), ("preuve", proof)];
            // Whatever it answers, the draft says whether it has been sent.
            let _ = self.request(post(&format!("{draft}/envoyer"), &fields)).await;
        }
        let receipt = self.open(draft).await;
        text_of(&receipt, "#reference").expect("the form is sent at last")
    }

    /// What the page's script computes while the person reads: the work that the check page asks for.
    pub(crate) async fn prove(&self, draft: &str) -> String {
        let check = self.open(&format!("{draft}/verifier")).await;
        let html = Html::parse_document(&check.html);
        let form = html.select(&Selector::parse("[data-proof]").unwrap()).next().expect("a form to send");
        proof_for(form.value().attr("data-proof").expect("a challenge"))
    }

    /// Opens a page and sends its form until the page says that it is done, as a person would who was told to try
    /// again. Returns that page.
    pub(crate) async fn act_until(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        done: impl Fn(&Page) -> bool,
    ) -> Page {
        for _ in 0..TRIES {
            let page = self.open(path).await;
            if done(&page) {
                return page;
            }
            if let Ok(page) = self.request(post(path, fields)).await
                && page.status.is_success()
                && done(&page)
            {
                return page;
            }
        }
        let page = self.open(path).await;
        assert!(done(&page), "{path} is never done: {}", page.html);
        page
    }

    /// Follows the link of the mail and confirms.
    pub(crate) async fn confirm(&self, mail: &SentMail) -> Page {
        let confirmed = |page: &Page| !page.html.contains("name=\"confirm\"");
        self.act_until(&path_in(mail, "/confirmer/"), &[("confirm", "oui")], confirmed).await
    }

    /// Decides through a link.
    pub(crate) async fn decide(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<_> = [("act", "decide")].into_iter().chain(fields.iter().copied()).collect();
        self.act_until(path, &fields, is_decided).await
    }

    /// Follows the link of the mail and publishes.
    pub(crate) async fn publish(&self, mail: &SentMail) -> Page {
        self.decide(&path_in(mail, "/moderer/"), &[("decision", "publish")]).await
    }

    /// Takes the decision back.
    pub(crate) async fn undo(&self, path: &str) -> Page {
        let fields = [("act", "undo"), ("undo", "oui")];
        self.act_until(path, &fields, |page| !is_decided(page)).await
    }

    /// Follows the organiser's link, changes the title, sends.
    pub(crate) async fn correct(&self, path: &str, title: &str) -> Page {
        let from = value_of(&self.open(path).await, "from");
        let mut fields = vec![("action", "envoyer"), ("from", &from)];
        fields.extend(
            WORKSHOP.iter().map(|&(name, value)| (name, if name == "title" { title } else { value })),
        );
        for _ in 0..TRIES {
            if let Ok(page) = self.request(post(path, &fields)).await
                && page.status.is_success()
            {
                return page;
            }
        }
        panic!("the correction was never taken");
    }

    /// What the scheduler does every five minutes.
    pub(crate) async fn nudge_the_desk(&self) {
        let message = self.sqs.send_message().queue_url(&self.relay.desk_queue);
        message
            .message_body("{\"nudge\":\"round\"}")
            .send()
            .await
            .expect("the scheduler tries until it is taken");
    }

    /// Submits and confirms the workshop; the path of the moderator's link.
    pub(crate) async fn in_review(&self, pipeline: &mut Pipeline<'_>) -> String {
        self.submit().await;
        pipeline.settle().await;
        self.confirm(self.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
        pipeline.settle().await;
        path_in(self.mails_to(REGIONAL).last().expect("a mail to the moderator"), "/moderer/")
    }

    /// The night's snapshot, tried again as the scheduler does.
    pub(crate) async fn take_snapshot(&self) {
        for _ in 0..TRIES {
            let taken = self.cloud.invoke("snapshot", async {
                Box::pin(snapshot::handle(&self.snapshot, snapshot::Request::default())).await
            });
            if matches!(taken.await, Ok(Ok(_))) {
                return;
            }
        }
        panic!("the snapshot was never taken");
    }
}

/// The proof of work for a challenge. Every world draws the same challenges: each is worked out once.
fn proof_for(challenge: &str) -> String {
    static FOUND: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());
    let mut found = FOUND.lock().unwrap();
    let work = || {
        let mut nonces = (0_u32..).map(|nonce| nonce.to_string());
        nonces.find(|nonce| model::proof::holds(challenge, nonce)).expect("a proof")
    };
    found.entry(challenge.to_owned()).or_insert_with(work).clone()
}

/// The text of a mail.
pub(crate) fn text(mail: &SentMail) -> String {
    let message = MessageParser::new().parse(&mail.raw).expect("a mail that parses");
    message.body_text(0).expect("a text part").into_owned()
}

/// Whether the page says what was decided.
pub(crate) fn is_decided(page: &Page) -> bool {
    text_of(page, "#decision-prise").is_some()
}

/// The path of a link of the mail under `purpose`, the first of all or another.
pub(crate) fn other_path_in(mail: &SentMail, purpose: &str) -> String {
    let text = text(mail);
    let paths = text.lines().filter_map(|line| line.trim().strip_prefix(BASE_URL));
    paths.into_iter().find(|path| path.starts_with(purpose)).expect("such a link on its own line").to_owned()
}

/// The path of the mail's link under `purpose`.
pub(crate) fn path_in(mail: &SentMail, purpose: &str) -> String {
    let text = text(mail);
    let link =
        text.lines().find_map(|line| line.trim().strip_prefix(BASE_URL)).expect("a link on its own line");
    assert!(link.starts_with(purpose), "{link}");
    link.to_owned()
}

/// The value of a field of the page.
pub(crate) fn value_of(page: &Page, name: &str) -> String {
    let html = Html::parse_document(&page.html);
    let field = Selector::parse(&format!("[name={name}]")).unwrap();
    html.select(&field).next().and_then(|it| it.value().attr("value")).unwrap_or_default().to_owned()
}

/// The text of an element of the page.
pub(crate) fn text_of(page: &Page, selector: &str) -> Option<String> {
    let html = Html::parse_document(&page.html);
    let found = html.select(&Selector::parse(selector).unwrap()).next()?;
    Some(found.text().collect::<String>().trim().to_owned())
}
