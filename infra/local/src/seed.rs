//! What a deployed system needs before anyone can use it: an edition, a team, a sender that SES trusts, and a first
//! rendering of the site; and an issue of the newsletter to write, for the week of the next draft is far.

use anyhow::Context;
use aws_sdk_ses::types::NotificationType;
use model::data_protection::DataProtection;
use model::edition::{Edition, State};
use model::email::EmailAddress;
use model::id::{MailingId, ModeratorId};
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::Mailing;
use model::moderation::{Moderator, Rhythm, Scope};
use model::reason::Reasons;
use model::territory::Region;
use model::text::Line;
use model::theme::Theme;
use model::zone::Zone;
use runtime::Clock;
use store::Store;

use crate::aws::Clients;
use crate::deploy::MAIL_IDENTITY;
use crate::stack::Stack;

/// The moderator of whatever is online or has no regional moderator.
pub const NATIONAL_MODERATOR: &str = "nadia.national@exemple.gouv.fr";

/// The moderator of Île-de-France.
pub const REGIONAL_MODERATOR: &str = "remi.regional@exemple.gouv.fr";

const ILE_DE_FRANCE: &str = "11";

/// Opens the next edition with its two moderators, and says that the site is to be rendered.
pub async fn load(clients: &Clients, stack: &Stack) -> anyhow::Result<Edition> {
    clients
        .ses
        .verify_domain_identity()
        .domain(MAIL_IDENTITY)
        .send()
        .await
        .context("the emulator does not accept the sender")?;
    tell_what_becomes_of_mails(clients, stack).await?;
    let edition = next_edition()?;
    let store = Store::new(clients.dynamodb.clone(), &stack.table);
    let [national, regional] = team()?;
    for moderator in [&national, &regional] {
        store.put_moderator(moderator).await.context("a moderator cannot be written")?;
    }
    Box::pin(open(&store, &edition)).await.context("the edition cannot be opened")?; // boxed: its future is large
    draft(&store, &edition, &national).await?;
    Ok(edition)
}

/// In production SES tells it by way of the configuration set, which the emulators pass over in the template. What they
/// know is the older way, an identity's notifications: MiniStack sends them, LocalStack takes note and is silent.
async fn tell_what_becomes_of_mails(clients: &Clients, stack: &Stack) -> anyhow::Result<()> {
    let topic = stack.output("MailEventsTopicArn")?;
    for kind in [NotificationType::Delivery, NotificationType::Bounce, NotificationType::Complaint] {
        let call = clients.ses.set_identity_notification_topic().identity(MAIL_IDENTITY);
        let call = call.notification_type(kind).sns_topic(topic).send();
        call.await.context("the emulator does not tell what becomes of mails")?;
    }
    Ok(())
}

/// The edition of the next November that starts after today.
pub fn next_edition() -> anyhow::Result<Edition> {
    let today = Zone::PARIS.date(Clock::system().now());
    let year = Edition::next_year(today);
    Ok(Edition {
        year,
        ordinal: Edition::usual_ordinal(year).context("the edition has no number")?,
        name: Line::parse("Mois de l’innovation publique")?,
        period: Edition::usual_period(year).context("the edition has no month")?,
        operator: Line::parse("Direction interministérielle de la transformation publique (DITP)")?,
        contact: EmailAddress::parse("equipe@exemple.gouv.fr")?,
        reasons: Reasons::default(),
        themes: Theme::usual(),
        data_protection: DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: State::Open,
    })
}

fn team() -> anyhow::Result<[Moderator; 2]> {
    let region = Region::from_code(ILE_DE_FRANCE).context("Île-de-France is not in the list of regions")?;
    Ok([
        // Both rhythms, so that there is a digest to look at.
        moderator("Nadia National", NATIONAL_MODERATOR, Scope::National, Rhythm::Both)?,
        moderator(
            "Rémi Régional",
            REGIONAL_MODERATOR,
            Scope::Regions { regions: vec![region] },
            Rhythm::AtOnce,
        )?,
    ])
}

fn moderator(name: &str, email: &str, scope: Scope, rhythm: Rhythm) -> anyhow::Result<Moderator> {
    let id = ModeratorId::derive(&[b"local", email.as_bytes()]);
    let (name, email) = (Line::parse(name)?, EmailAddress::parse(email)?);
    Ok(Moderator { id, name, email, scope, rhythm, away_until: None })
}

/// As `mip edition create` and `mip edition open` do: the site is rendered at once.
async fn open(store: &Store, edition: &Edition) -> anyhow::Result<()> {
    match store.create_edition(&Edition { state: State::Prepared, ..edition.clone() }).await {
        Err(error) if !error.is_conflict() => return Err(error.into()),
        _ => {} // written now, or there since another start
    }
    let kept = store.kept_edition(edition.year).await?.context("the edition is not there")?;
    Ok(store.make_current(&kept, edition, Clock::system().now()).await?)
}

/// A blank issue, as an editor starts one: its page is in the national moderator's mail.
async fn draft(store: &Store, edition: &Edition, editor: &Moderator) -> anyhow::Result<()> {
    let now = Clock::system().now();
    let id = MailingId::derive(&[b"local", edition.year.to_string().as_bytes()]);
    let issue =
        Mailing::blank(id, edition, now, Some(editor.id), now).context("the issue cannot be written")?;
    let letter = MailingLetter::of(&issue, editor.id, MailingOccasion::Draft);
    store.create_mailing(&issue, vec![letter], now).await.context("the issue cannot be written")
}
