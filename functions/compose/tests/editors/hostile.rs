//! What no browser sends.

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use pipeline_tests::cloud::Cloud;

use crate::page::Form;
use crate::world::World;

fn fields(fields: &[(&str, &str)]) -> Form {
    Form(fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect())
}

#[tokio::test(start_paused = true)]
async fn bodies_that_are_no_form_of_the_page_are_refused_and_change_nothing() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let link = World::link("Alex");
    let before = cloud.items().await;
    let status = async |body: Body| world.try_to(Method::POST, &link, body).await.unwrap().status;
    assert_eq!(status(Body::Text("x".repeat(1024 * 1024 + 1))).await, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(status(Body::Binary(b"act=\xff".to_vec())).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(Body::Empty).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(Body::Text("act=autre".into())).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(Body::Text("act=contenu&act=decision".into())).await, StatusCode::BAD_REQUEST);
    let many = "region=53&".repeat(100_000);
    assert_eq!(status(Body::Text(format!("{many}act=contenu"))).await, StatusCode::UNPROCESSABLE_ENTITY);
    for method in [Method::PUT, Method::DELETE] {
        let page = world.try_to(method, &link, Body::Empty).await.unwrap();
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    let preview = format!("{link}/apercu");
    let page = world.try_to(Method::POST, &preview, Body::Empty).await.unwrap();
    assert_eq!(
        (page.status, &page.headers["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"GET, HEAD".parse().unwrap())
    );
    assert_eq!(cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn unknown_values_are_told_where_they_are_and_all_that_was_typed_is_kept() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let link = World::link("Alex");
    let before = cloud.items().await;
    let page = world.open(&link).await;
    let form = page.form("contenu").with("objet", "Gardé <b>");
    for (name, value) in [
        ("place-week", "99"),
        ("place-week", "-1"),
        ("une-1", "concert"),
        ("une-1", "a6eew3dwpc0y"),
        ("region", "00"),
        ("administration", "<script>"),
        ("apercu", ""),
    ] {
        let page = world.send(&link, &form.clone().with(name, value)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        assert_eq!(page.wrong(), [format!("#{name}")], "{name}={value}");
        assert_eq!(page.form("contenu").value("objet"), Some("Gardé <b>"));
        assert!(
            !page.html.contains("<script>") && page.html.contains(&format!(" id=\"{name}\"")),
            "{}",
            page.html
        );
    }
    let twice = world.send(&link, &form.clone().and("objet", "Autre")).await;
    assert_eq!(twice.wrong(), ["#objet"]);
    assert_eq!(twice.form("contenu").value("objet"), Some("Gardé <b>"));
    let cut = world.send(&link, &fields(&[("act", "contenu"), ("version", "1"), ("objet", "Coupé")])).await;
    assert_eq!(cut.wrong().len(), 12, "a form that was cut on its way erases nothing");
    let both = page.form("decision").with("decision", "envoyer").and("decision", "abandonner");
    assert_eq!(world.send(&link, &both).await.wrong(), ["#decision"]);
    for version in ["", "0", "2", "x", "99999999999"] {
        let form = form.clone().with("version", version);
        assert_eq!(world.send(&link, &form).await.status, StatusCode::CONFLICT, "{version}");
    }
    assert_eq!(cloud.items().await, before);
}
