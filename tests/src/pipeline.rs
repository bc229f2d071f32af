//! AWS's event machinery, played one delivery at a time: queues and the table's stream call the handlers, what
//! failed comes again, what fails for good ends in the dead letters. Nothing sleeps; the clock is moved.

mod delivery;
mod filter;
mod handler;
mod queue_source;
mod stream_source;

use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cloud::Cloud;
use crate::template::EventSource;
use delivery::Shuffler;
pub use delivery::{Arrival, Delivery};
use handler::{Handler, Typed};
use queue_source::QueueSource;
use stream_source::StreamSource;

/// More deliveries than any scenario needs: beyond, something goes in circles.
const TOO_MANY: usize = 10_000;

/// The functions of a scenario behind their event sources.
pub struct Pipeline<'a> {
    cloud: &'a Cloud,
    delivery: Delivery,
    shuffler: Shuffler,
    sources: Vec<Source<'a>>,
}

struct Source<'a> {
    function: String,
    handler: Rc<dyn Handler + 'a>,
    feed: Feed,
}

enum Feed {
    Queue(QueueSource),
    Stream(StreamSource),
}

impl<'a> Pipeline<'a> {
    /// A pipeline with nothing in it yet, that delivers in order and once. It reads the stream from its start: a
    /// scenario keeps one pipeline.
    pub fn new(cloud: &'a Cloud) -> Self {
        Self { cloud, delivery: Delivery::default(), shuffler: Shuffler::default(), sources: Vec::new() }
    }

    /// Delivers otherwise: twice, late, in another order.
    #[must_use]
    pub fn deliver(mut self, delivery: Delivery) -> Self {
        self.shuffler = Shuffler::new(delivery.arrival);
        self.delivery = delivery;
        self
    }

    /// Puts a handler behind the event sources that the template gives to `function`. The handler takes the
    /// function's event (`SqsEvent`, `dynamodb::Event`, or a JSON value) and returns its answer or an error; both
    /// cross the border as JSON, as in Lambda.
    #[must_use]
    pub fn function<H, E, R, X>(mut self, function: &str, handler: H) -> Self
    where
        H: AsyncFn(E) -> Result<R, X> + 'a,
        E: DeserializeOwned + 'a,
        R: Serialize + 'a,
        X: std::fmt::Display + 'a,
    {
        let sources = self.cloud.template().event_sources(function);
        assert!(!sources.is_empty(), "the template gives {function} neither queue nor stream");
        let handler: Rc<dyn Handler + 'a> = Rc::new(Typed::new(handler));
        for source in sources {
            let feed = match source {
                EventSource::Queue { queue, batch_size, partial } => {
                    Feed::Queue(QueueSource::new(queue, batch_size, partial))
                }
                EventSource::Stream { batch_size, partial, patterns, bisect, max_retries, on_failure } => {
                    Feed::Stream(StreamSource::new(
                        batch_size,
                        partial,
                        patterns,
                        bisect,
                        max_retries,
                        on_failure,
                    ))
                }
            };
            self.sources.push(Source { function: function.to_owned(), handler: Rc::clone(&handler), feed });
        }
        self
    }

    /// Delivers until nothing is visible: what waits for its delay or its next try keeps waiting.
    pub async fn run(&mut self) {
        for _ in 0..TOO_MANY {
            if !self.step().await {
                return;
            }
        }
        panic!("{TOO_MANY} deliveries and no end; the last call: {:?}", self.cloud.calls().last());
    }

    /// Delivers until nothing is left, moving the clock to the next delay or try whenever nothing is visible.
    pub async fn settle(&mut self) {
        for _ in 0..TOO_MANY {
            self.run().await;
            let waiting = self.sources.iter().filter_map(|source| match &source.feed {
                Feed::Queue(queue) => queue.next_visible(self.cloud),
                Feed::Stream(_) => None,
            });
            let Some(next) = waiting.min() else { return };
            self.cloud.clock().set(next);
        }
        panic!("the pipeline never settles; the last call: {:?}", self.cloud.calls().last());
    }

    /// One delivery, if anything is visible; whether there was.
    pub async fn deliver_one(&mut self) -> bool {
        self.step().await
    }

    /// One delivery of the first source that has something, in the order of this pipeline's arrival.
    async fn step(&mut self) -> bool {
        for at in self.shuffler.order(self.sources.len()) {
            let Source { function, handler, feed } = &mut self.sources[at];
            let call = Invoke { cloud: self.cloud, function, handler: handler.as_ref() };
            let delivered = match feed {
                Feed::Queue(queue) => queue.deliver(&call, self.delivery, &mut self.shuffler).await,
                Feed::Stream(stream) => stream.deliver(&call, self.delivery, &mut self.shuffler).await,
            };
            if delivered {
                return true;
            }
        }
        false
    }
}

/// How a source calls its function.
struct Invoke<'s> {
    cloud: &'s Cloud,
    function: &'s str,
    handler: &'s dyn Handler,
}

impl Invoke<'_> {
    /// The function's answer as JSON; an error when it returned one or its process died.
    async fn call(&self, event: serde_json::Value) -> Result<serde_json::Value, String> {
        let invoked = self.cloud.invoke(self.function, self.handler.call(event)).await;
        invoked.unwrap_or_else(|crashed| Err(crashed.to_string()))
    }
}
