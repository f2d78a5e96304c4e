//! 召回/整改通知: what is to be done to which units, as far as whoever prints it sees them.

mod routes;

pub use routes::routes;

use super::{service, units};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, field, heading, maybe, maybe_time, signatures, table, wide};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::i18n::Arg;
use shared::ids::CampaignId;
use shared::page::MAX_LIMIT;
use shared::records::campaign::{Campaign, CampaignUnit, CampaignUnitQuery};

/// What a form needs, as one caller may see it.
pub struct Facts {
    /// The campaign.
    pub campaign: Campaign,
    /// Its first hundred units.
    pub units: Vec<CampaignUnit>,
    /// The maker whose form it is, and its telephone.
    pub maker: (String, Option<String>),
}

/// Reads it.
///
/// # Errors
/// `not_found` when the campaign is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: CampaignId) -> Result<Facts, Failure> {
    let campaign = service::get(c, caller, id)?;
    let query = CampaignUnitQuery { limit: Some(MAX_LIMIT), ..CampaignUnitQuery::default() };
    let units = units::list(c, caller, id, &query)?.items;
    let maker = organization::maker(c)?.map(|maker| (maker.name, maker.phone)).unwrap_or_default();
    Ok(Facts { campaign, units, maker })
}

/// The notice, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, page: &str, r: Reader) -> Form {
    let (campaign, head) = (&facts.campaign, &facts.campaign.head);
    let times = [campaign.approved_at, campaign.published_at, campaign.ended_at];
    let about = About {
        title: r.word(&format!("campaign_notice-{}", head.kind)),
        house: facts.maker.0.clone(),
        number: head.number.clone(),
        as_of: times.into_iter().flatten().fold(head.created_at, Ord::max),
        link: format!("{page}/campaigns/{}", head.id),
    };
    let row = |(n, unit): (usize, &CampaignUnit)| {
        let word = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            (n + 1).to_string(),
            unit.serial.clone(),
            unit.product_code.clone(),
            word(&unit.customer_name),
            word(&unit.customer_phone),
            unit.status.label(r.locale),
        ]
    };
    let heads = [
        ("paper-count-place", 0.5),
        ("register-serial", 1.8),
        ("register-product", 1.2),
        ("register-customer", 2.2),
        ("register-phone", 1.4),
        ("register-status", 1.0),
    ];
    let mut blocks = vec![
        Block::Fields(vec![
            wide(r, "register-title", head.title.as_str()),
            field(r, "register-severity", head.severity.label(r.locale)),
            maybe_time(r, "paper-campaign-published", campaign.published_at),
            wide(r, "paper-campaign-reason", campaign.reason.as_str()),
            wide(r, "paper-campaign-remedy", campaign.remedy.as_str()),
            maybe(r, "register-part", &campaign.part_name),
            maybe(r, "register-phone", &facts.maker.1),
        ]),
        heading(r, "paper-campaign-units"),
        table(r, &heads, facts.units.iter().enumerate().map(row).collect()),
    ];
    let shown = i64::try_from(facts.units.len()).unwrap_or(i64::MAX);
    if head.counts.units > shown {
        let args = [("shown", Arg::Number(shown)), ("count", Arg::Number(head.counts.units))];
        blocks.push(Block::Remark(said::say(r, "paper-campaign-more", &args)));
    }
    blocks.push(Block::Remark(r.word("paper-campaign-free")));
    blocks.push(signatures(r, &["paper-campaign-sign-house", "paper-campaign-sign-owner"]));
    said::form(r, about, blocks)
}
