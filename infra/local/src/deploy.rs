//! Putting the production template on a local cloud: code, stack, static files.

use std::path::{Path, PathBuf};

use anyhow::Context;
use aws_sdk_s3::Client;
use aws_sdk_s3::operation::create_bucket::CreateBucketError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use tokio::task::JoinSet;

use crate::assets::{self, Asset};
use crate::aws::Clients;
use crate::cloud::REGION;
use crate::console::step;
use crate::functions;
use crate::session::Purpose;
use crate::stack::{self, Stack};
use crate::workspace::Workspace;

/// Where the zips wait for CloudFormation.
const CODE_BUCKET: &str = "mip-code";
const CODE_PREFIX: &str = "local";

/// The sender and where answers go; reserved names, so that no mail can ever reach anyone.
const MAIL_FROM: &str = "Mois de l'innovation publique <mois@exemple.gouv.fr>";
const MAIL_REPLY_TO: &str = "equipe@exemple.gouv.fr";
pub(crate) const MAIL_IDENTITY: &str = "exemple.gouv.fr";

/// How long a decision can be undone: five minutes in production, less here, where one waits for the mail that leaves
/// afterwards. Long enough for a person to try it, for the demonstration to do it, and for the browser's tests to do it
/// by keyboard.
fn undo_window_seconds(purpose: Purpose) -> u32 {
    match purpose {
        Purpose::Run => 30,
        Purpose::Demo => 4,
        Purpose::Test => 8,
    }
}

/// A message that failed is tried again after this, so that a test sees it reach its dead letters.
const RETRY_AFTER_SECONDS: u32 = 2;

/// Functions read their keys again after this, so that a test sees a rotation.
const SECRETS_KNOWN_FOR_SECONDS: u32 = 2;

/// What is deployed: built here, before there is a cloud.
#[derive(Debug)]
pub struct Parts {
    template: PathBuf,
    zips: Vec<(&'static str, PathBuf)>,
    assets: Vec<Asset>,
}

impl Parts {
    /// Builds the functions and gathers the static files.
    pub async fn prepare(workspace: &Workspace) -> anyhow::Result<Self> {
        step("build the functions", functions::build(workspace)).await?;
        let zips = step("pack the functions", functions::pack(workspace)).await?;
        let assets = step("gather the static files", assets::gather(workspace)).await?;
        Ok(Self { template: workspace.template(), zips, assets })
    }
}

/// Deploys everything to the cloud at `endpoint`; the addresses in mails start with `base_url`.
pub async fn deploy(
    parts: &Parts,
    endpoint: &str,
    clients: &Clients,
    purpose: Purpose,
    base_url: &str,
) -> anyhow::Result<Stack> {
    let template = format!("{CODE_PREFIX}/template.yaml");
    step("upload the functions", async {
        create_code_bucket(&clients.s3).await?;
        for (name, zip) in &parts.zips {
            let key = format!("{CODE_PREFIX}/{name}.zip");
            put(&clients.s3, CODE_BUCKET, &key, zip, "application/zip", None).await?;
        }
        // As the AWS CLI does it: within the call itself a template has 51,200 bytes at most.
        put(&clients.s3, CODE_BUCKET, &template, &parts.template, "application/yaml", None).await
    })
    .await?;
    let template_url = format!("{endpoint}/{CODE_BUCKET}/{template}");
    let parameters = parameters(purpose, base_url);
    let creating = stack::create(&clients.cloudformation, &template_url, &parameters);
    let stack = step("deploy the template", creating).await?;
    step("upload the static files", upload(&clients.s3, &stack.site_bucket, &parts.assets)).await?;
    Ok(stack)
}

fn parameters(purpose: Purpose, base_url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("Stage", "local".to_owned()),
        ("CodeBucket", CODE_BUCKET.to_owned()),
        ("CodePrefix", CODE_PREFIX.to_owned()),
        ("Architecture", functions::architecture().to_owned()),
        ("BaseUrl", base_url.to_owned()),
        ("MailFrom", MAIL_FROM.to_owned()),
        ("MailReplyTo", MAIL_REPLY_TO.to_owned()),
        ("MailIdentity", MAIL_IDENTITY.to_owned()),
        ("UndoWindowSeconds", undo_window_seconds(purpose).to_string()),
        ("RetryAfterSeconds", RETRY_AFTER_SECONDS.to_string()),
        ("SecretsKnownForSeconds", SECRETS_KNOWN_FOR_SECONDS.to_string()),
    ]
}

async fn create_code_bucket(client: &Client) -> anyhow::Result<()> {
    let here = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::from(REGION))
        .build();
    match client.create_bucket().bucket(CODE_BUCKET).create_bucket_configuration(here).send().await {
        Ok(_) => Ok(()),
        Err(error)
            if error.as_service_error().is_some_and(CreateBucketError::is_bucket_already_owned_by_you) =>
        {
            Ok(())
        }
        Err(error) => Err(error).context("the bucket for the functions cannot be made"),
    }
}

async fn upload(client: &Client, bucket: &str, assets: &[Asset]) -> anyhow::Result<()> {
    let mut uploads = JoinSet::new();
    for asset in assets {
        let (client, bucket, asset) = (client.clone(), bucket.to_owned(), asset.clone());
        uploads.spawn(async move {
            let cache = Some(assets::CACHE_CONTROL);
            put(&client, &bucket, &asset.key, &asset.path, asset.content_type, cache).await
        });
    }
    uploads.join_all().await.into_iter().collect()
}

async fn put(
    client: &Client,
    bucket: &str,
    key: &str,
    file: &Path,
    content_type: &str,
    cache_control: Option<&str>,
) -> anyhow::Result<()> {
    let body =
        ByteStream::from_path(file).await.with_context(|| format!("cannot read {}", file.display()))?;
    client
        .put_object()
        .bucket(bucket)
        .key(key)
        .content_type(content_type)
        .set_cache_control(cache_control.map(str::to_owned))
        .body(body)
        .customize()
        // Hashing tens of megabytes in an unoptimised build takes longer than sending them.
        .disable_payload_signing()
        .send()
        .await
        .with_context(|| format!("cannot upload {key}"))?;
    Ok(())
}
