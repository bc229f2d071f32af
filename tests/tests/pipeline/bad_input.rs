//! Input that is empty, broken, huge or hostile.

use lambda_http::Body;
use lambda_http::http::{Method, Request, StatusCode};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, WORKSHOP, text, text_of};
use crate::world::{REGIONAL, World, get};

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept =
        WORKSHOP.iter().copied().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes.iter().copied()).collect()
}

#[tokio::test(start_paused = true)]
async fn unknown_paths_wrong_methods_and_broken_forms_get_a_page_with_a_way_forward() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let sent = |kind: &str, body: Body| {
        Request::builder()
            .method(Method::POST)
            .uri("/proposer/commencer")
            .header("content-type", kind)
            .body(body)
            .unwrap()
    };
    let with_method = |method: Method, path: &str| {
        let mut request = get(path);
        *request.method_mut() = method;
        request
    };
    let form = "application/x-www-form-urlencoded";
    let cases = [
        (get("/proposer/ailleurs"), StatusCode::NOT_FOUND),
        (get("/moderer"), StatusCode::NOT_FOUND),
        (with_method(Method::DELETE, "/proposer"), StatusCode::METHOD_NOT_ALLOWED),
        (with_method(Method::POST, "/proposer"), StatusCode::METHOD_NOT_ALLOWED),
        (with_method(Method::PUT, "/mes-evenements"), StatusCode::METHOD_NOT_ALLOWED),
        (with_method(Method::PUT, "/moderer/x"), StatusCode::METHOD_NOT_ALLOWED),
        (with_method(Method::PATCH, "/confirmer/x"), StatusCode::METHOD_NOT_ALLOWED),
        (
            sent(form, Body::Text("description=".to_owned() + &"x".repeat(1 << 20))),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (sent(form, Body::Binary(b"title=\xff\xfe".to_vec())), StatusCode::BAD_REQUEST),
        (sent("application/json", Body::Text("{}".into())), StatusCode::BAD_REQUEST),
        (sent(form, Body::Text("title=a&title=b".into())), StatusCode::BAD_REQUEST),
        (sent(form, Body::Empty), StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for (request, expected) in cases {
        let asked = format!("{} {}", request.method(), request.uri());
        let page = world.request(request).await.unwrap();
        assert_eq!(page.status, expected, "{asked}");
        assert!(text_of(&page, "h1").is_some() && page.html.contains("href=\"/\""), "{asked}: {}", page.html);
    }
    assert!(cloud.messages("Submissions").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_malformed_message_goes_to_the_dead_letters_alone() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    for body in ["", " ", "{", "null", "{\"event\":\"x\"}", "\"Submission\""] {
        let put = world.sqs.send_message().queue_url(&world.relay.submissions_queue).message_body(body);
        let _ = put.send().await; // SQS itself refuses an empty body
    }
    world.submit().await;
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(world.mails_to(ORGANISER).len(), 1, "the good one is an event");
    assert_eq!(cloud.messages("SubmissionsDeadLetters").len(), 5);
    assert!(cloud.messages("Submissions").is_empty());
}

#[tokio::test(start_paused = true)]
async fn hostile_text_comes_out_inert_in_pages_mails_and_files() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let title = "\u{202E}<script>alert(1)</script>\r\nBcc: tous@example.org\"';-- ]]> </title>";
    let description = "</script><img src=x onerror=alert(1)>\u{0}\u{7}\n\nBEGIN:VEVENT\nATTACH:x";
    let name = "Camille\r\nSubject: gagné\u{200B}";
    let typed = with(&[
        ("title", title),
        ("summary", "{{ 7*7 }} ${7*7} <b>gras</b> =cmd|' /C calc'!A0"),
        ("description", description),
        ("organiser_name", name),
        ("place_name", "<a href=\"javascript:alert(1)\">ici</a>"),
    ]);
    let draft = world.fill(&typed).await;
    let check = world.open(&format!("{draft}/verifier")).await;
    world.send_draft(&draft, "").await;
    let receipt = world.open(&draft).await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    let confirmation = world.mails_to(ORGANISER)[0].clone();
    world.confirm(&confirmation).await;
    pipeline.settle().await;
    let review = world.mails_to(REGIONAL)[0].clone();
    let decision_page = world.open(&crate::steps::path_in(&review, "/moderer/")).await;
    world.publish(&review).await;
    pipeline.settle().await;

    let mut shown = vec![check.html, receipt.html, decision_page.html];
    for mail in cloud.mails() {
        let head = String::from_utf8_lossy(&mail.raw).split("\r\n\r\n").next().unwrap().to_lowercase();
        assert!(!head.contains("\r\nbcc:") && head.matches("\r\nsubject:").count() == 1, "{head}");
        assert!(!text(&mail).contains('\u{202E}'));
        shown.push(html(&mail.raw));
    }
    let objects = cloud.objects().await;
    for key in objects.iter().filter(|key| key.starts_with("2024/") || !key.contains('/')) {
        let file = String::from_utf8(cloud.object(key).await.unwrap()).unwrap();
        if file.starts_with("<!DOCTYPE html>") {
            shown.push(file);
        } else {
            let inert = !file.contains('\u{202E}')
                && !file.contains('\0')
                && !file.contains("\nBEGIN:VEVENT\nATTACH");
            assert!(inert && !file.lines().any(|line| line.starts_with("ATTACH")), "{key}: {file}");
        }
    }
    for page in shown {
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("<b>gras"),
            "{page}"
        );
        assert!(!page.contains("href=\"javascript:") && !page.contains('\u{202E}'), "{page}");
    }
}

fn html(raw: &[u8]) -> String {
    let message = mail_parser::MessageParser::new().parse(raw).unwrap();
    message.body_html(0).unwrap().into_owned()
}
