//! A draft and its picture.

use lambda_http::http::StatusCode;
use model::picture::Frame;
use pipeline_tests::cloud::{Cloud, Service};

use crate::world::{Whose, World, photograph};

#[tokio::test(start_paused = true)]
async fn a_described_picture_is_in_the_site_and_in_the_draft() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(1600, 900)).await;
    let kept = world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    assert_eq!((kept.status, kept.location), (StatusCode::SEE_OTHER, Some(World::back(Whose::Draft))));
    let draft = world.draft().await;
    let frame = Frame::from_code(&draft.proposal.picture).unwrap();
    assert_eq!((frame.width, frame.height), (1200, 675));
    assert_eq!(draft.proposal.picture_credit, "Camille Durand");
    assert_eq!(draft.proposal.title, "Repenser l’accueil", "the rest stays");
    let id = frame.id;
    let files = ["480.jpg", "480.webp", "1200.jpg", "1200.webp"].map(|end| format!("images/{id}-{end}"));
    let mut there = world.files().await;
    there.sort();
    let mut files = files.to_vec();
    files.sort();
    assert_eq!(there, files);
    let webp = world.cloud.object(&format!("images/{id}-480.webp")).await.unwrap();
    assert_eq!((&webp[..4], &webp[8..12]), (&b"RIFF"[..], &b"WEBP"[..]));
}

#[tokio::test(start_paused = true)]
async fn what_is_missing_is_told_and_the_file_is_kept() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    let wrong = world.send(Whose::Draft, &page.form("enregistrer").with("picture_credit", "Camille")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["picture_alt", "picture_rights"] {
        assert!(wrong.html.contains(&format!("<li><a href=\"#{field}\">")), "{}", wrong.html);
        let messages = format!("{field}-messages");
        assert_eq!(wrong.attribute(&format!("#{field}"), "aria-describedby"), Some(messages));
    }
    assert!(wrong.attribute("figure img", "src").unwrap().starts_with("data:image/jpeg;base64,"));
    assert!(world.files().await.is_empty(), "nothing is kept before all is said");
    let form = wrong.form("enregistrer");
    assert_eq!(form.value("picture_credit"), Some("Camille"));
    let decorative = form.with("picture_decorative", "oui").with("picture_rights", "oui");
    assert_eq!(world.send(Whose::Draft, &decorative).await.status, StatusCode::SEE_OTHER);
    let proposal = world.draft().await.proposal;
    assert_eq!((proposal.picture_decorative.as_str(), proposal.picture_alt.as_str()), ("oui", ""));
}

#[tokio::test(start_paused = true)]
async fn a_picture_that_is_kept_is_shown_described_again_replaced_and_taken_away() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    let first = Frame::from_code(&world.draft().await.proposal.picture).unwrap();

    let page = world.open(&World::link(Whose::Draft)).await;
    assert_eq!(page.heading(), "L’image de votre événement");
    assert_eq!(page.attribute("figure img", "src"), Some(format!("/images/{}-480.jpg", first.id)));
    assert_eq!(page.attribute("figure img", "height").as_deref(), Some("360"));
    let told = page.form("enregistrer").with("picture_alt", "Une maquette.");
    assert_eq!(world.send(Whose::Draft, &told).await.status, StatusCode::SEE_OTHER);
    let proposal = world.draft().await.proposal;
    assert_eq!((proposal.picture_alt.as_str(), proposal.picture), ("Une maquette.", first.code()));

    let page = world.sends(Whose::Draft, &photograph(800, 480)).await;
    assert_eq!(page.form("enregistrer").value("picture_alt"), Some(""), "another picture has other words");
    world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    let second = Frame::from_code(&world.draft().await.proposal.picture).unwrap();
    assert_ne!(second.id, first.id);

    let page = world.open(&World::link(Whose::Draft)).await;
    let unsure = world.send(Whose::Draft, &page.form("retirer")).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unsure.attribute("#erreurs a", "href").as_deref(), Some("#retirer-image"));
    assert_eq!(world.draft().await.proposal.picture, second.code());
    let sure = world.send(Whose::Draft, &unsure.form("retirer").with("retirer-image", "oui")).await;
    assert_eq!(sure.status, StatusCode::SEE_OTHER);
    let proposal = world.draft().await.proposal;
    assert_eq!((proposal.picture, proposal.picture_credit), (String::new(), String::new()));
    assert_eq!(world.open(&World::link(Whose::Draft)).await.heading(), "Ajouter une image");
}

#[tokio::test(start_paused = true)]
async fn a_form_sent_twice_writes_nothing_twice() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    let form = page.form("enregistrer").described();
    world.send(Whose::Draft, &form).await;
    let (items, writes) = (cloud.items().await, writes_to_the_site(&cloud));
    let again = world.send(Whose::Draft, &form).await;
    assert_eq!(again.location, Some(World::back(Whose::Draft)));
    assert_eq!(cloud.items().await, items);
    assert_eq!(writes_to_the_site(&cloud), writes);
}

fn writes_to_the_site(cloud: &Cloud) -> usize {
    let is_write = |call: &&pipeline_tests::cloud::Call| {
        call.service == Service::S3 && call.operation == "PutObject" && call.target.starts_with("images/")
    };
    cloud.calls().iter().filter(is_write).count()
}

#[tokio::test(start_paused = true)]
async fn what_a_moderator_has_seen_at_an_address_is_what_stays_there() {
    let world = World::new(&Cloud::new().await).await;
    let file = photograph(640, 480);
    let id = picture::prepare(&file).unwrap().frame.id;
    // A file of another picture of the same name: made on purpose, since a name is 60 bits of a hash.
    world.has_published(&format!("images/{id}-480.jpg"), b"what was seen").await;
    let page = world.sends(Whose::Draft, &file).await;
    let kept = world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert_eq!(world.cloud.object(&format!("images/{id}-480.jpg")).await, Some(b"what was seen".to_vec()));
    assert!(world.cloud.object(&format!("images/{id}-640.webp")).await.is_some());
}

#[tokio::test(start_paused = true)]
async fn what_is_typed_elsewhere_meanwhile_is_not_lost() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    world.draft_is_typed_in().await;
    world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    let proposal = world.draft().await.proposal;
    assert_eq!(proposal.summary, "Version 1.");
    assert!(!proposal.picture.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_file_that_has_waited_too_long_is_asked_again_and_the_words_are_given_back() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    world.forgets(&page).await;
    let late = world.send(Whose::Draft, &page.form("enregistrer").described()).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text("#file-messages").contains("n’est plus là"), "{}", late.html);
    assert!(late.text("#deja-saisi").contains("Six agents autour d’une maquette."), "{}", late.html);
    late.upload_form();
}

#[tokio::test(start_paused = true)]
async fn a_draft_that_was_sent_says_so_and_never_changes() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &photograph(640, 480)).await;
    world.is_sent().await;
    let before = world.draft().await;
    let answers = [
        world.send(Whose::Draft, &page.form("enregistrer").described()).await,
        world.open(&World::link(Whose::Draft)).await,
    ];
    for answer in answers {
        assert_eq!(answer.heading(), "Votre proposition est déjà envoyée");
    }
    assert_eq!(world.draft().await, before);
    assert!(world.files().await.is_empty());
}
