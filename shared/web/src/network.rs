//! From which network someone asks: the proof of a consent, and what one counts by.

use std::net::{IpAddr, Ipv6Addr};

use lambda_http::request::RequestContext;
use lambda_http::{Request, RequestExt};
use model::id::{NetworkId, PersonKey};

/// The network of whoever asks, as the front door says it; none when it says nothing that can be read.
pub fn of(request: &Request, key: &PersonKey) -> Option<NetworkId> {
    let address = viewer(request).or_else(|| source(request))?;
    Some(NetworkId::of(&network(address).to_string(), key))
}

/// CloudFront's own word: address and port, `198.51.100.10:46532` or `2001:db8::1:46532`.
fn viewer(request: &Request) -> Option<IpAddr> {
    let (address, _port) =
        request.headers().get("cloudfront-viewer-address")?.to_str().ok()?.rsplit_once(':')?;
    address.trim_matches(['[', ']']).parse().ok()
}

/// Who has called the function's own address.
fn source(request: &Request) -> Option<IpAddr> {
    match request.request_context_ref()? {
        RequestContext::ApiGatewayV2(context) => context.http.source_ip.as_ref()?.parse().ok(),
        _ => None,
    }
}

/// The address itself, or the /64 of an IPv6 address: whoever has one of its addresses has them all.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use lambda_http::{Body, http};

    use super::*;

    fn seen(viewer: &str) -> Option<NetworkId> {
        let request = http::Request::builder().header("cloudfront-viewer-address", viewer);
        of(&request.body(Body::Empty).unwrap(), &PersonKey::new("k"))
    }

    #[test]
    fn a_network_is_an_address_without_its_port_or_the_64_bits_that_one_home_has() {
        assert!(seen("198.51.100.10:46532").is_some());
        assert_eq!(seen("198.51.100.10:46532"), seen("198.51.100.10:1"));
        assert_ne!(seen("198.51.100.10:46532"), seen("198.51.100.11:46532"));
        assert_eq!(seen("2001:db8:1:2::1:46532"), seen("[2001:db8:1:2:3:4:5:6]:46532"));
        assert_ne!(seen("2001:db8:1:2::1:46532"), seen("2001:db8:1:3::1:46532"));
        assert_eq!(seen("::ffff:198.51.100.10:46532"), seen("198.51.100.10:1"));
        assert_eq!((seen("personne"), seen("a:b")), (None, None));
    }
}
