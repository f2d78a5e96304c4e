//! Tickets counted by a field.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::views::ticket_rows;
use diesel::dsl::count_star;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::records::ticket::{TicketCount, TicketCountQuery, TicketGroup};

/// Counts the tickets that the caller sees, most frequent first, at most 1000 values.
///
/// # Errors
/// When the database is away.
pub fn counts(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketCountQuery,
) -> Result<Vec<TicketCount>, Failure> {
    macro_rules! by {
        ($column:ident) => {{
            // Boxed queries cannot be grouped, so the scope is a list of ids that the planner folds in.
            let mut seen = policy::tickets(caller, ticket_rows::table.into_boxed());
            if let Some(source) = &query.external_source {
                seen = seen.filter(ticket_rows::external_source.eq(source.to_string()));
            }
            if let Some(open) = query.open {
                seen = if open {
                    seen.filter(ticket_rows::closed_at.is_null())
                } else {
                    seen.filter(ticket_rows::closed_at.is_not_null())
                };
            }
            let rows = diesel::alias!(ticket_rows as counted);
            rows.filter(rows.field(ticket_rows::id).eq_any(seen.select(ticket_rows::id)))
                .group_by(rows.field(ticket_rows::$column))
                .order(count_star().desc())
                .limit(1000)
                .select((rows.field(ticket_rows::$column).nullable(), count_star()))
                .load::<(Option<String>, i64)>(c)?
        }};
    }
    let rows = match query.by {
        TicketGroup::Status => by!(status),
        TicketGroup::Kind => by!(kind),
        TicketGroup::RepairOutcome => by!(repair_outcome),
        TicketGroup::ProductLine => by!(product_line),
        TicketGroup::ProductBrand => by!(product_brand),
        TicketGroup::ExternalSource => by!(external_source),
    };
    Ok(rows.into_iter().map(|(value, count)| TicketCount { value, count }).collect())
}
