//! Input that is empty, broken, huge or hostile.

use lambda_http::Body;
use lambda_http::http::{Method, Request, StatusCode};
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, WORKSHOP, text, text_of, value_of};
use crate::world::{REGIONAL, World, get, post};

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept =
        WORKSHOP.iter().copied().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes.iter().copied()).chain([("action", "envoyer")]).collect()
}

#[tokio::test(start_paused = true)]
async fn the_form_comes_back_with_everything_typed_and_a_message_at_each_field() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let typed =
        with(&[("title", ""), ("commune", "Lyon"), ("slot_end", "09:00"), ("organiser_email", "camille")]);
    let page = world.request(post("/proposer", &typed)).await.unwrap();
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for anchor in ["title", "slot_end-0", "commune", "organiser_email"] {
        assert!(page.html.contains(&format!("href=\"#{anchor}\"")), "{anchor} in the summary");
        assert!(
            page.html.contains(&format!("aria-describedby=\"{anchor}-messages\"")),
            "{anchor} has its message"
        );
    }
    assert_eq!(value_of(&page, "commune"), "Lyon");
    assert_eq!(value_of(&page, "slot_end"), "09:00");
    assert_eq!(value_of(&page, "organiser_name"), "Camille Durand");
    assert!(page.html.contains("checked"), "the ticked boxes are still ticked");
    assert!(cloud.messages("Submissions").is_empty());
}

#[tokio::test(start_paused = true)]
async fn one_more_date_keeps_what_was_typed() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut typed = with(&[]);
    typed.retain(|(name, _)| *name != "action");
    typed.push(("action", "ajouter-creneau"));
    let page = world.request(post("/proposer", &typed)).await.unwrap();
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.html.matches("name=\"slot_date\"").count(), 2);
    assert_eq!(value_of(&page, "title"), "Repenser l’accueil avec les usagers");

    let blank = [("slot_date", ""), ("slot_start", ""), ("slot_end", ""), ("action", "ajouter-creneau")];
    let page = world.request(post("/proposer", &blank)).await.unwrap();
    assert_eq!(page.html.matches("name=\"slot_date\"").count(), 2, "also before the first is filled");
    let countless: Vec<_> = std::iter::repeat_n(("slot_date", ""), 50_000).collect();
    let page = world.request(post("/proposer", &countless)).await.unwrap();
    assert!(page.html.len() < 200_000, "the page stays a page");
}

#[tokio::test(start_paused = true)]
async fn when_the_queue_is_out_of_reach_nothing_is_recorded_and_nothing_is_lost() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    for attempt in 1..=3 {
        cloud.plan(Fault::at("intake", "SendMessage", attempt, FaultKind::Unreachable));
    }
    let page = world.request(post("/proposer", &with(&[]))).await.unwrap();
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text_of(&page, "#erreurs").unwrap().contains("rien n’a été enregistré"));
    assert_eq!(value_of(&page, "title"), "Repenser l’accueil avec les usagers");
}

#[tokio::test(start_paused = true)]
async fn when_the_queue_does_not_answer_nobody_says_that_nothing_was_recorded() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    for (attempt, kind) in
        [(1, FaultKind::AnswerLost), (2, FaultKind::Unreachable), (3, FaultKind::Unreachable)]
    {
        cloud.plan(Fault::at("intake", "SendMessage", attempt, kind));
    }
    let page = world.request(post("/proposer", &with(&[]))).await.unwrap();
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text_of(&page, "#erreurs").unwrap().contains("ne sera pas enregistrée deux fois"));
    assert_eq!(cloud.messages("Submissions").len(), 1, "it had arrived");
}

#[tokio::test(start_paused = true)]
async fn unknown_paths_wrong_methods_and_broken_forms_get_a_page_with_a_way_forward() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let sent = |kind: &str, body: Body| {
        Request::builder()
            .method(Method::POST)
            .uri("/proposer")
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
        let put = world.intake.sqs.send_message().queue_url(&world.intake.submissions).message_body(body);
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
    let receipt = world.request(post("/proposer", &typed)).await.unwrap();
    assert_eq!(receipt.status, StatusCode::OK, "{}", receipt.html);
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    let confirmation = world.mails_to(ORGANISER)[0].clone();
    world.confirm(&confirmation).await;
    pipeline.settle().await;
    let review = world.mails_to(REGIONAL)[0].clone();
    let decision_page = world.open(&crate::steps::path_in(&review, "/moderer/")).await;
    world.publish(&review).await;
    pipeline.settle().await;

    let mut shown = vec![receipt.html, decision_page.html];
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
