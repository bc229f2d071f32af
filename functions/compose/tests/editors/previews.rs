//! The issue as its readers see it.

use lambda_http::http::StatusCode;
use pipeline_tests::cloud::Cloud;

use crate::world::World;

#[tokio::test(start_paused = true)]
async fn each_form_is_shown_and_can_do_nothing() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link("Alex");
    let previews: Vec<_> =
        world.open(&link).await.links().into_iter().filter(|link| link.contains("/apercu")).collect();
    assert_eq!(previews.len(), 3, "an online event is no region's news: {previews:?}");
    let mut shown = Vec::new();
    for preview in previews {
        let page = world.open(&preview).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.headers["content-security-policy"].to_str().unwrap().contains("sandbox")
                || preview.contains("texte=1")
        );
        assert!(page.html.contains("Atelier") && !page.html.contains("/lettre/"), "{}", page.html);
        shown.push(page);
    }
    assert_ne!(shown[0].html, shown[1].html, "by day and by night");
    assert_eq!(shown[2].headers["content-type"], "text/plain; charset=utf-8");
    assert_eq!(world.open(&format!("{link}/apercu?variante=53&sombre=1")).await.status, StatusCode::OK);
    assert_eq!(world.open(&format!("{link}/apercu?variante=00")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(start_paused = true)]
async fn what_has_left_is_shown_as_it_has_left() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let link = World::link("Alex");
    let form = world.open(&link).await.form("decision").with("decision", "envoyer");
    world.send(&link, &form).await;
    world.is_frozen().await;
    let text = format!("{link}/apercu?texte=1");
    let before = world.open(&text).await.html;
    cloud.clock().set("2024-11-04T20:00:00Z".parse().unwrap());
    assert!(before.contains("Atelier"), "{before}");
    assert_eq!(world.open(&text).await.html, before);
}
