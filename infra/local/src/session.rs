//! Everything up: a cloud with the template deployed, an edition loaded, the front door open.

use std::time::Duration;

use anyhow::bail;
use model::edition::Edition;
use tokio::time::{Instant, sleep};

use crate::aws::Clients;
use crate::cloud::{Cloud, Target};
use crate::console::step;
use crate::deploy::Parts;
use crate::front_door::FrontDoor;
use crate::stack::Stack;
use crate::visitor::Visitor;
use crate::workspace::Workspace;
use crate::{deploy, ports, prerequisites, seed};

const LOOK: Duration = Duration::from_millis(100);

/// How long the first page may take to appear.
const FIRST_RENDER: Duration = Duration::from_mins(1);

/// What a system is started for: each has logs of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To look at.
    Run,
    /// To demonstrate.
    Demo,
    /// To test.
    Test,
}

impl Purpose {
    /// Its name in folders.
    pub fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Demo => "demo",
            Self::Test => "test",
        }
    }
}

/// A running system. Dropping it ends it, and every process with it; nothing is kept.
#[derive(Debug)]
pub struct Session {
    /// The front door's address, without a trailing slash.
    pub base_url: String,
    /// Clients of the cloud's services.
    pub clients: Clients,
    /// What is deployed.
    pub stack: Stack,
    /// The edition that takes events.
    pub edition: Edition,
    // The door closes before the cloud that it leads to.
    _door: FrontDoor,
    /// What it runs on.
    pub cloud: Cloud,
}

impl Session {
    /// Starts everything, with the front door on `port`, or on any free one for 0.
    pub async fn start(
        workspace: &Workspace,
        purpose: Purpose,
        target: &Target,
        port: u16,
    ) -> anyhow::Result<Self> {
        // First of all: mails carry this address, and a taken port is said at once.
        let listener = ports::listen(port).await?;
        let base_url = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
        prerequisites::check(target.cloud).await?;
        let parts = Parts::prepare(workspace).await?;
        let cloud = Cloud::start(workspace, purpose, target).await?;
        let clients = Clients::of(&cloud);
        let stack = deploy::deploy(&parts, &cloud.endpoint, &clients, purpose, &base_url).await?;
        let edition =
            step("open an edition, with two moderators and a letter", seed::load(&clients, &stack)).await?;
        let door = FrontDoor::open(listener, &cloud, &clients, &stack).await?;
        step("render the programme", first_page(&base_url)).await?;
        Ok(Self { base_url, clients, stack, edition, _door: door, cloud })
    }
}

/// Waits until the site has a home page.
async fn first_page(base_url: &str) -> anyhow::Result<()> {
    let visitor = Visitor::new(base_url)?;
    let deadline = Instant::now() + FIRST_RENDER;
    loop {
        let page = visitor.open("/").await?;
        if page.status() == 200 {
            return Ok(());
        }
        if Instant::now() > deadline {
            bail!("no home page within {} s: {}", FIRST_RENDER.as_secs(), page.shown());
        }
        sleep(LOOK).await;
    }
}
