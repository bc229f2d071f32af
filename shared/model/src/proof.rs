//! A proof of work: what a browser computes in a moment, and a robot that sends thousands of forms in hours.

use sha2::{Digest, Sha256};

/// How many zero bits the hash starts with: 65,536 tries on average.
pub const ZERO_BITS: u32 = 16;

/// Most bytes of a nonce.
pub const NONCE_MAX: usize = 32;

/// Whether `nonce` proves the work for `challenge`: the SHA-256 of `<challenge>:<nonce>` starts with [`ZERO_BITS`] zero
/// bits.
///
/// ```
/// assert!(model::proof::holds("7k3qx9mb2fht", "57056"));
/// assert!(!model::proof::holds("7k3qx9mb2fht", "0"));
/// ```
pub fn holds(challenge: &str, nonce: &str) -> bool {
    if nonce.len() > NONCE_MAX {
        return false; // before hashing: nobody makes us work
    }
    let hash = Sha256::new().chain_update(challenge).chain_update(":").chain_update(nonce).finalize();
    hash[..2] == [0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nonce_that_was_found_for_this_challenge_proves_it() {
        assert!(holds("7k3qx9mb2fht", "57056"));
        for (challenge, nonce) in [
            ("7k3qx9mb2fht", ""),
            ("7k3qx9mb2fht", "53944"), // fifteen bits
            ("7k3qx9mb2fht", "570560"),
            ("7k3qx9mb2fht", " 57056"),
            ("7k3qx9mb2fhv", "57056"),
            ("", "7k3qx9mb2fht:57056"),
        ] {
            assert!(!holds(challenge, nonce), "{challenge}:{nonce}");
        }
    }

    #[test]
    fn a_nonce_of_more_than_32_bytes_proves_nothing() {
        assert!(holds("7k3qx9mb2fht", "00000000000000000000000000021391"));
        assert!(!holds("7k3qx9mb2fht", "000000000000000000000000000031008"));
    }
}
