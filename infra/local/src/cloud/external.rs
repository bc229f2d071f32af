//! One's own cloud: an emulator that runs elsewhere, in Docker for example.

use anyhow::{Context, bail};

use super::{Cloud, CloudKind};
use crate::mailbox::emulator::MailApi;

/// Looks at the endpoint that `AWS_ENDPOINT_URL` names.
pub(super) async fn find(endpoint: Option<&str>) -> anyhow::Result<Cloud> {
    let Some(endpoint) = endpoint else {
        bail!("CLOUD=external needs AWS_ENDPOINT_URL, for example http://127.0.0.1:4566");
    };
    let endpoint = endpoint.trim_end_matches('/');
    if !endpoint.starts_with("http://") {
        bail!("AWS_ENDPOINT_URL must be an http:// address (here: {endpoint}); an emulator answers on one");
    }
    let mails = MailApi::detect(endpoint)
        .await
        .with_context(|| format!("no emulator with a mailbox answers at {endpoint}"))?;
    Ok(Cloud {
        kind: CloudKind::External,
        endpoint: endpoint.to_owned(),
        mails,
        sources: None,
        emulator: None,
    })
}
