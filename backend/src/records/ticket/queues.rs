//! The queues of open tickets that somebody works from, with how many lie in each.

use crate::auth::caller::Caller;
use crate::capped_count;
use crate::error::Failure;
use crate::policy;
use crate::schema::{team_members, teams};
use crate::views::ticket_rows;
use chrono::Duration;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::TeamId;
use shared::page::CappedCount;
use shared::records::ticket::{DUE_SOON_HOURS, QueueKind, TicketQueue};

/// Teams of one person that are shown.
const MOST_TEAMS: i64 = 20;

fn open<'a>(caller: &Caller) -> ticket_rows::BoxedQuery<'a, Pg> {
    policy::tickets(caller, ticket_rows::table.into_boxed()).filter(ticket_rows::closed_at.is_null())
}

/// The caller's queues, one count each.
///
/// # Errors
/// When the database is away.
pub fn queues(c: &mut PgConnection, caller: &Caller) -> Result<Vec<TicketQueue>, Failure> {
    use ticket_rows::*;
    let own: Vec<(TeamId, String)> = teams::table
        .inner_join(team_members::table)
        .filter(team_members::user_id.eq(caller.actor.user_id))
        .order((teams::name, teams::id))
        .limit(MOST_TEAMS)
        .select((teams::id, teams::name))
        .load(c)?;
    let mut queues = vec![];
    for which in QueueKind::ALL {
        let q = open(caller);
        let q = match which {
            QueueKind::Mine => q.filter(assignee_id.eq(caller.actor.user_id)),
            QueueKind::Team => {
                for (team, label) in &own {
                    let count: i64 = capped_count!(open(caller).filter(team_id.eq(*team)), c)?;
                    queues.push(TicketQueue {
                        queue: *which,
                        team_id: Some(*team),
                        team_name: Some(label.clone()),
                        count: CappedCount::new(count),
                    });
                }
                continue;
            }
            QueueKind::Unassigned => q.filter(assignee_id.is_null()),
            QueueKind::DueSoon => {
                q.filter(next_due_at.lt(caller.now + Duration::hours(DUE_SOON_HOURS.into())))
            }
            QueueKind::Breached => q.filter(breach_count.gt(0)),
            QueueKind::SpecialCase => q.filter(special_case),
            QueueKind::IndividualCase => q.filter(individual_case),
        };
        let count: i64 = capped_count!(q, c)?;
        let (queue_team, label) = (None, None);
        queues.push(TicketQueue {
            queue: *which,
            team_id: queue_team,
            team_name: label,
            count: CappedCount::new(count),
        });
    }
    Ok(queues)
}
