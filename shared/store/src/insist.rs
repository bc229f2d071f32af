//! Reading and deciding again when someone else wrote first.

/// How often one tries in all, while others write in between.
const TRIES: usize = 5;

/// Makes an attempt, which reads before it writes, again for as long as it meets a conflict, a bounded number of times.
pub async fn insist<T, E>(
    attempt: impl AsyncFn() -> Result<T, E>,
    is_conflict: impl Fn(&E) -> bool,
) -> Result<T, E> {
    insist_across_threads(|| attempt(), is_conflict).await
}

/// The same for a future that may go from one thread to another, as those of an HTTP handler: Rust cannot tell yet that the
/// future of an async closure may.
pub async fn insist_across_threads<T, E, F>(
    attempt: impl Fn() -> F,
    is_conflict: impl Fn(&E) -> bool,
) -> Result<T, E>
where
    F: Future<Output = Result<T, E>>,
{
    for _ in 1..TRIES {
        match attempt().await {
            Err(error) if is_conflict(&error) => {}
            outcome => return outcome,
        }
    }
    attempt().await
}
