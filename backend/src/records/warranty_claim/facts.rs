//! What is known of a claim, in a fixed number of statements however many lines it has.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::records::{labour, policy};
use crate::schema::*;
use crate::views::{campaign_unit_rows, rma_line_rows, unit_rows, warranty_claim_line_rows};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use diesel::dsl::sum;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::records::campaign::{CampaignStatus, CampaignUnitStatus};
use shared::records::part::PartPrice;
use shared::records::pre_authorization::PreAuthorizationStatus;
use shared::records::rma::RmaLineStatus;
use shared::records::warranty_claim::*;
use shared::warranty::{WarrantyExclusion, WarrantyExtension, WarrantyTerm};
use std::collections::{BTreeSet, HashMap};

/// Whose claim is looked at, and when.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    /// The dealer.
    pub dealer: OrganizationId,
    /// The claim itself, where it is stored.
    pub id: Option<WarrantyClaimId>,
    /// The day.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// All that the checks ask for. That the caller sees what the claim names was looked at before.
pub(super) fn gather(
    c: &mut PgConnection,
    of: Subject,
    input: &WarrantyClaimInput,
) -> Result<ClaimFacts, Failure> {
    Ok(ClaimFacts {
        today: of.today,
        dealer_id: of.dealer,
        policy: policy::load(c)?,
        unit: unit(c, input.unit_id)?,
        earlier: earlier(c, of, input)?,
        parts: parts_of(c, input)?,
        operations: operations(c, input)?,
        rates: labour::rates_of(c, of.dealer)?,
        returns: returns(c, of, input)?,
        evidence: match input.ticket_id {
            Some(ticket) => {
                attachments::table.filter(attachments::ticket_id.eq(ticket)).count().get_result(c)?
            }
            None => 0,
        },
        authorization: authorization(c, of, input.pre_authorization_id)?,
        campaigns: campaigns(c, input.unit_id)?,
        history: history(c, of, input.currency)?,
    })
}

fn unit(c: &mut PgConnection, id: Option<UnitId>) -> Result<Option<UnitFacts>, Failure> {
    use unit_rows as u;
    type Days = (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>);
    type Terms = (Json<Vec<WarrantyTerm>>, Json<Vec<WarrantyExtension>>, Json<Vec<WarrantyExclusion>>);
    let Some(id) = id else { return Ok(None) };
    let found: Option<(String, ProductId, Option<OrganizationId>, Days, Terms)> = u::table
        .find(id)
        .select((
            u::serial,
            u::product_id,
            u::dealer_id,
            (u::shipped_on, u::installed_on, u::accepted_on),
            (u::warranty_terms, u::extensions, u::exclusions),
        ))
        .first(c)
        .optional()?;
    Ok(found.map(|(serial, product_id, dealer_id, days, terms)| UnitFacts {
        serial,
        product_id,
        dealer_id,
        shipped_on: days.0,
        installed_on: days.1,
        accepted_on: days.2,
        terms: terms.0.0,
        extensions: terms.1.0,
        exclusions: terms.2.0,
    }))
}

fn earlier(
    c: &mut PgConnection,
    of: Subject,
    input: &WarrantyClaimInput,
) -> Result<Vec<EarlierClaim>, Failure> {
    use warranty_claims as k;
    type Found = (
        (WarrantyClaimId, String, Option<UnitId>, OrganizationId, Option<String>),
        (NaiveDate, NaiveDate, Option<i64>),
    );
    let order = input.order_number.as_deref().map(str::to_owned);
    let own = k::dealer_id.eq(of.dealer).and(k::order_number.eq(order.clone()));
    let mut query = k::table.filter(k::status.ne_all(WarrantyClaimStatus::FORGOTTEN)).into_boxed();
    query = match (input.unit_id, &order) {
        (Some(unit), Some(_)) => query.filter(k::unit_id.eq(unit).or(own)),
        (Some(unit), None) => query.filter(k::unit_id.eq(unit)),
        (None, Some(_)) => query.filter(own),
        (None, None) => return Ok(vec![]),
    };
    if let Some(id) = of.id {
        query = query.filter(k::id.ne(id));
    }
    let rows: Vec<Found> = query
        .order(k::id.desc())
        .limit(500)
        .select((
            (k::id, k::number, k::unit_id, k::dealer_id, k::order_number),
            (k::failed_on, k::repaired_on, k::usage_value),
        ))
        .load(c)?;
    let ids: Vec<WarrantyClaimId> = rows.iter().map(|row| row.0.0).collect();
    let mut faults: HashMap<WarrantyClaimId, Vec<FaultCodeId>> = HashMap::new();
    let named: Vec<(WarrantyClaimId, Option<FaultCodeId>)> = warranty_claim_jobs::table
        .filter(warranty_claim_jobs::claim_id.eq_any(ids))
        .filter(warranty_claim_jobs::fault_code_id.is_not_null())
        .select((warranty_claim_jobs::claim_id, warranty_claim_jobs::fault_code_id))
        .load(c)?;
    for (claim, fault) in named {
        faults.entry(claim).or_default().extend(fault);
    }
    let show = |((id, number, unit, dealer, order), (failed_on, repaired_on, usage)): Found| EarlierClaim {
        // What other dealers claim is told without its number.
        number: if dealer == of.dealer { number } else { "—".into() },
        same_unit: unit.is_some() && unit == input.unit_id,
        order_number: order.filter(|_| dealer == of.dealer),
        failed_on,
        repaired_on,
        usage,
        fault_code_ids: faults.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(show).collect())
}

fn parts_of(c: &mut PgConnection, input: &WarrantyClaimInput) -> Result<Vec<PartFacts>, Failure> {
    let named = input.lines().flat_map(|(job, line)| [job.causal_part_id, line.part_id]).flatten();
    let ids: Vec<PartId> = named.collect::<BTreeSet<_>>().into_iter().collect();
    let rows: Vec<(PartId, String, Option<String>, bool)> = parts::table
        .filter(parts::id.eq_any(&ids))
        .order(parts::id)
        .select((parts::id, parts::number, parts::part_class, parts::return_owed))
        .load(c)?;
    let fits: Vec<(PartId, ProductId)> = part_products::table
        .filter(part_products::part_id.eq_any(&ids))
        .order((part_products::part_id, part_products::product_id))
        .select((part_products::part_id, part_products::product_id))
        .load(c)?;
    let prices: Vec<(PartId, NaiveDate, Currency, Decimal)> = part_prices::table
        .filter(part_prices::part_id.eq_any(&ids))
        .order((part_prices::part_id, part_prices::valid_from))
        .select((part_prices::part_id, part_prices::valid_from, part_prices::currency, part_prices::price))
        .load(c)?;
    let show = |(id, number, part_class, return_owed)| PartFacts {
        id,
        number,
        part_class,
        return_owed,
        product_ids: fits.iter().filter(|(part, _)| *part == id).map(|(_, product)| *product).collect(),
        prices: prices
            .iter()
            .filter(|(part, ..)| *part == id)
            .map(|(_, valid_from, currency, price)| PartPrice {
                valid_from: *valid_from,
                currency: *currency,
                price: Amount::stored(*price),
                cost: None,
            })
            .collect(),
    };
    Ok(rows.into_iter().map(show).collect())
}

fn operations(c: &mut PgConnection, input: &WarrantyClaimInput) -> Result<Vec<OperationFacts>, Failure> {
    use labour_operations as o;
    let ids: BTreeSet<LabourOperationId> = input.lines().filter_map(|(_, line)| line.operation_id).collect();
    let rows: Vec<(LabourOperationId, String, i32)> = o::table
        .filter(o::id.eq_any(ids))
        .order(o::id)
        .select((o::id, o::code, o::standard_minutes))
        .load(c)?;
    let show = |(id, code, standard_minutes)| OperationFacts { id, code, standard_minutes };
    Ok(rows.into_iter().map(show).collect())
}

fn returns(
    c: &mut PgConnection,
    of: Subject,
    input: &WarrantyClaimInput,
) -> Result<Vec<ReturnFacts>, Failure> {
    use rma_line_rows as r;
    let ids: BTreeSet<RmaLineId> = input.lines().filter_map(|(_, line)| line.rma_line_id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let taken = warranty_claim_line_rows::table
        .filter(warranty_claim_line_rows::rma_line_id.eq_any(ids.clone()))
        .select((warranty_claim_line_rows::rma_line_id, warranty_claim_line_rows::claim_id));
    let taken: Vec<(Option<RmaLineId>, WarrantyClaimId)> = taken.load(c)?;
    let claims: Vec<WarrantyClaimId> = taken.iter().map(|(_, claim)| *claim).collect();
    let others: HashMap<WarrantyClaimId, String> = warranty_claims::table
        .filter(warranty_claims::id.eq_any(claims))
        .filter(warranty_claims::id.ne(of.id.unwrap_or(WarrantyClaimId(uuid::Uuid::nil()))))
        .filter(warranty_claims::status.ne_all(WarrantyClaimStatus::FORGOTTEN))
        .select((warranty_claims::id, warranty_claims::number))
        .load::<(WarrantyClaimId, String)>(c)?
        .into_iter()
        .collect();
    let by = |line: RmaLineId| {
        let mut on = taken.iter().filter(|(id, _)| *id == Some(line));
        on.find_map(|(_, claim)| others.get(claim).cloned())
    };
    type Found = (RmaLineId, String, Option<PartId>, OrganizationId, RmaLineStatus, Option<NaiveDate>);
    let rows: Vec<Found> = r::table
        .filter(r::id.eq_any(ids))
        .order(r::id)
        .select((r::id, r::rma_number, r::part_id, r::dealer_id, r::status, r::deadline))
        .load(c)?;
    let show = |(id, number, part_id, dealer_id, status, deadline): Found| {
        let claimed_by = by(id);
        ReturnFacts { id, number, part_id, dealer_id, status, deadline, claimed_by }
    };
    Ok(rows.into_iter().map(show).collect())
}

fn authorization(
    c: &mut PgConnection,
    of: Subject,
    id: Option<PreAuthorizationId>,
) -> Result<Option<AuthorizationFacts>, Failure> {
    use pre_authorizations as a;
    type Found = (
        (String, PreAuthorizationStatus, OrganizationId, UnitId),
        (Option<Decimal>, Currency, Option<NaiveDate>, Option<WarrantyClaimId>),
    );
    let Some(id) = id else { return Ok(None) };
    let found: Option<Found> = a::table
        .find(id)
        .select((
            (a::number, a::status, a::dealer_id, a::unit_id),
            (a::limit_amount, a::currency, a::valid_until, a::claim_id),
        ))
        .first(c)
        .optional()?;
    let show = |((number, status, dealer_id, unit_id), (limit, currency, valid_until, claim)): Found| {
        // What this claim stands on already is there for it still.
        let own = claim.is_some() && claim == of.id;
        AuthorizationFacts {
            number,
            status: if own { PreAuthorizationStatus::Granted } else { status },
            dealer_id,
            unit_id,
            limit: limit.map(Amount::stored),
            currency,
            valid_until,
        }
    };
    Ok(found.map(show))
}

fn campaigns(c: &mut PgConnection, unit: Option<UnitId>) -> Result<Vec<CampaignFacts>, Failure> {
    use campaign_unit_rows as u;
    let Some(unit) = unit else { return Ok(vec![]) };
    let ended = CampaignUnitStatus::ALL.iter().copied().filter(|status| status.has_ended());
    let rows: Vec<(CampaignId, String)> = u::table
        .filter(u::unit_id.eq(unit))
        .filter(u::campaign_status.eq_any(CampaignStatus::OPEN))
        .filter(u::status.ne_all(ended.collect::<Vec<_>>()))
        .order(u::campaign_id)
        .select((u::campaign_id, u::campaign_number))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, number)| CampaignFacts { id, number }).collect())
}

fn cents(sum: Option<Decimal>) -> i64 {
    (sum.unwrap_or_default() * Decimal::ONE_HUNDRED).to_i64().unwrap_or(i64::MAX)
}

fn history(c: &mut PgConnection, of: Subject, currency: Currency) -> Result<HistoryFacts, Failure> {
    use warranty_claims as k;
    let of_dealer = || {
        let own = k::table.filter(k::dealer_id.eq(of.dealer)).filter(k::currency.eq(currency));
        own.filter(k::status.ne(WarrantyClaimStatus::Withdrawn))
            .filter(k::id.ne(of.id.unwrap_or(WarrantyClaimId(uuid::Uuid::nil()))))
    };
    let month = of.now - Duration::days(30);
    let year = of.now - Duration::days(395);
    let before = || of_dealer().filter(k::submitted_at.ge(year)).filter(k::submitted_at.lt(month));
    let claims: i64 = before().count().get_result(c)?;
    let claimed: Option<Decimal> = before().select(sum(k::claimed)).first(c)?;
    let this_month: Option<Decimal> =
        of_dealer().filter(k::submitted_at.ge(month)).select(sum(k::claimed)).first(c)?;
    Ok(HistoryFacts { claims, claimed_cents: cents(claimed), this_month_cents: cents(this_month) })
}
