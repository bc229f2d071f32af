//! The distribution of `infra/front-door.yaml` against the local front door: the same paths, the same answers. And what only
//! the templates can say: that every function knows the front door, and how pages are kept safe.

use serde_yaml_ng::Value;

use super::{Route, route};

/// The functions that are asked over HTTP.
const FUNCTIONS: [&str; 6] = ["intake", "organise", "illustrate", "moderate", "subscribe", "compose"];

fn template() -> Value {
    serde_yaml_ng::from_str(include_str!("../../../../template.yaml")).unwrap()
}

fn front_door() -> Value {
    serde_yaml_ng::from_str(include_str!("../../../../front-door.yaml")).unwrap()
}

fn distribution(template: &Value) -> &Value {
    &template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_sequence().unwrap().iter().filter_map(Value::as_str).collect()
}

/// Whether CloudFront's pattern, where `*` stands for anything, is that of a path.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => {
            assert!(!end.contains('*') && end.is_empty(), "this test knows `*` at the end only: {pattern}");
            path.starts_with(start)
        }
    }
}

/// Which origin CloudFront asks: that of the first pattern that matches.
fn origin<'a>(distribution: &'a Value, path: &str) -> &'a str {
    let behaviours = distribution["CacheBehaviors"].as_sequence().unwrap();
    let first = behaviours.iter().find(|it| matches(it["PathPattern"].as_str().unwrap(), path));
    first.unwrap_or(&distribution["DefaultCacheBehavior"])["TargetOriginId"].as_str().unwrap()
}

fn expected(path: &str) -> &'static str {
    match route(path) {
        Route::Intake => "intake",
        Route::Organise => "organise",
        Route::Illustrate => "illustrate",
        Route::Deposit => "uploads",
        Route::Moderate => "moderate",
        Route::Subscribe => "subscribe",
        Route::Compose => "compose",
        Route::Object(_) | Route::Folder(_) => "site",
    }
}

#[test]
fn every_path_is_answered_by_the_same() {
    let front_door = front_door();
    let distribution = distribution(&front_door);
    let first = [
        "proposer",
        "proposition",
        "confirmer",
        "corriger",
        "mon-evenement",
        "mes-evenements",
        "illustrer",
        "depot",
        "moderation",
        "moderer",
        "abonnement",
        "desabonner",
        "lettre",
        "2027",
        "assets",
        "images",
        "snapshots",
        "documents",
        "contact",
        "",
    ];
    let mut seen = std::collections::BTreeSet::new();
    for first in first {
        for rest in ["/", "/abc", "/abc/def", "/abc.png", "s", "s/abc", "é/abc"] {
            let path = format!("/{first}{rest}");
            assert_eq!(origin(distribution, &path), expected(&path), "{path}");
            seen.insert(expected(&path));
        }
    }
    for path in ["/proposer", "/mes-evenements", "/depot", "/moderation", "/abonnement"] {
        assert_eq!(origin(distribution, path), expected(path), "{path}");
        seen.insert(expected(path));
    }
    assert_eq!(seen.len(), FUNCTIONS.len() + 2, "every route has been tried: {seen:?}");
}

#[test]
fn every_function_that_is_asked_over_http_knows_the_front_door() {
    let template = template();
    let resources = template["Resources"].as_mapping().unwrap();
    let mut asked = Vec::new();
    for (name, resource) in resources {
        let properties = &resource["Properties"];
        let Some(function) = name.as_str().unwrap().strip_suffix("Function") else { continue };
        if properties.get("FunctionUrlConfig").is_none() {
            continue;
        }
        let secret = &properties["Environment"]["Variables"]["FRONT_DOOR_SECRET_ID"];
        assert!(format!("{secret:?}").contains("FrontDoorKey"), "{function}");
        let role = &template["Resources"][format!("{function}Role").as_str()];
        assert!(format!("{role:?}").contains("FrontDoorKey"), "{function}");
        asked.push(function.to_lowercase());
    }
    asked.sort_unstable();
    let mut expected = FUNCTIONS.map(str::to_owned);
    expected.sort_unstable();
    assert_eq!(asked, expected);
    let front_door = front_door();
    let origins = distribution(&front_door)["Origins"].as_sequence().unwrap();
    for function in FUNCTIONS {
        let origin = origins.iter().find(|it| it["Id"] == *function).unwrap();
        let header = &origin["OriginCustomHeaders"][0];
        assert!(
            header["HeaderName"].as_str().unwrap().eq_ignore_ascii_case(web::front_door::HEADER.as_str())
        );
        assert!(format!("{:?}", header["HeaderValue"]).contains("resolve:secretsmanager:${FrontDoorKeyArn}"));
    }
}

#[test]
fn what_functions_answer_is_never_kept_and_every_method_passes() {
    let front_door = front_door();
    for behaviour in distribution(&front_door)["CacheBehaviors"].as_sequence().unwrap() {
        let path = behaviour["PathPattern"].as_str().unwrap();
        assert_eq!(behaviour["CachePolicyId"], "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "{path}");
        assert!(texts(&behaviour["AllowedMethods"]).contains(&"POST"), "{path}");
        let policy = behaviour["ViewerProtocolPolicy"].as_str().unwrap();
        assert!(["https-only", "redirect-to-https"].contains(&policy), "{path}");
    }
}
