//! How often something is asked from one network: more than a busy office does, less than a robot would.

use lambda_http::Request;
use store::StoreError;
use web::network;

use crate::Deps;

/// How often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// What is counted.
    pub(crate) what: &'static str,
    pub(crate) most_an_hour: u32,
}

impl Limit {
    /// Counts one more request; false when the network that it comes from has asked too often.
    pub(crate) async fn admits(self, deps: &Deps, request: &Request) -> Result<bool, StoreError> {
        let Some(network) = network::of(request, &deps.person_key) else { return Ok(true) };
        deps.store.count_request(self.what, network.as_str(), self.most_an_hour, deps.clock.now()).await
    }
}
