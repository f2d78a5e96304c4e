//! SQL of the search for returns and material transfers. What one remembers of them stands in several tables; each is looked
//! through by its own index, so all words must stand in one of them: in the head, in a line, or at a part.

use super::store::{RANKED, Row, fitting, hit};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::material_transfer_lines;
use crate::views::{
    campaign_rows, material_transfer_rows, part_rows, quality_feedback_rows, return_line_rows, rma_rows,
};
use crate::views::{material_transfer_rows as m, return_line_rows as k, rma_rows as r};
use crate::{policy, search};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::PartId;
use shared::records::search::SearchHit;
use shared::text::Line;

/// The first of each record, the newest first.
fn merged(found: Vec<Row>) -> Vec<SearchHit> {
    let mut rows: Vec<Row> = vec![];
    for row in found {
        if !rows.iter().any(|known| known.0 == row.0) {
            rows.push(row);
        }
    }
    // Ids are in the order of time.
    rows.sort_by_key(|row| std::cmp::Reverse(row.0));
    rows.truncate(usize::try_from(RANKED).unwrap_or_default());
    rows.into_iter().map(hit).collect()
}

/// Parts whose lines are looked for.
const MOST_PARTS: i64 = 200;

/// The parts that fit, the newest first: looked for once for all kinds that are found by them. Most words are no part at
/// all, and then nobody looks for its lines.
#[derive(Default)]
pub(super) struct Parts(Option<Vec<PartId>>);

impl Parts {
    fn of(
        &mut self,
        c: &mut PgConnection,
        caller: &Caller,
        words: &Line<200>,
    ) -> Result<Vec<PartId>, Failure> {
        if let Some(known) = &self.0 {
            return Ok(known.clone());
        }
        let found: Vec<PartId> =
            search!(policy::parts(caller, part_rows::table.into_boxed()), part_rows, words)
                .order(part_rows::id.desc())
                .select(part_rows::id)
                .up_to(MOST_PARTS)
                .load(c)?;
        Ok(self.0.insert(found).clone())
    }
}

/// Returns by head, by line and by part.
pub(super) fn returns(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
    parts: &mut Parts,
) -> Result<Vec<SearchHit>, Failure> {
    let heads = || policy::rmas(caller, r::table.into_boxed());
    let columns = (r::id, r::number, r::dealer_name, r::waybill);
    let mut found: Vec<Row> = fitting!(c, heads, rma_rows, words, r::id.desc(), columns);
    type Found = ((uuid::Uuid, String, String), (String, Option<String>, String));
    let note = |((id, number, dealer), (tag, part, name)): Found| {
        let part = part.map(|part| format!("{part} ")).unwrap_or_default();
        (id, number, dealer, Some(format!("{tag} · {part}{name}")))
    };
    let columns = ((k::rma_id, k::rma_number, k::dealer_name), (k::tag, k::part_number, k::name));
    let seen = || policy::return_lines(caller, k::table.into_boxed());
    let of_lines: Vec<Found> = fitting!(c, &seen, return_line_rows, words, k::id.desc(), columns);
    found.extend(of_lines.into_iter().map(note));
    let parts = parts.of(c, caller, words)?;
    if !parts.is_empty() {
        let of_parts: Vec<Found> = seen()
            .filter(k::part_id.eq_any(parts))
            .order(k::id.desc())
            .limit(RANKED)
            .select(columns)
            .load(c)?;
        found.extend(of_parts.into_iter().map(note));
    }
    Ok(merged(found))
}

/// Material transfers by head and by part.
pub(super) fn transfers(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
    parts: &mut Parts,
) -> Result<Vec<SearchHit>, Failure> {
    type Goal = (Option<String>, Option<String>, Option<String>);
    type Found = (uuid::Uuid, String, Goal, Option<String>);
    let goal = (m::to_location_name, m::to_organization_name, m::to_customer_name);
    let columns = (m::id, m::number, goal, m::waybill);
    let seen = || policy::material_transfers(caller, m::table.into_boxed());
    let mut found: Vec<Found> = fitting!(c, &seen, material_transfer_rows, words, m::id.desc(), columns);
    let parts = parts.of(c, caller, words)?;
    if !parts.is_empty() {
        let with_part = material_transfer_lines::table
            .filter(material_transfer_lines::part_id.eq_any(parts))
            .select(material_transfer_lines::transfer_id);
        let of_parts: Vec<Found> = seen()
            .filter(m::id.eq_any(with_part))
            .order(m::id.desc())
            .limit(RANKED)
            .select(columns)
            .load(c)?;
        found.extend(of_parts);
    }
    let row = |(id, number, (location, organization, customer), waybill): Found| {
        (id, number, location.or(organization).or(customer).unwrap_or_default(), waybill)
    };
    Ok(merged(found.into_iter().map(row).collect()))
}

/// Quality feedback by what it says and by part. What it says is the house's own: a supplier finds its cases in the list.
pub(super) fn quality(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
    parts: &mut Parts,
) -> Result<Vec<SearchHit>, Failure> {
    use quality_feedback_rows as q;
    if !caller.actor.is_inside() {
        return Ok(vec![]);
    }
    let seen = || policy::quality_feedbacks(caller, q::table.into_boxed());
    let columns = (q::id, q::number, q::subject, q::part_name);
    let mut found: Vec<Row> = fitting!(c, &seen, quality_feedback_rows, words, q::id.desc(), columns);
    let parts = parts.of(c, caller, words)?;
    if !parts.is_empty() {
        let of_parts: Vec<Row> = seen()
            .filter(q::part_id.eq_any(parts))
            .order(q::id.desc())
            .limit(RANKED)
            .select(columns)
            .load(c)?;
        found.extend(of_parts);
    }
    Ok(merged(found))
}

/// Campaigns by number and title.
pub(super) fn campaigns(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    use campaign_rows as k;
    let seen = || policy::campaigns(caller, k::table.into_boxed());
    let columns = (k::id, k::number, k::title, k::part_name);
    let rows: Vec<Row> = fitting!(c, seen, campaign_rows, words, k::id.desc(), columns);
    Ok(rows.into_iter().map(hit).collect())
}
