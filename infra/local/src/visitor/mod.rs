//! A visitor: reads pages, fills forms and reads mails as a person with a browser would.
//!
//! Nothing here knows the system's insides. A page is what it says, a form is its fields, a mail is its text:
//! the demonstration and the end-to-end tests see only what a person sees.

mod control;
mod form;
mod inbox;
mod page;
mod upload;

#[cfg(test)]
mod tests;

use anyhow::Context;
use reqwest::header;
use url::Url;

pub use self::control::{Control, Kind};
pub use self::form::{Form, Submission};
pub use self::inbox::Inbox;
pub use self::page::{Link, Page, Problem};
pub use self::upload::Upload;

/// A person with a browser, at one site.
#[derive(Clone, Debug)]
pub struct Visitor {
    client: reqwest::Client,
    site: Url,
}

impl Visitor {
    /// A visitor of the site at `base_url`.
    pub fn new(base_url: &str) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
        Ok(Self { client, site: Url::parse(base_url).context("the site's address")? })
    }

    /// Opens an address: a path of the site, or a whole address as a link gives it. Follows redirections.
    pub async fn open(&self, address: &str) -> anyhow::Result<Page> {
        let url = self.site.join(address)?;
        self.fetch(self.client.get(url)).await
    }

    /// Sends a filled form.
    pub async fn send(&self, submission: Submission) -> anyhow::Result<Page> {
        let Submission { post, url, fields, upload } = submission;
        if let Some(upload) = upload {
            let (content_type, body) = upload.with(&fields);
            return self
                .fetch(self.client.post(url).header(header::CONTENT_TYPE, content_type).body(body))
                .await;
        }
        let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        if post {
            let content_type = "application/x-www-form-urlencoded";
            self.fetch(self.client.post(url).header(header::CONTENT_TYPE, content_type).body(encoded)).await
        } else {
            let mut url = url;
            url.set_query(Some(&encoded));
            self.fetch(self.client.get(url)).await
        }
    }

    /// Sends any request, for what a browser would not send.
    pub async fn fetch(&self, request: reqwest::RequestBuilder) -> anyhow::Result<Page> {
        let answer = request.send().await?;
        let (url, status, headers) =
            (answer.url().clone(), answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await?;
        Ok(Page::new(url, status, headers, body.to_vec()))
    }

    /// The bare client, with [`Self::fetch`].
    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// An address on the site.
    pub fn address(&self, path: &str) -> anyhow::Result<Url> {
        Ok(self.site.join(path)?)
    }

    /// The mails received at an address.
    pub fn inbox(&self, address: &str) -> Inbox {
        Inbox::new(self.clone(), address)
    }
}

/// How long a visitor waits for a page.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);
