//! Where communes are, on a map.

use super::Commune;
use super::table::Table;

/// `35238 48.111 -1.674`
static CENTRES: Table = Table(include_str!("../../data/centres.txt"));

/// The centre of a commune, in degrees (WGS 84), to some hundred metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centre {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

impl Commune {
    /// Where its centre is, if that is known: `shared/model/data` says of which communes it is.
    pub fn centre(&self) -> Option<Centre> {
        let (latitude, longitude) = CENTRES.get(self.code())?.split_once(' ')?;
        Some(Centre { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? })
    }
}
