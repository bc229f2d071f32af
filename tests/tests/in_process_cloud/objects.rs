//! The site bucket.

use aws_sdk_s3::primitives::ByteStream;
use md5::{Digest, Md5};
use pipeline_tests::cloud::{Cloud, SITE_BUCKET};

use crate::table::code;
use crate::toy::Toys;

fn put(
    toys: &Toys,
    key: &str,
    body: &str,
) -> aws_sdk_s3::operation::put_object::builders::PutObjectFluentBuilder {
    toys.site.put_object().bucket(SITE_BUCKET).key(key).body(ByteStream::from(body.as_bytes().to_vec()))
}

#[tokio::test]
async fn an_object_is_what_was_put_and_its_etag_is_its_md5() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let key = "2024/evenements/été à l'œuvre & co/index.html";
    let stored =
        put(&toys, key, "Bonjour").content_type("text/html; charset=utf-8").cache_control("max-age=60");
    let etag = stored.send().await.unwrap().e_tag.unwrap();
    let md5 = data_encoding::HEXLOWER.encode(&Md5::digest(b"Bonjour"));
    assert_eq!(etag, format!("\"{md5}\""));
    let got = toys.site.get_object().bucket(SITE_BUCKET).key(key).send().await.unwrap();
    assert_eq!(got.content_type(), Some("text/html; charset=utf-8"));
    assert_eq!(got.cache_control(), Some("max-age=60"));
    assert_eq!(got.body.collect().await.unwrap().into_bytes().as_ref(), b"Bonjour");
    assert_eq!(cloud.object(key).await.as_deref(), Some(b"Bonjour".as_slice()));
    assert_eq!(cloud.objects().await, [key]);
    let head = toys.site.head_object().bucket(SITE_BUCKET).key(key).send().await.unwrap();
    assert_eq!((head.e_tag(), head.cache_control()), (Some(etag.as_str()), Some("max-age=60")));
}

#[tokio::test]
async fn writes_can_depend_on_what_is_there() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let first = put(&toys, "a", "1").if_none_match("*").send().await.unwrap().e_tag.unwrap();
    assert_eq!(code(put(&toys, "a", "2").if_none_match("*").send().await), "PreconditionFailed");
    assert_eq!(code(put(&toys, "a", "2").if_match("\"other\"").send().await), "PreconditionFailed");
    assert_eq!(code(put(&toys, "a", "2").if_match(&first).send().await), "ok");
    assert_eq!(code(put(&toys, "a", "3").if_match(&first).send().await), "PreconditionFailed");
    assert_eq!(code(put(&toys, "missing", "1").if_match(&first).send().await), "NoSuchKey");
    assert_eq!(cloud.object("a").await.as_deref(), Some(b"2".as_slice()));
}

#[tokio::test]
async fn what_is_deleted_is_gone_and_can_be_put_anew() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    put(&toys, "a", "1").send().await.unwrap();
    for _ in 0..2 {
        toys.site.delete_object().bucket(SITE_BUCKET).key("a").send().await.unwrap();
        assert_eq!(code(toys.site.get_object().bucket(SITE_BUCKET).key("a").send().await), "NoSuchKey");
        assert!(cloud.objects().await.is_empty());
    }
    assert_eq!(code(put(&toys, "a", "2").if_none_match("*").send().await), "ok");
}

#[tokio::test]
async fn a_listing_pages() {
    let cloud = Cloud::new().await;
    cloud.page_size(3);
    let toys = Toys::new(&cloud);
    for at in 0..8 {
        put(&toys, &format!("2024/{at}"), "x").send().await.unwrap();
    }
    put(&toys, "2023/0", "x").send().await.unwrap();
    let list = toys.site.list_objects_v2().bucket(SITE_BUCKET).prefix("2024/");
    let first = list.clone().send().await.unwrap();
    assert_eq!((first.key_count(), first.is_truncated()), (Some(3), Some(true)));
    let mut pages = list.into_paginator().send();
    let mut keys = Vec::new();
    while let Some(page) = pages.next().await {
        keys.extend(page.unwrap().contents().iter().map(|object| object.key().unwrap().to_owned()));
    }
    assert_eq!(keys, (0..8).map(|at| format!("2024/{at}")).collect::<Vec<_>>());
}
