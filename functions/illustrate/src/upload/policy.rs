//! The form by which a browser sends a file straight to S3: its hidden fields, signed.
//!
//! Source: Amazon S3 API reference, "Browser-Based Uploads Using POST (AWS Signature Version 4)". S3 takes a form only
//! with a policy that says what each of its fields may be; the signature of the policy is that of who may write there.

use aws_sdk_s3::config::Credentials;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use data_encoding::BASE64;
use jiff::Timestamp;
use serde_json::json;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a form lets its bearer do: write one object, once or several times, until an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy<'a> {
    /// Where.
    pub bucket: &'a str,
    /// In which region the bucket is.
    pub region: &'a str,
    /// Under which key, and no other.
    pub key: &'a str,
    /// Of how many bytes at most.
    pub most_bytes: u64,
    /// Where the browser goes when the file is there (303): an absolute address, to which S3 adds `bucket`, `key`
    /// and `etag`.
    pub redirect: &'a str,
    /// When it is made.
    pub made: Timestamp,
    /// Until when it holds, if the credentials do.
    pub expires: Timestamp,
}

/// A hidden field: its name and its value. The file comes after all of them.
pub type Field = (&'static str, String);

impl Policy<'_> {
    /// The hidden fields of the form.
    pub fn fields(&self, credentials: &Credentials) -> Vec<Field> {
        let day = self.made.strftime("%Y%m%d");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let mut fields = vec![
            ("key", self.key.to_owned()),
            ("success_action_redirect", self.redirect.to_owned()),
            ("x-amz-algorithm", ALGORITHM.to_owned()),
            ("x-amz-credential", format!("{}/{scope}", credentials.access_key_id())),
            ("x-amz-date", self.made.strftime("%Y%m%dT%H%M%SZ").to_string()),
        ];
        if let Some(token) = credentials.session_token() {
            fields.push(("x-amz-security-token", token.to_owned()));
        }
        let policy = BASE64.encode(self.document(&fields).as_bytes());
        let signature = self.signature(&policy, credentials.secret_access_key());
        fields.extend([("policy", policy), ("x-amz-signature", signature)]);
        fields
    }

    /// Every field is to be exactly what it is, and the file no larger than allowed.
    fn document(&self, fields: &[Field]) -> String {
        let mut conditions = vec![json!({ "bucket": self.bucket })];
        conditions.extend(fields.iter().map(|(name, value)| json!({ *name: value })));
        conditions.push(json!(["content-length-range", 0, self.most_bytes]));
        let expiration = self.expires.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string();
        json!({ "expiration": expiration, "conditions": conditions }).to_string()
    }

    /// The signature of a policy, itself in base64.
    fn signature(&self, policy: &str, secret: &str) -> String {
        let key = generate_signing_key(secret, self.made.into(), self.region, "s3");
        calculate_signature(key, policy.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    fn policy() -> Policy<'static> {
        Policy {
            bucket: "sigv4examplebucket",
            region: "us-east-1",
            key: "depots/x/y",
            most_bytes: 8_000_000,
            redirect: "https://mois.test/illustrer/x",
            made: "2015-12-29T00:00:00Z".parse().unwrap(),
            expires: "2015-12-30T12:00:00Z".parse().unwrap(),
        }
    }

    fn credentials(token: Option<&str>) -> Credentials {
        Credentials::new("AKIAIOSFODNN7EXAMPLE", SECRET, token.map(ToOwned::to_owned), None, "tests")
    }

    #[test]
    fn a_policy_is_signed_as_in_the_example_of_amazon_s_documentation() {
        // "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)", lines ended as there.
        let document = [
            r#"{ "expiration": "2015-12-30T12:00:00.000Z","#,
            r#"  "conditions": ["#,
            r#"    {"bucket": "sigv4examplebucket"},"#,
            r#"    ["starts-with", "$key", "user/user1/"],"#,
            r#"    {"acl": "public-read"},"#,
            r#"    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},"#,
            r#"    ["starts-with", "$Content-Type", "image/"],"#,
            r#"    {"x-amz-meta-uuid": "14365123651274"},"#,
            r#"    {"x-amz-server-side-encryption": "AES256"},"#,
            r#"    ["starts-with", "$x-amz-meta-tag", ""],"#,
            "",
            r#"    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},"#,
            r#"    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},"#,
            r#"    {"x-amz-date": "20151229T000000Z" }"#,
            "  ]",
            "}",
        ];
        let encoded = BASE64.encode(document.join("\r\n").as_bytes());
        assert!(encoded.starts_with("eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0K"));
        assert_eq!(
            policy().signature(&encoded, SECRET),
            "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"
        );
    }

    #[test]
    fn the_policy_fixes_every_field_and_bounds_the_file() {
        for token in [None, Some("session")] {
            let fields = policy().fields(&credentials(token));
            let value =
                |name: &str| fields.iter().find(|(it, _)| *it == name).map(|(_, value)| value.as_str());
            let document = BASE64.decode(value("policy").unwrap().as_bytes()).unwrap();
            let document: Value = serde_json::from_slice(&document).unwrap();
            assert_eq!(document["expiration"], "2015-12-30T12:00:00.000Z");
            let mut conditions = document["conditions"].as_array().unwrap().clone();
            assert_eq!(conditions.remove(0), json!({ "bucket": "sigv4examplebucket" }));
            assert_eq!(conditions.pop(), Some(json!(["content-length-range", 0, 8_000_000])));
            let others = fields.iter().filter(|(name, _)| !matches!(*name, "policy" | "x-amz-signature"));
            let exact: Vec<_> = others.map(|(name, value)| json!({ *name: value })).collect();
            assert_eq!(conditions, exact);
            assert_eq!(
                value("x-amz-credential"),
                Some("AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request")
            );
            assert_eq!(value("x-amz-security-token"), token);
            assert_eq!(
                value("x-amz-signature").unwrap(),
                policy().signature(value("policy").unwrap(), SECRET)
            );
        }
    }
}
