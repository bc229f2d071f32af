//! HTTP in and out of the SDK: its request to what the services take, their answer to what it takes.

use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::Value;
use winterbaume_core::{MockRequest, MockResponse};

pub(super) type Request = MockRequest;
pub(super) type Answer = MockResponse;

/// Reads the SDK's request, body included even when it is streamed.
pub(super) async fn read(mut request: HttpRequest) -> Result<Request, ConnectorError> {
    let body = ByteStream::new(request.take_body());
    let body = body.collect().await.map_err(|cause| ConnectorError::user(cause.into()))?.into_bytes();
    let mut headers = http::HeaderMap::new();
    for (name, value) in request.headers() {
        let name = http::HeaderName::try_from(name).map_err(|cause| ConnectorError::user(cause.into()))?;
        let value = http::HeaderValue::try_from(value).map_err(|cause| ConnectorError::user(cause.into()))?;
        headers.append(name, value);
    }
    Ok(Request { method: request.method().to_owned(), uri: request.uri().to_owned(), headers, body })
}

/// Turns a service's answer into what the SDK takes.
pub(super) fn answer(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(answer.status).map_err(|cause| ConnectorError::user(cause.into()))?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    for (name, value) in &answer.headers {
        let value = value.to_str().map_err(|cause| ConnectorError::user(cause.into()))?;
        response.headers_mut().append(name.as_str().to_owned(), value.to_owned());
    }
    Ok(response)
}

/// A header of a request, or nothing.
pub(super) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(name)?.to_str().ok()
}

/// The JSON body of a request of an `awsJson` protocol.
pub(super) fn json(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap_or(Value::Null)
}

/// An error of an `awsJson` protocol: `shape` is the exception's full name, `com.amazonaws.sqs#…`.
pub(super) fn json_error(status: u16, shape: &str, message: &str) -> Answer {
    Answer::json(status, serde_json::json!({ "__type": shape, "message": message }).to_string())
}

/// An error of an XML protocol: SES wraps it, S3 does not.
pub(super) fn xml_error(status: u16, wrapped: bool, code: &str, message: &str) -> Answer {
    let error = format!("<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>");
    let body = if wrapped {
        format!("<ErrorResponse>{error}<RequestId>in-process</RequestId></ErrorResponse>")
    } else {
        error
    };
    Answer::xml(status, body)
}
