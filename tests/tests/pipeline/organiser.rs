//! What an organiser and their colleagues do after sending, or before, each tried again as a person would.

use std::io::Cursor;
use std::sync::LazyLock;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_s3::primitives::ByteStream;
use image::{ImageFormat, RgbImage};
use lambda_http::http::StatusCode;
use pipeline_tests::cloud::UPLOADS_BUCKET;

use crate::forms::Form;
use crate::steps::{TRIES, other_path_in, text, text_of};
use crate::world::{BASE_URL, Page, World, post};

/// Small, since it is decoded at each run; wide enough for two widths, of two kinds each.
static PHOTOGRAPH: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let picture = RgbImage::from_fn(500, 20, |x, y| {
        image::Rgb([x, y, x ^ y].map(|level| u8::try_from(level % 256).unwrap()))
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
});

impl World {
    /// Someone's page of their event: each of a team has their own. The last mail that leads there says where.
    pub(crate) fn own_page(&self, address: &str) -> String {
        let mails = self.mails_to(address);
        let leads = mails.iter().rfind(|mail| text(mail).contains("/mon-evenement/"));
        other_path_in(leads.expect("a mail that leads to the event's page"), "/mon-evenement/")
    }

    /// Announces what holds at once: types, reads what it changes, ticks the box.
    pub(crate) async fn announces(&self, own: &str, typed: &[(&str, &str)]) {
        let path = format!("{own}/pratique");
        let mut page = self.open(&path).await;
        // Two forms, each of which may have to be sent again.
        for _ in 0..2 * TRIES {
            let form = match page.form(|form| form.has("action", "publier")) {
                Some(preview) => preview.filled(&[("accord", "oui")]),
                None => page.form(|form| form.has("action", "verifier")).expect("a form").filled(typed),
            };
            let Ok(answer) = self.request(post(&path, &form.pairs())).await else { continue };
            if answer.location == Some(format!("{own}?fait=pratique")) {
                return;
            }
            if answer.html.contains("Vous n’avez rien changé") {
                return; // the answer that said that it was online was lost
            }
            form.is_kept_by(&answer);
            page = answer;
        }
        panic!("it is never online: {}", page.html);
    }

    /// Invites a colleague.
    pub(crate) async fn invites(&self, own: &str, address: &str) {
        self.changes_team(own, "inviter", &[("email", address), ("accord", "oui")], "invite").await;
    }

    /// Takes the first colleague out of the team.
    pub(crate) async fn dismisses(&self, own: &str) {
        self.changes_team(own, "retirer", &[("place", "1")], "retire").await;
    }

    async fn changes_team(&self, own: &str, act: &str, typed: &[(&str, &str)], done: &str) {
        let team = format!("{own}/equipe");
        let form = self.open(&team).await.form(|form| form.has("act", act)).expect("a form");
        let answer = self.press(&form.filled(typed)).await;
        assert_eq!(answer.location, Some(format!("{team}?fait={done}")), "{}", answer.html);
    }

    /// Takes a proposal back.
    pub(crate) async fn retracts(&self, own: &str) {
        let done = |page: &Page| page.location == Some(format!("{own}?fait=retire"));
        self.act_until(&format!("{own}/retirer"), &[("accord", "oui")], done).await;
    }

    /// The link of someone who has left leads nowhere, and the forms that they have kept do nothing.
    pub(crate) async fn is_dead(&self, own: &str) {
        for path in ["", "/modifier", "/pratique", "/equipe"].map(|page| format!("{own}{page}")) {
            assert_eq!(self.open(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let kept = Form {
            posts: true,
            action: format!("{own}/equipe"),
            fields: [("act", "inviter"), ("email", "autre@exemple.gouv.fr"), ("accord", "oui")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into(),
        };
        assert_eq!(self.press(&kept).await.status, StatusCode::NOT_FOUND);
    }

    /// Asks for the links to their events. Whoever asks is told the same.
    pub(crate) async fn asks_for_event_links(&self, address: &str) {
        let form = self.open("/mes-evenements").await.form(|form| form.has("email", "")).expect("a form");
        let answer = self.press(&form.filled(&[("email", address)])).await;
        assert_eq!(answer.location.as_deref(), Some("/mes-evenements?fait=demande"), "{}", answer.html);
    }

    /// Has the address of a draft mailed, from the page that says how to come back.
    pub(crate) async fn mails_draft(&self, later: &str, address: &str) {
        let page = self.open(later).await;
        let form = page.form(|form| form.action.ends_with("/courriel")).expect("a form");
        let answer = self.press(&form.filled(&[("email", address)])).await;
        assert!(text_of(&answer, "#envoye").is_some_and(|told| told.contains(address)), "{}", answer.html);
    }

    /// Sends a picture as a browser does, then describes it. Returns where that leads.
    pub(crate) async fn illustrates(&self, path: &str) -> String {
        let page = self.open(path).await;
        let upload = page.form(|form| form.action == "/depot").expect("a form that sends a file");
        let value = |name: &str| upload.fields.iter().find(|(it, _)| it == name).expect("a field").1.clone();
        let (key, redirect) = (value("key"), value("success_action_redirect"));
        let s3 = aws_sdk_s3::Client::new(&self.cloud.sdk_config(RetryConfig::standard()));
        let put = s3.put_object().bucket(UPLOADS_BUCKET).key(&key);
        put.body(ByteStream::from_static(&PHOTOGRAPH))
            .send()
            .await
            .expect("the browser tries until it is taken");
        // As S3 leads on.
        let here = redirect.strip_prefix(BASE_URL).expect("a page of the site");
        let next = format!("{here}?bucket={UPLOADS_BUCKET}&key={}&etag=%22x%22", key.replace('/', "%2F"));
        let form = self.open(&next).await.form(|form| form.has("action", "enregistrer")).expect("a form");
        let words = [
            ("picture_alt", "Six agents autour d’une maquette."),
            ("picture_credit", "Camille Durand"),
            ("picture_rights", "oui"),
        ];
        let kept = self.press(&form.filled(&words)).await;
        kept.location.unwrap_or_else(|| panic!("the picture is never kept: {}", kept.html))
    }
}
