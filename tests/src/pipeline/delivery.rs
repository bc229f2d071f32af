//! How messages arrive. AWS promises "at least once" and, but for FIFO groups and the changes of one item, no order.

use crate::chance::Chance;

/// How often and in which order messages are delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// How often every message and every stream record is delivered, counting its successes: once at least.
    pub times: u32,
    /// The order.
    pub arrival: Arrival,
}

impl Default for Delivery {
    fn default() -> Self {
        Self { times: 1, arrival: Arrival::InOrder }
    }
}

/// An order of arrival, of the messages of a standard queue, of the items of a stream, and of the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrival {
    /// As sent.
    #[default]
    InOrder,
    /// The last first.
    Reversed,
    /// As this seed says.
    Shuffled(u64),
}

/// Says in which order to take things; the same seed says the same again.
#[derive(Default)]
pub(super) struct Shuffler {
    arrival: Arrival,
    chance: Chance,
}

impl Shuffler {
    pub(super) fn new(arrival: Arrival) -> Self {
        let seed = if let Arrival::Shuffled(seed) = arrival { seed } else { 0 };
        Self { arrival, chance: Chance::seeded(seed) }
    }

    /// The places 0 to `length` in this order.
    pub(super) fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        match self.arrival {
            Arrival::InOrder => {}
            Arrival::Reversed => order.reverse(),
            Arrival::Shuffled(_) => {
                for last in (1..length).rev() {
                    order.swap(last, self.chance.below(last + 1));
                }
            }
        }
        order
    }
}
