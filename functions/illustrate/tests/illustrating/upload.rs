//! Sending a file, and what is said of it.

use lambda_http::http::{Method, StatusCode};
use links::{Purpose, Subject};
use model::event::Seat;
use model::id::{DraftId, EventId};
use pipeline_tests::cloud::Cloud;

use crate::world::{BASE_URL, Whose, World, noise, photograph};

#[tokio::test(start_paused = true)]
async fn the_form_sends_the_file_where_this_page_alone_looks_for_it_and_comes_back() {
    let world = World::new(&Cloud::new().await).await;
    for (whose, folder) in [
        (Whose::Draft, DraftId::derive(&[b"d"]).to_string()),
        (Whose::Event, { format!("{}-0", EventId::derive(&[b"e"])) }),
    ] {
        let link = World::link(whose);
        let page = world.open(&link).await;
        assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Ajouter une image"));
        let form = page.upload_form();
        assert!(form.value("key").unwrap().starts_with(&format!("depots/{folder}/")), "{form:?}");
        assert_eq!(form.value("success_action_redirect"), Some(format!("{BASE_URL}{link}").as_str()));
        for name in ["policy", "x-amz-signature", "x-amz-credential", "x-amz-date", "x-amz-algorithm"] {
            assert!(!form.value(name).unwrap_or_default().is_empty(), "{name}");
        }
        let described = page.attribute("#file", "aria-describedby").unwrap();
        assert_eq!(page.attribute(&format!("#{described}"), "aria-live").as_deref(), Some("polite"));
        assert_eq!(page.attribute("#file", "data-max-bytes").as_deref(), Some("8000000"));
        assert!(page.attribute("#file", "data-too-heavy").unwrap().contains("8\u{a0}Mo"));
        assert!(page.html.contains(&World::back(whose)));
        assert_eq!(page.attribute("head script", "src").as_deref(), Some("/assets/form.js"));
        let again = world.open(&link).await.upload_form();
        assert_ne!(again.value("key"), form.value("key"), "each page has a key of its own");
    }
}

#[tokio::test(start_paused = true)]
async fn a_file_that_has_come_is_shown_and_nothing_is_kept() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let before = cloud.items().await;
    let page = world.sends(Whose::Draft, &photograph(1600, 900)).await;
    assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Décrire l’image"));
    assert!(page.attribute("figure img", "src").unwrap().starts_with("data:image/jpeg;base64,/9j/"));
    assert!(page.attribute("figure img", "alt").is_some_and(|alt| !alt.is_empty()));
    assert_eq!(page.form("enregistrer").value("picture_rights"), None, "nothing is ticked");
    assert_eq!(cloud.items().await, before);
    assert!(world.files().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_picture_too_large_for_a_page_is_taken_without_being_shown() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Draft, &noise(320, 12_000)).await;
    assert_eq!((page.heading().as_str(), page.attribute("figure img", "src")), ("Décrire l’image", None));
    assert!(page.html.len() < 100_000);
    assert_eq!(
        world.send(Whose::Draft, &page.form("enregistrer").described()).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_no_picture_is_refused_with_what_to_do() {
    let world = World::new(&Cloud::new().await).await;
    let mut cut = photograph(640, 480);
    cut.truncate(cut.len() / 2);
    let files: [(&[u8], &str); 6] = [
        (b"", "Choisissez un fichier"),
        (b"GIF89a\x01\0\x01\0", "une image GIF"),
        (b"%PDF-1.7", "un document PDF"),
        (&photograph(200, 100), "200\u{a0}pixels de large"),
        (&cut, "Il manque la fin"),
        (&vec![0xFF; 8_000_001], "dépasse 8\u{a0}Mo"),
    ];
    for (file, said) in files {
        let page = world.sends(Whose::Draft, file).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.text("#file-messages").contains(said), "{said}: {}", page.html);
        assert_eq!(page.attribute("#file", "aria-describedby").as_deref(), Some("file-messages"));
        assert_eq!(page.attribute("#erreurs a", "href").as_deref(), Some("#file"));
        assert!(page.html.contains("<title>Erreur – "));
        page.upload_form(); // to send another
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_is_shown_another_s_file() {
    let world = World::new(&Cloud::new().await).await;
    let theirs = world.open(&World::link(Whose::Event)).await;
    let next = world.uploads(&theirs, &photograph(640, 480)).await;
    assert_eq!(world.open(&next).await.heading(), "Décrire l’image");
    let (_, query) = next.split_once('?').unwrap();
    let keys = ["", "../index.html", "depots/", "images/x-480.jpg"];
    let others = keys.into_iter().filter(|key| !key.is_empty()).map(|key| format!("key={key}"));
    for query in others.chain([query.to_owned()]) {
        let page = world.open(&format!("{}?{query}", World::link(Whose::Draft))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert!(page.text("#file-messages").contains("n’est plus là"), "{}", page.html);
    }
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_not_one_is_refused_in_the_same_words() {
    let world = World::new(&Cloud::new().await).await;
    let good = World::link(Whose::Draft);
    let no_such = Subject::Seat { event: EventId::derive(&[b"none"]), seat: Seat::ORGANISER };
    let no_seat = Subject::Seat { event: EventId::derive(&[b"e"]), seat: 3.into() };
    let organise = World::back(Whose::Event).replace("/mon-evenement/", "/illustrer/");
    let bad = [
        format!("{good}A"),
        organise,
        "/illustrer/".into(),
        World::link_to(Purpose::Illustrate, no_such),
        World::link_to(Purpose::Illustrate, no_seat),
    ];
    for link in bad {
        for method in [Method::GET, Method::POST] {
            let form = (method == Method::POST)
                .then(|| crate::page::Form(vec![("action".into(), "enregistrer".into())]));
            let page = world.request(method, &link, form.as_ref()).await.unwrap();
            assert_eq!(
                (page.status, page.heading().as_str()),
                (StatusCode::NOT_FOUND, "Ce lien n’est pas valable")
            );
        }
    }
    let put = world.request(Method::PUT, &good, None).await.unwrap();
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
    let gone = World::link_to(Purpose::Illustrate, Subject::Draft(DraftId::derive(&[b"none"])));
    let gone = world.open(&gone).await;
    assert_eq!((gone.status, gone.heading().as_str()), (StatusCode::NOT_FOUND, "Ce brouillon n’existe plus"));
}
