//! Conditions and filters, evaluated as DynamoDB does. winterbaume parses them right, but it finds `<>` false for an
//! attribute that is not there, never finds sets, lists, maps or binaries equal, and nothing in a set.

use std::collections::HashMap;

use serde_json::Value;
use winterbaume_dynamodb::Item;
use winterbaume_dynamodb::expr::{CompOp, Expr, Operand, parse_expression};
use winterbaume_dynamodb::types::{AttributeValue, PathSegment};

use super::{Refusal, names};

/// A parsed condition, filter or key condition.
pub(super) struct Condition(pub(super) Expr);

impl Condition {
    /// The expression in this field of a request, if it has one.
    pub(super) fn parse(body: &Value, field: &str) -> Result<Option<Self>, Refusal> {
        let Some(expression) = body[field].as_str() else { return Ok(None) };
        let values: HashMap<String, AttributeValue> =
            serde_json::from_value(body["ExpressionAttributeValues"].clone()).unwrap_or_default();
        let parsed = parse_expression(expression, &names(body), &values);
        parsed
            .map(|parsed| Some(Self(parsed)))
            .map_err(|cause| Refusal::validation(format!("Invalid {field}: {cause}")))
    }

    /// Whether an item, or the lack of one, meets it.
    pub(super) fn holds(&self, item: Option<&Item>) -> bool {
        let none = Item::new();
        holds(&self.0, item.unwrap_or(&none))
    }

    /// Whether it names this attribute at the start of a path.
    pub(super) fn mentions(&self, attribute: &str) -> bool {
        mentions(&self.0, attribute)
    }
}

fn holds(expression: &Expr, item: &Item) -> bool {
    match expression {
        Expr::And(a, b) => holds(a, item) && holds(b, item),
        Expr::Or(a, b) => holds(a, item) || holds(b, item),
        Expr::Not(inner) => !holds(inner, item),
        Expr::Comparison(left, operator, right) => compares(value(left, item), *operator, value(right, item)),
        Expr::Between(of, low, high) => {
            compares(value(of, item), CompOp::Ge, value(low, item))
                && compares(value(of, item), CompOp::Le, value(high, item))
        }
        Expr::In(of, candidates) => {
            candidates.iter().any(|one| compares(value(of, item), CompOp::Eq, value(one, item)))
        }
        Expr::AttributeExists(path) => at(item, path).is_some(),
        Expr::AttributeNotExists(path) => at(item, path).is_none(),
        Expr::AttributeType(path, kind) => match (at(item, path), value(kind, item)) {
            (Some(found), Some(AttributeValue::S(kind))) => type_of(found) == kind,
            _ => false,
        },
        Expr::Contains(path, operand) => match (at(item, path), value(operand, item)) {
            (Some(found), Some(part)) => contains(found, &part),
            _ => false,
        },
        Expr::BeginsWith(path, operand) => match (at(item, path), value(operand, item)) {
            (Some(AttributeValue::S(text)), Some(AttributeValue::S(start))) => text.starts_with(&start),
            _ => false,
        },
    }
}

fn compares(left: Option<AttributeValue>, operator: CompOp, right: Option<AttributeValue>) -> bool {
    let equal = matches!((&left, &right), (Some(left), Some(right)) if equal(left, right));
    // What is not there is different from everything, but neither smaller nor larger.
    match operator {
        CompOp::Eq => equal,
        CompOp::Ne => !equal,
        _ => {
            let (Some(left), Some(right)) = (left, right) else { return false };
            let Some(order) = order(&left, &right) else { return false };
            match operator {
                CompOp::Lt => order.is_lt(),
                CompOp::Le => order.is_le(),
                CompOp::Gt => order.is_gt(),
                _ => order.is_ge(),
            }
        }
    }
}

/// Only texts, numbers and binaries have an order.
fn order(left: &AttributeValue, right: &AttributeValue) -> Option<std::cmp::Ordering> {
    use AttributeValue::{B, N, S};
    match (left, right) {
        (S(left), S(right)) => Some(left.cmp(right)),
        (N(left), N(right)) => number(left)?.partial_cmp(&number(right)?),
        (B(left), B(right)) => {
            let bytes = |text: &str| data_encoding::BASE64.decode(text.as_bytes()).ok();
            Some(bytes(left)?.cmp(&bytes(right)?))
        }
        _ => None,
    }
}

fn equal(left: &AttributeValue, right: &AttributeValue) -> bool {
    use AttributeValue::{BS, L, M, N, NS, SS};
    match (left, right) {
        (N(a), N(b)) => number(a) == number(b),
        (SS(a), SS(b)) | (BS(a), BS(b)) => a.len() == b.len() && a.iter().all(|one| b.contains(one)),
        (NS(a), NS(b)) => {
            a.len() == b.len() && a.iter().all(|one| b.iter().any(|other| number(one) == number(other)))
        }
        (L(a), L(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (M(a), M(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        _ => left == right,
    }
}

fn contains(whole: &AttributeValue, part: &AttributeValue) -> bool {
    use AttributeValue::{B, BS, L, N, NS, S, SS};
    match (whole, part) {
        (S(whole), S(part)) => whole.contains(part),
        (SS(whole), S(part)) | (BS(whole), B(part)) => whole.contains(part),
        (NS(whole), N(part)) => whole.iter().any(|one| number(one) == number(part)),
        (L(whole), part) => whole.iter().any(|one| equal(one, part)),
        _ => false,
    }
}

/// Exact for what a program counts; DynamoDB's 38 digits are not needed to compare versions and instants.
fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

fn value(operand: &Operand, item: &Item) -> Option<AttributeValue> {
    match operand {
        Operand::Value(value) => Some(value.clone()),
        Operand::Path(path) => at(item, path).cloned(),
        Operand::Size(path) => {
            let size = match at(item, path)? {
                AttributeValue::S(text) => text.chars().count(),
                AttributeValue::B(text) => data_encoding::BASE64.decode_len(text.len()).ok()?,
                AttributeValue::SS(set) | AttributeValue::NS(set) | AttributeValue::BS(set) => set.len(),
                AttributeValue::L(list) => list.len(),
                AttributeValue::M(map) => map.len(),
                _ => return None,
            };
            Some(AttributeValue::N(size.to_string()))
        }
    }
}

fn at<'a>(item: &'a Item, path: &[PathSegment]) -> Option<&'a AttributeValue> {
    let (PathSegment::Attr(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(item.get(first)?, |value, segment| match (value, segment) {
        (AttributeValue::M(map), PathSegment::Attr(name)) => map.get(name),
        (AttributeValue::L(list), PathSegment::Index(index)) => list.get(*index),
        _ => None,
    })
}

fn type_of(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "S",
        AttributeValue::N(_) => "N",
        AttributeValue::B(_) => "B",
        AttributeValue::Bool(_) => "BOOL",
        AttributeValue::Null(_) => "NULL",
        AttributeValue::SS(_) => "SS",
        AttributeValue::NS(_) => "NS",
        AttributeValue::BS(_) => "BS",
        AttributeValue::L(_) => "L",
        AttributeValue::M(_) => "M",
    }
}

fn mentions(expression: &Expr, attribute: &str) -> bool {
    let path =
        |path: &[PathSegment]| matches!(path.first(), Some(PathSegment::Attr(name)) if name == attribute);
    let operand = |operand: &Operand| match operand {
        Operand::Path(of) | Operand::Size(of) => path(of),
        Operand::Value(_) => false,
    };
    match expression {
        Expr::And(a, b) | Expr::Or(a, b) => mentions(a, attribute) || mentions(b, attribute),
        Expr::Not(inner) => mentions(inner, attribute),
        Expr::Comparison(left, _, right) => operand(left) || operand(right),
        Expr::Between(of, low, high) => operand(of) || operand(low) || operand(high),
        Expr::In(of, candidates) => operand(of) || candidates.iter().any(operand),
        Expr::AttributeExists(of) | Expr::AttributeNotExists(of) => path(of),
        Expr::AttributeType(of, with) | Expr::Contains(of, with) | Expr::BeginsWith(of, with) => {
            path(of) || operand(with)
        }
    }
}
