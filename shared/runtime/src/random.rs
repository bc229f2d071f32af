//! The only source of randomness.

use std::sync::Arc;

/// A source of random bytes that a test can set.
#[derive(Clone)]
pub struct Random(Arc<dyn Fn() -> Option<[u8; 16]> + Send + Sync>);

/// The kernel gives no random bytes.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the operating system gives no random bytes")]
pub struct NoRandomness;

impl Random {
    /// The kernel's generator.
    pub fn system() -> Self {
        Self(Arc::new(|| {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes).ok().map(|()| bytes)
        }))
    }

    /// A source that draws what `draw` says.
    pub fn of(draw: impl Fn() -> [u8; 16] + Send + Sync + 'static) -> Self {
        Self(Arc::new(move || Some(draw())))
    }

    /// 128 random bits as 32 hexadecimal characters.
    pub fn key(&self) -> Result<String, NoRandomness> {
        use std::fmt::Write;
        let bytes = (self.0)().ok_or(NoRandomness)?;
        Ok(bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
            let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
            text
        }))
    }
}
