//! Going on later: the address to keep, and to have sent by mail.

use lambda_http::http::StatusCode;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::world::{World, proposal};

const ADDRESS: &str = "camille@exemple.gouv.fr";

#[tokio::test(start_paused = true)]
async fn what_is_typed_is_saved_and_its_address_can_be_kept() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", Proposal::default()).await;
    let form = world.open(&format!("{draft}/evenement")).await.form();
    let page = world.sends_on(&form.with("title", "Atelier").press("plus-tard")).await;
    assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Votre brouillon est enregistré"));
    assert_eq!(world.draft_at(&draft).await.unwrap().proposal.title, "Atelier");
    let home = world.open(&page.link("Reprendre ma proposition")).await;
    assert!(home.link("Continuer").ends_with("/evenement"));
    assert_eq!(page.form().value("email"), Some(""), "a form as served writes to nobody");
}

#[tokio::test(start_paused = true)]
async fn the_same_form_sent_twice_is_one_mail_and_a_draft_is_mailed_three_times() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    for nth in 1..=3 {
        let form = world.open(&format!("{draft}/plus-tard")).await.form().with("email", ADDRESS);
        for _ in 0..2 {
            let page = world.send(&form).await;
            assert_eq!(
                (page.status, page.notice().as_deref()),
                (StatusCode::OK, Some("Le lien part par courriel"))
            );
        }
        assert_eq!(world.letters().await, nth);
        let draft = world.draft_at(&draft).await.unwrap();
        assert_eq!((usize::from(draft.mailed), draft.mail_to.unwrap().as_str()), (nth, ADDRESS));
    }
    let page = world.open(&format!("{draft}/plus-tard")).await;
    assert!(page.forms().is_empty() && page.html.contains("a déjà été envoyé 3"), "{}", page.html);
    assert_eq!(world.nudges().await, 0);
}

#[tokio::test(start_paused = true)]
async fn an_address_that_is_none_is_told_and_kept() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let page =
        world.send(&world.open(&format!("{draft}/plus-tard")).await.form().with("email", "camille@")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.title().starts_with("Erreur – ") && page.has("#erreurs a[href='#email']"), "{}", page.html);
    assert!(page.has("#email[aria-describedby~=email-messages]"));
    assert_eq!(page.form().value("email"), Some("camille@"));
    assert_eq!(world.letters().await, 0);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_written_to_more_than_three_times_an_hour() {
    let world = World::new(&Cloud::new().await).await;
    for n in 0..7 {
        let draft = world.has_draft(&n.to_string(), proposal()).await;
        let form = world.open(&format!("{draft}/plus-tard")).await.form().with("email", ADDRESS);
        let page = world.send(&form).await;
        let expected = if n < 3 { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(page.status, expected, "{n}");
        assert_eq!(world.draft_at(&draft).await.unwrap().mailed, u8::from(n < 3));
    }
    assert_eq!(world.letters().await, 3);
}
