//! The clouds that the template is deployed to.

mod emulator;
mod external;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::emulator::Emulator;
use crate::mailbox::emulator::MailApi;
use crate::session::Purpose;
use crate::workspace::Workspace;

/// The region of every deployment.
pub const REGION: &str = "eu-west-3";

/// Which cloud to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CloudKind {
    /// MiniStack: one small Python process, ready in a second.
    Ministack,
    /// LocalStack with Amazon's DynamoDB Local: the reference.
    Localstack,
    /// One's own endpoint, given in `AWS_ENDPOINT_URL`; no process is started.
    External,
}

impl CloudKind {
    /// Its name in commands and folders.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ministack => "ministack",
            Self::Localstack => "localstack",
            Self::External => "external",
        }
    }
}

/// Which cloud to use, and where it is.
#[derive(Clone, Debug, Args)]
pub struct Target {
    /// The cloud to run on.
    #[arg(long, value_enum, default_value = "ministack")]
    pub cloud: CloudKind,
    /// The emulator's address, for `--cloud external`.
    #[arg(long, env = "AWS_ENDPOINT_URL")]
    pub endpoint_url: Option<String>,
}

/// A cloud that answers.
#[derive(Debug)]
pub struct Cloud {
    /// Which one.
    pub kind: CloudKind,
    /// Where it answers, without a trailing slash.
    pub endpoint: String,
    /// Where the mails it has accepted can be read.
    pub mails: MailApi,
    /// The folder of the mails' sources, where the emulator itself forgets them.
    pub sources: Option<PathBuf>,
    emulator: Option<Emulator>,
}

impl Cloud {
    /// Installs what the cloud needs, starts it and waits until it answers.
    pub async fn start(workspace: &Workspace, purpose: Purpose, target: &Target) -> anyhow::Result<Self> {
        match target.cloud {
            kind @ CloudKind::Ministack => {
                emulator::start(workspace, kind, MailApi::Ministack, purpose).await
            }
            kind @ CloudKind::Localstack => {
                emulator::start(workspace, kind, MailApi::Localstack, purpose).await
            }
            CloudKind::External => external::find(target.endpoint_url.as_deref()).await,
        }
    }

    /// Whether the emulator that we started has died.
    pub fn has_died(&mut self) -> bool {
        self.emulator.as_mut().is_some_and(Emulator::has_died)
    }
}
