//! Rounds: independent parts, all of which are done whatever becomes of each.

use std::fmt::Display;

/// The names of the parts of a round that failed; the log says why.
pub fn failed<E: Display>(
    parts: impl IntoIterator<Item = (&'static str, Result<(), E>)>,
) -> Vec<&'static str> {
    let failed = parts.into_iter().filter_map(|(part, done)| done.err().map(|error| (part, error)));
    failed
        .map(|(part, error)| {
            tracing::error!(part, %error, "a part of the round failed");
            part
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_failed_is_named_in_the_order_of_the_round() {
        let parts = [("a", Err("no")), ("b", Ok(())), ("c", Err("no"))];
        assert_eq!(failed(parts), ["a", "c"]);
        assert_eq!(failed::<&str>([("a", Ok(()))]), Vec::<&str>::new());
    }
}
