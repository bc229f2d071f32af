//! The table's stream, NEW_IMAGE: what winterbaume recorded, less the writes that changed nothing.

use serde_json::{Value, json};
use winterbaume_dynamodb::{DynamoDbBackend, StreamChangeRecord};

use super::DynamoDb;
use crate::cloud::{ACCOUNT, REGION, TABLE};

/// One record of the stream.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// Its place in the stream, from 1.
    pub(crate) position: u64,
    /// The partition key: only records of one item are in order.
    pub(crate) item: String,
    /// The record as Lambda hands it over.
    pub(crate) record: Value,
}

impl DynamoDb {
    /// The records after a position.
    pub(in crate::cloud) async fn changes_after(&self, position: u64) -> Vec<Change> {
        let (account, region) = (ACCOUNT.to_owned(), REGION.to_owned());
        let table = self.backend.describe_table(account.clone(), region.clone(), TABLE.to_owned()).await;
        let stream = table.ok().and_then(|table| table.latest_stream_arn).expect("the table has a stream");
        let records = self.backend.get_stream_records(account, region, stream.clone(), position, None).await;
        let (records, _) = records.expect("the stream exists");
        // DynamoDB writes no record when a write leaves the item as it was.
        let changed = records.iter().filter(|record| record.old_image != record.new_image);
        changed.map(|record| self.change(record, &stream)).collect()
    }

    fn change(&self, record: &StreamChangeRecord, stream: &str) -> Change {
        let position = record.sequence_number + 1;
        let mut detail = json!({
            "ApproximateCreationDateTime": self.clock.now().as_second(),
            "Keys": record.keys,
            "SequenceNumber": format!("{position:021}"),
            "SizeBytes": json!(record.new_image).to_string().len(),
            "StreamViewType": "NEW_IMAGE",
        });
        if let Some(image) = &record.new_image {
            detail["NewImage"] = json!(image);
        }
        let record = json!({
            "eventID": format!("{position:032x}"),
            "eventName": record.event_name,
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "awsRegion": REGION,
            "dynamodb": detail,
            "eventSourceARN": stream,
        });
        Change { position, item: record["dynamodb"]["Keys"].to_string(), record }
    }
}
