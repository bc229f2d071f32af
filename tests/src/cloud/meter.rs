//! What a call consumes, as AWS counts it: what `mip cost` multiplies by prices. Counted only where a test asks for it.

use std::ops::AddAssign;

/// What a call consumed, or several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Consumed {
    /// DynamoDB's read request units: one for each 4 kB that are read consistently, half of that otherwise.
    pub read_units: f64,
    /// DynamoDB's write request units: one for each kB of the larger of an item before and after, twice that in a
    /// transaction.
    pub write_units: f64,
    /// Bytes of the body sent.
    pub sent_bytes: usize,
}

impl Consumed {
    /// A read of items of so many bytes together; what is not there costs as much as the smallest.
    pub(super) fn read(bytes: usize, consistent: bool) -> Self {
        let units = units(bytes, 4096);
        Self { read_units: if consistent { units } else { units / 2.0 }, ..Self::default() }
    }

    /// A write of an item of so many bytes, be it refused by its condition.
    pub(super) fn write(bytes: usize) -> Self {
        Self { write_units: units(bytes, 1024), ..Self::default() }
    }

    /// An action of a transaction, which is prepared and then done. Condition checks are counted as writes: DynamoDB's
    /// documentation gives them no price of their own.
    pub(super) fn write_of_transaction(bytes: usize) -> Self {
        Self { write_units: 2.0 * units(bytes, 1024), ..Self::default() }
    }
}

impl AddAssign for Consumed {
    fn add_assign(&mut self, other: Self) {
        self.read_units += other.read_units;
        self.write_units += other.write_units;
        self.sent_bytes += other.sent_bytes;
    }
}

#[expect(clippy::cast_precision_loss, reason = "an item has at most 400 kB, a page 1 MB")]
fn units(bytes: usize, each: usize) -> f64 {
    bytes.div_ceil(each).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_begun_kilobytes() {
        assert_eq!(Consumed::read(0, true).read_units.to_bits(), 1.0_f64.to_bits());
        assert_eq!(Consumed::read(4097, true).read_units.to_bits(), 2.0_f64.to_bits());
        assert_eq!(Consumed::read(4097, false).read_units.to_bits(), 1.0_f64.to_bits());
        assert_eq!(Consumed::write(1024).write_units.to_bits(), 1.0_f64.to_bits());
        assert_eq!(Consumed::write_of_transaction(1025).write_units.to_bits(), 4.0_f64.to_bits());
    }
}
