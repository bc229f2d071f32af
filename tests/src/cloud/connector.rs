//! The SDK's HTTP client: every call of production code passes here, is recorded, and may meet a fault.

use std::time::Instant;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

use super::call::{Asked, Service};
use super::fault::FaultKind;
use super::invocation::Invocation;
use super::journal::{Attempt, Outcome};
use super::meter::Consumed;
use super::permission::{self, Missing};
use super::wire::{self, Answer, Request, header};
use super::{Cloud, locked};

#[derive(Clone)]
pub(super) struct Connector(Cloud);

impl Connector {
    pub(super) fn new(cloud: Cloud) -> Self {
        Self(cloud)
    }
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connector")
    }
}

impl HttpClient for Connector {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let cloud = self.0.clone();
        HttpConnectorFuture::new(async move { cloud.meet(wire::read(request).await?).await })
    }
}

/// What a fault makes of one attempt.
enum Fate {
    GoesThrough,
    Refused(Refusal),
    DoneButLost,
    DoneButBroken(Answer),
    DiesBefore,
    DiesAfter,
}

enum Refusal {
    Connection,
    Answer(Answer),
}

impl Cloud {
    async fn meet(&self, request: Request) -> Result<HttpResponse, ConnectorError> {
        let asked = Asked::recognise(&request);
        let caller = Invocation::current();
        self.let_others_pass().await;
        let attempt = locked(&self.0.journal).begin(
            caller.as_ref().map(|invocation| invocation.function.as_str()),
            header(&request, "amz-sdk-invocation-id"),
            &asked,
            &mut locked(&self.0.faults),
        );
        let end = |outcome| locked(&self.0.journal).end(attempt, outcome);
        let fate = attempt.fault.map_or(Fate::GoesThrough, |kind| fate(kind, attempt.number, asked.service));
        match (fate, &caller) {
            (Fate::Refused(Refusal::Connection), _) => {
                end(Outcome::Refused);
                let refused = std::io::Error::new(std::io::ErrorKind::ConnectionRefused, "planned fault");
                Err(ConnectorError::io(refused.into()))
            }
            (Fate::Refused(Refusal::Answer(refusal)), _) => {
                end(Outcome::Refused);
                wire::answer(refusal)
            }
            (Fate::DoneButLost, _) => {
                self.perform(attempt, &asked, request).await;
                end(Outcome::Lost);
                Err(ConnectorError::timeout("planned fault: the answer was lost".into()))
            }
            (Fate::DoneButBroken(broken), _) => {
                self.perform(attempt, &asked, request).await;
                end(Outcome::Lost);
                wire::answer(broken)
            }
            (Fate::DiesBefore, Some(invocation)) => {
                end(Outcome::CrashedBefore);
                match invocation.die().await {}
            }
            (Fate::DiesAfter, Some(invocation)) => {
                self.perform(attempt, &asked, request).await;
                end(Outcome::CrashedAfter);
                match invocation.die().await {}
            }
            (Fate::GoesThrough | Fate::DiesBefore | Fate::DiesAfter, _) => {
                let answer = self.perform(attempt, &asked, request).await;
                end(Outcome::Answered(answer.status));
                wire::answer(answer)
            }
        }
    }

    /// Nothing in memory ever waits, so that without this one invocation would run to its end before the next.
    async fn let_others_pass(&self) {
        let turns = locked(&self.0.interleaving).as_mut().map_or(1, |chance| chance.below(4));
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
    }

    /// Does what is asked, if the caller's role allows it. One poll does it whole: a call is never half done.
    async fn perform(&self, attempt: Attempt, asked: &Asked, request: Request) -> Answer {
        let started = Instant::now();
        let mut consumed = Consumed { sent_bytes: request.body.len(), ..Consumed::default() };
        let answer = self.performed(asked, request, &mut consumed).await;
        locked(&self.0.journal).consume(attempt, consumed);
        *locked(&self.0.busy) += started.elapsed();
        answer
    }

    async fn performed(&self, asked: &Asked, request: Request, consumed: &mut Consumed) -> Answer {
        tokio::task::unconstrained(async {
            let caller = Invocation::current();
            if let Some(denied) = caller.as_ref().and_then(|by| self.denied(&by.function, asked, &request)) {
                return denied;
            }
            let missing = caller.and_then(|by| permission::if_missing(&by.function, asked, &request));
            let performed = match asked.service {
                Service::DynamoDb => self.0.dynamodb.perform(&asked.operation, request, consumed).await,
                Service::Sqs => self.0.sqs.perform(&asked.operation, &request),
                Service::Ses => self.0.ses.perform(&asked.operation, &request),
                Service::S3 => self.0.s3.perform(asked, request).await,
                Service::Secrets => self.0.secrets.perform(&asked.operation, &request),
                Service::Lambda => self.0.lambda.perform(&asked.operation, &asked.target, &request),
            };
            match (&performed, missing) {
                (Ok(Answer { status: 404, .. }), Some(Missing::Hidden(why, refusal))) => {
                    self.violation(why);
                    return refusal;
                }
                (Ok(Answer { status: 404, .. }), Some(Missing::Told(grant))) => self.used(grant),
                _ => {}
            }
            performed.unwrap_or_else(|unsupported| {
                self.violation(format!("{} {}: {unsupported}", asked.operation, asked.target));
                Answer::error(501, "NotImplemented", &unsupported)
            })
        })
        .await
    }

    pub(super) fn violation(&self, what: String) {
        locked(&self.0.violations).push(what);
    }
}

fn fate(kind: FaultKind, attempt: usize, service: Service) -> Fate {
    match kind {
        FaultKind::AnswerBroken if attempt == 1 => Fate::DoneButBroken(server_error(service)),
        FaultKind::ServerError | FaultKind::AnswerBroken => {
            Fate::Refused(Refusal::Answer(server_error(service)))
        }
        FaultKind::Throttled => Fate::Refused(Refusal::Answer(throttled(service))),
        FaultKind::Conflict => Fate::Refused(Refusal::Answer(conflict())),
        FaultKind::AnswerLost | FaultKind::AnswerLostThenRetried if attempt == 1 => Fate::DoneButLost,
        FaultKind::Unreachable | FaultKind::AnswerLost => Fate::Refused(Refusal::Connection),
        FaultKind::AnswerLostThenRetried => Fate::GoesThrough,
        FaultKind::CrashBefore => Fate::DiesBefore,
        FaultKind::CrashAfter => Fate::DiesAfter,
    }
}

fn server_error(service: Service) -> Answer {
    match service {
        Service::DynamoDb => {
            wire::json_error(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "Internal error")
        }
        Service::Sqs => wire::json_error(500, "com.amazonaws.sqs#InternalError", "Internal error"),
        Service::Ses => wire::xml_error(500, true, "InternalFailure", "Internal failure"),
        Service::S3 => wire::xml_error(500, false, "InternalError", "We encountered an internal error."),
        Service::Secrets => {
            wire::json_error(500, "com.amazonaws.secretsmanager#InternalServiceError", "Internal error")
        }
        Service::Lambda => wire::json_error(500, "ServiceException", "Internal error"),
    }
}

fn throttled(service: Service) -> Answer {
    match service {
        Service::DynamoDb => wire::json_error(
            400,
            "com.amazonaws.dynamodb.v20120810#ThrottlingException",
            "Throughput exceeds the current capacity of your table or index.",
        ),
        Service::Sqs => wire::json_error(403, "com.amazonaws.sqs#RequestThrottled", "Rate exceeded"),
        Service::Ses => wire::xml_error(400, true, "Throttling", "Maximum sending rate exceeded."),
        Service::S3 => wire::xml_error(503, false, "SlowDown", "Please reduce your request rate."),
        Service::Secrets => {
            wire::json_error(400, "com.amazonaws.secretsmanager#ThrottlingException", "Rate exceeded")
        }
        Service::Lambda => wire::json_error(429, "TooManyRequestsException", "Rate exceeded"),
    }
}

fn conflict() -> Answer {
    let body = serde_json::json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict]",
        "CancellationReasons": [{ "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" }],
    });
    Answer::json(400, body.to_string())
}
