//! What tells whether two items are the same, and two tables.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use sha2::{Digest as _, Sha256};
use store::Item;

/// The digest of an item: the first half of a SHA-256 over its attributes, whatever order they come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digest(u128);

/// The digest of many items, whatever order they come in: the sum of theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum(u128);

impl Digest {
    /// That of an item.
    pub(super) fn of(item: &Item) -> Self {
        let mut hash = Sha256::new();
        map(item.attributes(), &mut hash);
        let mut half = [0; 16];
        half.copy_from_slice(&hash.finalize()[..16]);
        Self(u128::from_be_bytes(half))
    }
}

impl std::ops::AddAssign<Digest> for Sum {
    fn add_assign(&mut self, digest: Digest) {
        self.0 = self.0.wrapping_add(digest.0);
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

fn map(attributes: &HashMap<String, AttributeValue>, hash: &mut Sha256) {
    let mut sorted: Vec<_> = attributes.iter().collect();
    sorted.sort_by_key(|(name, _)| *name);
    bytes(b'M', &sorted.len().to_be_bytes(), hash);
    for (name, value) in sorted {
        bytes(b'K', name.as_bytes(), hash);
        one(value, hash);
    }
}

fn one(value: &AttributeValue, hash: &mut Sha256) {
    match value {
        AttributeValue::S(text) => bytes(b'S', text.as_bytes(), hash),
        AttributeValue::N(number) => bytes(b'N', number.as_bytes(), hash),
        AttributeValue::B(blob) => bytes(b'B', blob.as_ref(), hash),
        AttributeValue::Bool(yes) => bytes(b'?', &[u8::from(*yes)], hash),
        AttributeValue::Null(_) => bytes(b'0', &[], hash),
        AttributeValue::M(attributes) => map(attributes, hash),
        AttributeValue::L(values) => {
            bytes(b'L', &values.len().to_be_bytes(), hash);
            for value in values {
                one(value, hash);
            }
        }
        AttributeValue::Ss(texts) => set(b's', texts.iter().map(String::as_bytes), hash),
        AttributeValue::Ns(numbers) => set(b'n', numbers.iter().map(String::as_bytes), hash),
        AttributeValue::Bs(blobs) => set(b'b', blobs.iter().map(AsRef::as_ref), hash),
        other => bytes(b'!', format!("{other:?}").as_bytes(), hash),
    }
}

/// A set has no order.
fn set<'a>(kind: u8, members: impl Iterator<Item = &'a [u8]>, hash: &mut Sha256) {
    let mut sorted: Vec<_> = members.collect();
    sorted.sort_unstable();
    bytes(kind, &sorted.len().to_be_bytes(), hash);
    for member in sorted {
        bytes(kind, member, hash);
    }
}

/// What it is, how long, and the bytes: no two different values are the same bytes.
fn bytes(kind: u8, content: &[u8], hash: &mut Sha256) {
    hash.update([kind]);
    hash.update(content.len().to_be_bytes());
    hash.update(content);
}

#[cfg(test)]
mod tests {
    use super::*;
    use AttributeValue::{L, M, N, S, Ss};

    fn digest(fields: &[(&str, AttributeValue)]) -> Digest {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        Digest::of(&Item::new(fields.collect()))
    }

    fn text(text: &str) -> AttributeValue {
        S(text.into())
    }

    #[test]
    fn whatever_differs_has_another_digest_and_no_order_matters() {
        let different = [
            digest(&[("a", text("1"))]),
            digest(&[("a", N("1".into()))]),
            digest(&[("a", text("1")), ("b", text(""))]),
            digest(&[("ab", text("")), ("b", text("1"))]),
            digest(&[("a", L(vec![text("1"), text("2")]))]),
            digest(&[("a", L(vec![text("2"), text("1")]))]),
            digest(&[("a", L(vec![text("12")]))]),
            digest(&[("a", L(vec![L(vec![text("1")]), text("2")]))]),
            digest(&[("a", M(HashMap::from([("1".into(), text("2"))])))]),
            digest(&[("a", Ss(vec!["1".into(), "2".into()]))]),
            digest(&[("a", AttributeValue::Null(true))]),
        ];
        for (nth, one) in different.iter().enumerate() {
            assert!(!different[..nth].contains(one), "{nth}");
        }
        assert_eq!(
            digest(&[("a", text("1")), ("b", text("2"))]),
            digest(&[("b", text("2")), ("a", text("1"))])
        );
        let set = |members: [&str; 2]| digest(&[("a", Ss(members.map(str::to_owned).to_vec()))]);
        assert_eq!(set(["1", "2"]), set(["2", "1"]));
    }
}
