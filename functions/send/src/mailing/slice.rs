//! A slice of time of an issue: part after part of its audience, copy after copy.

use std::collections::{BTreeMap, VecDeque};
use std::pin::Pin;
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use mail::{Copies, Quota, SendFailure};
use model::id::MailingId;
use model::ledger::Step;
use model::mailing::{self, Bucket, Buckets, Delivery, State, Tally};

use super::copy::{self, Ended, How};
use super::end::End;
use super::health::is_ill;
use super::line::Line;
use crate::{Deps, Error};

/// How long nothing leaves after SES has said that it is too much.
const PAUSE: SignedDuration = SignedDuration::from_secs(1);

/// So many copies in a row that SES or the table does not take end the slice: the trouble is not theirs.
const MOST_IN_A_ROW: u32 = 20;

type UnderWay<'a> = Pin<Box<dyn Future<Output = Ended> + Send + 'a>>;

/// A slice of time of an issue.
pub(super) struct Slice<'a, 'i> {
    deps: &'a Deps,
    copies: &'a Mutex<Copies<'i>>,
    line: Line<'a, UnderWay<'a>>,
    id: MailingId,
    buckets: Buckets,
    until: Timestamp,
    /// How many copies may still leave today; none: as many as one wants.
    left_today: Option<u32>,
    /// What is noted of each part in which nothing is left to do.
    tallies: BTreeMap<Bucket, Tally>,
    /// The parts that are begun.
    open: BTreeMap<Bucket, Open>,
    /// Copies that SES did not take for being too fast.
    again: VecDeque<Delivery>,
    sent: u32,
    /// How many copies in a row met trouble, and the last of it.
    in_a_row: u32,
    trouble: Option<Error>,
    day_spent: bool,
}

/// A part of the audience that is begun.
#[derive(Default)]
struct Open {
    /// Copies of which it is not known yet how they end.
    left: usize,
    sent: u32,
    /// Whether a copy of it stays as it is for now.
    unsettled: bool,
}

impl<'a, 'i> Slice<'a, 'i> {
    pub(super) fn new(
        deps: &'a Deps,
        copies: &'a Mutex<Copies<'i>>,
        (id, buckets): (MailingId, Buckets),
        tallies: Vec<Tally>,
        quota: Quota,
        until: Timestamp,
    ) -> Self {
        Self {
            deps,
            copies,
            line: Line::new(&deps.pacer, &deps.clock, quota.rate()),
            id,
            buckets,
            until,
            left_today: quota.left(),
            tallies: tallies.into_iter().map(|tally| (tally.bucket, tally)).collect(),
            open: BTreeMap::new(),
            again: VecDeque::new(),
            sent: 0,
            in_a_row: 0,
            trouble: None,
            day_spent: false,
        }
    }

    /// Sends until nothing is left or something stops it; how it ends, and how many copies have left. Whatever happens,
    /// what is under way is concluded.
    pub(super) async fn run(mut self) -> (End, u32) {
        let end = Box::pin(self.part_after_part()).await;
        while let Some(ended) = self.line.next().await {
            self.note(ended).await;
        }
        let end = match end {
            Ok(Some(end)) => end,
            Ok(None) if self.tallies.len() == usize::from(self.buckets.count()) => End::NothingLeft,
            Ok(None) if self.day_spent => End::DaySpent,
            Ok(None) if self.is_late() && self.in_a_row < MOST_IN_A_ROW => End::TimeIsUp,
            Ok(None) => self.trouble.map_or(End::Held, End::Trouble),
            Err(error) => End::Trouble(error),
        };
        (end, self.sent)
    }

    async fn part_after_part(&mut self) -> Result<Option<End>, Error> {
        for bucket in self.buckets.all() {
            if self.tallies.contains_key(&bucket) {
                continue;
            }
            if self.is_over() {
                return Ok(None);
            }
            let (store, id) = (&self.deps.store, self.id);
            let look =
                async { tokio::try_join!(store.mailing(id), store.health(id), store.deliveries(id, bucket)) };
            let (mailing, health, copies) = self.line.meanwhile(Box::pin(look)).await?;
            let sending = |mailing: &model::mailing::Mailing| matches!(mailing.state, State::Sending { .. });
            let Some(mailing) = mailing.filter(sending) else { return Ok(Some(End::Stopped)) };
            self.catch_up().await;
            if is_ill(&mailing, health, self.sent_in_all()) {
                return Ok(Some(End::Ill));
            }
            self.open.insert(bucket, Open { left: copies.len(), ..Open::default() });
            self.close_if_settled(bucket).await;
            for copy in copies {
                self.begin(copy).await;
            }
        }
        while !self.is_over() {
            if let Some(copy) = self.again.pop_front() {
                self.start(copy).await;
            } else if let Some(ended) = self.line.next().await {
                self.note(ended).await;
            } else {
                break;
            }
        }
        Ok(None)
    }

    /// Does what is left to do for a copy.
    async fn begin(&mut self, copy: Delivery) {
        if let Some(earlier) = self.again.pop_front() {
            self.start(earlier).await;
        }
        let how = match mailing::next_step(&copy.status, self.deps.clock.now()) {
            Step::Claim { .. } => return self.start(copy).await,
            Step::DeclareUnknown { since, .. } => {
                let work = copy::give_up(self.deps, &copy, since);
                self.line.meanwhile(work).await.unwrap_or_else(How::Trouble)
            }
            Step::Wait | Step::GiveUp | Step::Done => How::of(&copy.status),
        };
        self.settle(copy.bucket, &how, false).await;
    }

    /// Starts a copy when its turn comes, unless the slice is over.
    async fn start(&mut self, copy: Delivery) {
        self.day_spent |= self.left_today == Some(0);
        if self.is_over() {
            return self.settle(copy.bucket, &How::Held, false).await;
        }
        self.left_today = self.left_today.map(|left| left - 1);
        let work: UnderWay<'a> = Box::pin(copy::send(self.deps, self.copies, copy));
        self.line.start(work).await;
        self.catch_up().await;
    }

    /// Notes the copies that have ended meanwhile.
    async fn catch_up(&mut self) {
        while let Some(ended) = self.line.ended() {
            self.note(ended).await;
        }
    }

    async fn note(&mut self, Ended { copy, how }: Ended) {
        match how {
            How::TooFast => {
                self.in_a_row += 1;
                self.trouble = Some(SendFailure::TooFast.into());
                self.left_today = self.left_today.map(|left| left + 1);
                self.deps.pacer.hold_until(self.deps.clock.now() + PAUSE);
                self.again.push_back(copy);
                return;
            }
            How::Trouble(error) => {
                tracing::warn!(mail.id = %copy.id().mail_id(), %error, "a copy met trouble");
                self.in_a_row += 1;
                self.trouble = Some(error);
                return self.settle(copy.bucket, &How::Held, false).await;
            }
            How::DaySpent => self.day_spent = true,
            How::Sent | How::Settled | How::Held => self.in_a_row = 0,
        }
        self.settle(copy.bucket, &how, true).await;
    }

    /// Counts how a copy stands; `now`: this slice has brought it there.
    async fn settle(&mut self, bucket: Bucket, how: &How, now: bool) {
        let Some(open) = self.open.get_mut(&bucket) else { return };
        open.left -= 1;
        match how {
            How::Sent => {
                open.sent += 1;
                self.sent += u32::from(now);
            }
            How::Settled => {}
            How::Held | How::TooFast | How::DaySpent | How::Trouble(_) => open.unsettled = true,
        }
        self.close_if_settled(bucket).await;
    }

    async fn close_if_settled(&mut self, bucket: Bucket) {
        let settled = |open: &&Open| open.left == 0 && !open.unsettled;
        let Some(Open { sent, .. }) = self.open.get(&bucket).filter(settled) else { return };
        let tally = Tally { bucket, sent: *sent, at: self.deps.clock.now() };
        match self.line.meanwhile(self.deps.store.note_tally(self.id, &tally)).await {
            Ok(()) => drop(self.tallies.insert(bucket, tally)),
            Err(error) => self.trouble = Some(error.into()),
        }
        self.open.remove(&bucket);
    }

    /// As far as is known: what feedback has set right since counts when its part is looked at again.
    fn sent_in_all(&self) -> u32 {
        let settled: u32 = self.tallies.values().map(|tally| tally.sent).sum();
        settled + self.open.values().map(|open| open.sent).sum::<u32>()
    }

    fn is_late(&self) -> bool {
        self.deps.clock.now() >= self.until
    }

    fn is_over(&self) -> bool {
        self.day_spent || self.in_a_row >= MOST_IN_A_ROW || self.is_late()
    }
}
