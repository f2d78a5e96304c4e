//! Statements over the tickets that somebody sees: what is counted is written in SQL, which tickets are counted
//! is said by the list of tickets itself. Nobody can count what they could not list.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::filtered;
use crate::views::ticket_rows as t;
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, Timestamptz};
use shared::records::ticket::TicketQuery;
use std::marker::PhantomData;

enum Piece {
    Sql(String),
    At(DateTime<Utc>),
    Ats(Vec<DateTime<Utc>>),
}

/// A statement over the rows `seen`, which gives rows of the SQL types `ST`. What it does not use of them costs
/// nothing: the planner leaves out the joins.
pub(in crate::records) struct Over<Q, ST> {
    seen: Q,
    pieces: Vec<Piece>,
    gives: PhantomData<ST>,
}

/// Begins a statement over the tickets that the caller sees and a query asks for.
///
/// # Errors
/// As the list of tickets.
pub(super) fn over<ST>(
    caller: &Caller,
    query: &TicketQuery,
) -> Result<Over<impl QueryFragment<Pg> + use<ST>, ST>, Failure> {
    let seen = filtered(caller, query)?.select((
        t::id,
        t::status,
        t::created_at,
        t::closed_at,
        t::topic,
        t::fault_code_id,
        t::product_id,
        t::team_id,
        t::assignee_id,
        t::dealer_id,
        t::reopen_count,
        t::special_case,
        t::individual_case,
        t::next_due_at,
        t::breach_count,
    ));
    Ok(over_rows(seen))
}

/// Begins a statement over other rows.
pub(in crate::records) fn over_rows<Q, ST>(seen: Q) -> Over<Q, ST> {
    Over { seen, pieces: vec![], gives: PhantomData }
}

impl<Q, ST> Over<Q, ST> {
    fn with(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self
    }

    /// Goes on with words of ours.
    pub fn sql(self, sql: impl Into<String>) -> Self {
        self.with(Piece::Sql(sql.into()))
    }

    /// Goes on with an instant.
    pub fn at(self, at: DateTime<Utc>) -> Self {
        self.with(Piece::At(at))
    }

    /// Goes on with an array of instants.
    pub fn ats(self, ats: &[DateTime<Utc>]) -> Self {
        self.with(Piece::Ats(ats.to_vec()))
    }
}

impl<Q: QueryFragment<Pg>, ST> QueryFragment<Pg> for Over<Q, ST> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("WITH seen AS NOT MATERIALIZED (");
        self.seen.walk_ast(out.reborrow())?;
        out.push_sql(") ");
        for piece in &self.pieces {
            match piece {
                Piece::Sql(sql) => out.push_sql(sql),
                Piece::At(at) => out.push_bind_param::<Timestamptz, _>(at)?,
                Piece::Ats(ats) => out.push_bind_param::<Array<Timestamptz>, _>(ats)?,
            }
        }
        Ok(())
    }
}

impl<Q, ST> QueryId for Over<Q, ST> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q, ST> Query for Over<Q, ST> {
    type SqlType = ST;
}

impl<Q, ST> RunQueryDsl<PgConnection> for Over<Q, ST> {}
