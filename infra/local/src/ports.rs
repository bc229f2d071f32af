//! Ports of this machine.

use anyhow::Context;
use tokio::net::TcpListener;

/// Listens on a port of this machine only; 0 takes any free one.
pub async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} is taken: end what uses it, or choose another with --port"))
}

/// A port that is free now.
pub async fn free() -> anyhow::Result<u16> {
    Ok(listen(0).await?.local_addr()?.port())
}
