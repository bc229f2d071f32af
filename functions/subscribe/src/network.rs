//! How often one may ask from one network.

pub(crate) use web::network::of;

/// Requests of an hour from one network: more than an office of a hundred makes, less than a robot does.
pub(crate) const MOST_AN_HOUR: u32 = 100;
