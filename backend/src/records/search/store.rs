//! SQL of the search: of each kind the newest that fit, within what the caller sees.

use super::{goods, money};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{contacts, customers, knowledge_articles, organizations, products};
use crate::views::{customer_rows, part_rows, ticket_rows, unit_rows, user_rows};
use crate::{policy, search};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::CustomerId;
use shared::records::search::{SearchHit, SearchKind};
use shared::records::ticket::TicketStatus;
use shared::text::Line;
use uuid::Uuid;

/// How many are ranked, so that a word which stands everywhere does not bring everything here.
pub(super) const RANKED: i64 = 50;

/// The newest that fit. Which they are comes from the table alone; what is told of them is asked for only where there are some, for
/// most kinds have nothing to a word, and planning their names is what took the time.
macro_rules! fitting {
    ($c:expr, $seen:expr, $table:ident, $words:expr, $order:expr, $columns:expr) => {{
        let seen = $seen;
        let fitting = search!(seen(), $table, $words).order($order).select($table::id);
        let ids: Vec<uuid::Uuid> = $crate::lists::Few::up_to(fitting, RANKED).load($c)?;
        if ids.is_empty() {
            vec![]
        } else {
            seen().filter($table::id.eq_any(ids)).order($order).select($columns).load($c)?
        }
    }};
}
pub(super) use fitting;

/// Id, number, title, what tells it from others.
pub(super) type Row = (Uuid, String, String, Option<String>);

pub(super) fn hit((id, number, title, note): Row) -> SearchHit {
    SearchHit { id, number: Some(number), title, note, status: None, customer_id: None }
}

fn joined(parts: [Option<String>; 2]) -> Option<String> {
    let known: Vec<String> = parts.into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(" · "))
}

/// The newest of a kind that fit.
pub(super) fn newest(
    c: &mut PgConnection,
    caller: &Caller,
    kind: SearchKind,
    words: &Line<200>,
    parts_found: &mut goods::Parts,
) -> Result<Vec<SearchHit>, Failure> {
    match kind {
        SearchKind::Ticket => tickets(c, caller, words),
        SearchKind::Unit => units(c, caller, words),
        SearchKind::Customer => customers(c, caller, words),
        SearchKind::Contact => people_at_customers(c, caller, words),
        SearchKind::Product => models(c, words),
        SearchKind::Part => parts(c, caller, words),
        SearchKind::Rma => goods::returns(c, caller, words, parts_found),
        SearchKind::MaterialTransfer => goods::transfers(c, caller, words, parts_found),
        SearchKind::QualityFeedback => goods::quality(c, caller, words, parts_found),
        SearchKind::Campaign => goods::campaigns(c, caller, words),
        SearchKind::WarrantyClaim => money::claims(c, caller, words),
        SearchKind::Recovery => money::recoveries(c, caller, words),
        SearchKind::Statement => money::statements(c, caller, words),
        SearchKind::KnowledgeArticle => articles(c, caller, words),
        SearchKind::Organization => houses(c, caller, words),
        SearchKind::User => users(c, caller, words),
    }
}

fn tickets(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use ticket_rows as t;
    type Found = (Uuid, String, String, TicketStatus, Option<String>, Option<String>);
    let seen = || policy::tickets(caller, t::table.into_boxed());
    let order = (t::created_at.desc(), t::id.desc());
    let columns = (t::id, t::number, t::subject, t::status, t::customer_name, t::unit_serial);
    let rows: Vec<Found> = fitting!(c, seen, ticket_rows, words, order, columns);
    let show = |(id, number, title, status, customer, serial): Found| SearchHit {
        status: Some(status),
        ..hit((id, number, title, joined([customer, serial])))
    };
    Ok(rows.into_iter().map(show).collect())
}

fn units(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use unit_rows as u;
    type Found = (Uuid, String, String, Option<String>, Option<String>);
    let seen = || policy::units(caller, u::table.into_boxed());
    let order = (u::created_at.desc(), u::id.desc());
    let columns = (u::id, u::serial, u::product_name, u::customer_name, u::site_name);
    let rows: Vec<Found> = fitting!(c, seen, unit_rows, words, order, columns);
    let show =
        |(id, serial, model, customer, site): Found| hit((id, serial, model, joined([customer, site])));
    Ok(rows.into_iter().map(show).collect())
}

fn customers(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use customer_rows as k;
    type Found = (Uuid, String, String, Option<String>, Option<String>);
    let seen = || policy::customers(caller, k::table.into_boxed());
    let order = (k::created_at.desc(), k::id.desc());
    let columns = (k::id, k::number, k::name, k::phone, k::dealer_name);
    let rows: Vec<Found> = fitting!(c, seen, customer_rows, words, order, columns);
    let show = |(id, number, name, phone, dealer): Found| hit((id, number, name, joined([phone, dealer])));
    Ok(rows.into_iter().map(show).collect())
}

fn people_at_customers(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    let seen = policy::customers(caller, customer_rows::table.into_boxed()).select(customer_rows::id);
    type Found = (Uuid, CustomerId, String, Option<String>, String);
    let rows: Vec<Found> =
        search!(contacts::table.inner_join(customers::table).into_boxed(), contacts, words)
            .filter(contacts::customer_id.eq_any(seen))
            .order((contacts::created_at.desc(), contacts::id.desc()))
            .select((contacts::id, contacts::customer_id, contacts::name, contacts::phone, customers::name))
            .up_to(RANKED)
            .load(c)?;
    let show = |(id, customer, title, phone, house): Found| SearchHit {
        id,
        number: None,
        title,
        note: joined([phone, Some(house)]),
        status: None,
        customer_id: Some(customer),
    };
    Ok(rows.into_iter().map(show).collect())
}

fn models(c: &mut PgConnection, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    let rows: Vec<Row> = search!(products::table.into_boxed(), products, words)
        .order((products::created_at.desc(), products::id.desc()))
        .select((products::id, products::code, products::name, products::brand))
        .up_to(RANKED)
        .load(c)?;
    Ok(rows.into_iter().map(hit).collect())
}

fn parts(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use part_rows as p;
    let seen = || policy::parts(caller, p::table.into_boxed());
    let order = (p::created_at.desc(), p::id.desc());
    let columns = (p::id, p::number, p::name, p::supplier_name);
    let rows: Vec<Row> = fitting!(c, seen, part_rows, words, order, columns);
    let told = policy::sees_supplier(caller);
    let show = |(id, number, name, supplier): Row| hit((id, number, name, supplier.filter(|_| told)));
    Ok(rows.into_iter().map(show).collect())
}

fn articles(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use knowledge_articles as k;
    let seen = policy::knowledge_articles(caller, k::table.into_boxed());
    let rows: Vec<(Uuid, String, String)> = search!(seen, knowledge_articles, words)
        .order(k::id.desc())
        .select((k::id, k::number, k::title))
        .up_to(RANKED)
        .load(c)?;
    Ok(rows.into_iter().map(|(id, number, title)| hit((id, number, title, None))).collect())
}

fn houses(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use organizations as o;
    let rows: Vec<Row> = search!(policy::organizations(caller, o::table.into_boxed()), organizations, words)
        .order((o::created_at.desc(), o::id.desc()))
        .select((o::id, o::code, o::name, o::phone))
        .up_to(RANKED)
        .load(c)?;
    Ok(rows.into_iter().map(hit).collect())
}

fn users(c: &mut PgConnection, caller: &Caller, words: &Line<200>) -> Result<Vec<SearchHit>, Failure> {
    use user_rows as u;
    type Found = (Uuid, String, String, String);
    let seen = || policy::users(caller, u::table.into_boxed());
    let order = (u::created_at.desc(), u::id.desc());
    let columns = (u::id, u::name, u::organization_name, u::email);
    let rows: Vec<Found> = fitting!(c, seen, user_rows, words, order, columns);
    let show = |(id, title, house, email): Found| SearchHit {
        id,
        number: None,
        title,
        note: joined([Some(house), Some(email)]),
        status: None,
        customer_id: None,
    };
    Ok(rows.into_iter().map(show).collect())
}
