//! How the command ends: its exit code, and an error in one line.

use std::process::ExitCode;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use site::BucketError;
use store::StoreError;

/// What was asked was not done, or what was looked at is not well.
pub(crate) const NO: u8 = 1;

/// The service could not be reached: no network, no credentials, no region, no stack, no right to call it. What was asked
/// may be tried again. (2 is a wrong argument, which clap says.)
pub(crate) const UNREACHABLE: u8 = 3;

/// Why the service could not be reached, and what to look at.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreachable(pub(crate) String);

/// What AWS answered; where it did not, or did not let these credentials, what to look at. `what` was asked: "the queues'
/// depths (sqs:GetQueueAttributes)".
pub(crate) fn reached<T, E, R>(what: &str, answer: Result<T, SdkError<E, R>>) -> anyhow::Result<T>
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    answer.map_err(|error| {
        let code = error.as_service_error().and_then(|error| error.code().map(str::to_owned));
        match code.as_deref() {
            Some("AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation") => {
                let said = format!("these credentials may not ask for {what}");
                anyhow::Error::from(error).context(Unreachable(said))
            }
            Some(code) => anyhow::anyhow!("{what}: AWS answered {code}").context(error_message(&error)),
            None => {
                let said =
                    format!("{what}: no answer: are the network, the credentials and the region right?");
                anyhow::Error::from(error).context(Unreachable(said))
            }
        }
    })
}

fn error_message<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> String {
    error.as_service_error().and_then(|error| error.message()).unwrap_or("no further word").to_owned()
}

/// The exit code of an error.
pub(crate) fn code(error: &anyhow::Error) -> ExitCode {
    let is_unreachable = error.downcast_ref::<Unreachable>().is_some() || lost(error).is_some();
    ExitCode::from(if is_unreachable { UNREACHABLE } else { NO })
}

/// An error with its causes, on one line; for a table or a bucket that does not answer, what to look at.
pub(crate) fn in_a_line(error: &anyhow::Error) -> String {
    let said = match (error.downcast_ref::<Unreachable>(), lost(error)) {
        (Some(unreachable), _) => unreachable.to_string(),
        (None, Some((what, code, is_alone))) => {
            let about = if is_alone { String::new() } else { format!("{error}: ") };
            format!(
                "{about}the {what} does not answer ({code}): are the network, the credentials and the region right?"
            )
        }
        (None, None) => format!("{error:#}"),
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What does not answer, with what code, and whether that is all that the error says.
fn lost(error: &anyhow::Error) -> Option<(&'static str, &str, bool)> {
    error.chain().enumerate().find_map(|(depth, cause)| {
        let table = cause.downcast_ref::<StoreError>().and_then(|error| match error {
            StoreError::Unavailable { code, .. } => Some(("table", code)),
            _ => None,
        });
        let bucket = || match cause.downcast_ref::<BucketError>() {
            Some(BucketError::Unavailable { code, .. }) => Some(("bucket", code)),
            _ => None,
        };
        table.or_else(bucket).map(|(what, code)| (what, code.as_str(), depth == 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_table_that_does_not_answer_is_one_line_with_what_to_look_at() {
        let lost = || StoreError::Unavailable { code: "dispatch\nfailure".into(), source: "a\nstack".into() };
        let line = in_a_line(&lost().into());
        assert!(line.starts_with("the table does not answer (dispatch failure): are the network"), "{line}");
        let error = Err::<(), _>(lost()).context("3 lines are written").unwrap_err();
        let line = in_a_line(&error);
        assert!(line.starts_with("3 lines are written: the table does not answer"), "{line}");
        assert_eq!(format!("{:?}", code(&error)), format!("{:?}", ExitCode::from(UNREACHABLE)));
    }

    #[test]
    fn what_cannot_be_reached_is_said_without_the_stack_of_causes() {
        let error = anyhow::anyhow!("dispatch failure").context(Unreachable("no stack \"mip\"".into()));
        assert_eq!(in_a_line(&error.context("the queues")), "no stack \"mip\"");
        let refused = anyhow::anyhow!("add --yes to do it");
        assert_eq!(format!("{:?}", code(&refused)), format!("{:?}", ExitCode::from(NO)));
    }
}
