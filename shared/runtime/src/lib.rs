//! What every function needs to run: configuration, AWS clients, tracing, SQS batches, clock, randomness, rounds.

pub mod aws;
pub mod batch;
mod clock;
pub mod config;
mod random;
pub mod renewed;
pub mod round;
pub mod secrets;

pub use clock::Clock;
pub use random::Random;
pub use renewed::Renewed;

/// Starts the JSON log; the level comes from `RUST_LOG`, the format from Lambda's own settings.
pub fn start_tracing() {
    lambda_runtime::tracing::init_default_subscriber();
}
