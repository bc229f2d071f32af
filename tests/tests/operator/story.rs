//! The story, chapter by chapter.

use local::visitor::Visitor;

use crate::mip::mip;
use crate::system::variable;
use crate::{edition, events, keys, past, queues, year_end};

#[tokio::test]
async fn a_year_of_an_operator() -> anyhow::Result<()> {
    let visitor = Visitor::new(&variable("MIP_BASE_URL"))?;
    mip("--stack nowhere moderators list")?.refused(3, "no stack")?;
    let edition = edition::opens(&visitor).await?;
    let [kept, left] = events::are_proposed_and_published(&visitor, &edition).await?;
    queues::what_was_given_up_is_tried_again(&visitor, &edition).await?;
    let reader = keys::change_between_two_letters(&visitor).await?;
    let copy = past::is_copied()?;
    past::goes_on(&visitor, &edition, &kept, &left, &reader).await?;
    past::comes_back(&visitor, &edition, &kept, &left, &reader, copy).await?;
    year_end::is_looked_at_and_closed(&visitor, &edition).await
}
