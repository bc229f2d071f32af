//! Where an event stands, as far as its team has been told.

use lambda_http::http::StatusCode;
use model::event::{ChangeRequest, Outcome, Wish};
use model::part::Part;
use pipeline_tests::cloud::Cloud;

use crate::world::{World, edition, mine, page_of, second};

fn request() -> Outcome {
    let text = Some("Quel accueil\u{a0}?".to_owned().try_into().unwrap());
    let wishes = vec![Wish { part: Part::Title, reason: None, text }];
    Outcome::RequestChanges { request: ChangeRequest { wishes, message: None } }
}

#[tokio::test(start_paused = true)]
async fn what_can_be_done_follows_where_the_event_stands() {
    let all = ["/modifier", "/pratique", "/retirer", "/equipe", "/copier"];
    let reason = edition().reasons.refusals[0].clone();
    let withdraw = Outcome::Withdraw { message: "Salle fermée.".to_owned().try_into().unwrap() };
    let stories: [(&str, Option<Outcome>, &str, &[&str]); 5] = [
        ("in-review", None, "entre les mains de l’équipe", &["/modifier", "/retirer", "/equipe", "/copier"]),
        (
            "in-review",
            Some(request()),
            "vous demande quelques corrections",
            &["/modifier", "/retirer", "/equipe", "/copier"],
        ),
        (
            "in-review",
            Some(Outcome::Reject { reason, message: None }),
            "Elle ne paraîtra pas",
            &["/equipe", "/copier"],
        ),
        ("published", None, "est au programme", &["/modifier", "/pratique", "/equipe", "/copier"]),
        ("published", Some(withdraw), "Salle fermée.", &["/equipe", "/copier"]),
    ];
    for (start, outcome, told, offered) in stories {
        let cloud = Cloud::new().await;
        let world = if start == "published" {
            World::published(&cloud).await
        } else {
            World::in_review(&cloud).await
        };
        if let Some(outcome) = outcome {
            world.is_decided(outcome).await;
        }
        let page = world.open(&mine("")).await;
        assert!(page.html.contains(told), "{told}: {}", page.html);
        for way in all {
            assert_eq!(page.leads_to(way), offered.contains(&way), "{told}: {way}");
        }
        let is_shown = offered.contains(&"/pratique");
        assert_eq!(page.html.contains("/2024/evenements/repenser-l-accueil-"), is_shown, "{told}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_decision_that_can_be_undone_is_told_nowhere() {
    let reason = edition().reasons.refusals[0].clone();
    for outcome in [Outcome::Publish, request(), Outcome::Reject { reason, message: None }, Outcome::Spam] {
        let world = World::in_review(&Cloud::new().await).await;
        world.is_noted("Entre nous").await;
        let before = world.open(&mine("")).await.history();
        world.is_being_decided(outcome.clone()).await;
        for page in ["", "modifier", "pratique", "retirer", "equipe", "copier"] {
            let page = world.open(&mine(page)).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.html);
            for untold in [
                "Quel accueil",
                "est au programme",
                "/2024/evenements/repenser",
                "retenue",
                "Entre nous",
                "indésirable",
            ] {
                assert!(!page.html.contains(untold), "{untold} {outcome:?}: {}", page.html);
            }
        }
        assert_eq!(world.open(&mine("")).await.history(), before);
        world.is_undone().await;
        assert_eq!(world.open(&mine("")).await.history(), before, "what was undone never was");
    }
}

#[tokio::test(start_paused = true)]
async fn the_history_is_told_in_plain_words_to_each() {
    let world = World::shared(&Cloud::new().await).await;
    let told = world.open(&mine("")).await.history();
    assert_eq!(
        told,
        ["Collègue invité par vous.", "L’équipe a publié l’événement au programme.", "Proposition envoyée."]
    );
    let told = world.open(&page_of(second(), "")).await.history();
    assert_eq!(told[0], "Vous suivez maintenant cet événement.");
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_not_one_is_refused_in_the_same_words() {
    let world = World::unconfirmed(&Cloud::new().await).await;
    assert!(world.open(&mine("")).await.html.contains("Confirmer votre adresse"));
    let good = mine("");
    let other = page_of(second(), "");
    for link in [format!("{good}A"), good[..good.len() - 1].to_owned(), "/mon-evenement/".into(), other] {
        for page in ["", "/modifier", "/pratique", "/retirer", "/equipe", "/copier"] {
            let page = world.open(&format!("{link}{page}")).await;
            assert_eq!(
                (page.status, page.heading().as_str()),
                (StatusCode::NOT_FOUND, "Ce lien n’est pas valable")
            );
        }
    }
    assert_eq!(world.open(&mine("autre")).await.heading(), "Page introuvable");
}
