//! Lists by cursor.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::QueryFragment;
use diesel::sql_types::Integer;
use diesel::{IntoSql, debug_query};
use sanbao::lists::{Few, cursor, like, place};
use sanbao::schema::tickets;
use sanbao::search;
use sanbao::views::ticket_rows;

#[test]
fn a_cursor_is_read_only_by_its_own_order() {
    let c = cursor("name", &("王芳", 7));
    assert_eq!(place::<(String, i32)>(Some(&c), "name").unwrap(), Some(("王芳".into(), 7)));
    assert!(place::<(String, i32)>(Some(&c), "-created_at").is_err());
    assert!(place::<(i32, i32)>(Some(&c), "name").is_err());
    for bad in ["", "%%%", "e30", "AAAA"] {
        assert!(place::<(String, i32)>(Some(bad), "name").is_err(), "{bad}");
    }
}

#[test]
fn percent_and_underscore_are_letters_here() {
    assert_eq!(like("5%_A\\"), "%5\\%\\_a\\\\%");
}

/// PostgreSQL plans once what nothing in it changes, and anew what has other values each time.
#[test]
fn how_many_rows_are_wanted_is_written_down_where_it_is_the_only_value() {
    let all = tickets::table.select(tickets::number).into_boxed::<Pg>();
    let sql = debug_query::<Pg, _>(&all.up_to(51)).to_string();
    assert!(sql.contains(" LIMIT 51") && sql.ends_with("-- binds: []"), "{sql}");
    let closed = tickets::table.filter(tickets::status.eq("closed")).select(tickets::number);
    for (wanted, rows) in [(1, 11), (11, 11), (12, 21), (51, 51), (52, 101), (101, 101), (500, 500)] {
        let sql = debug_query::<Pg, _>(&closed.into_boxed::<Pg>().up_to(wanted)).to_string();
        assert!(sql.contains(" LIMIT $2") && sql.ends_with(&format!(", {rows}]")), "{wanted}: {sql}");
    }
}

/// Whether PostgreSQL keeps a plan for it.
fn kept(query: &impl QueryFragment<Pg>) -> bool {
    query.is_safe_to_cache_prepared(&Pg).unwrap()
}

#[test]
fn words_are_looked_for_and_rows_are_counted_by_plans_for_these_values() {
    let some = |word: &str| {
        let all = ticket_rows::table.into_boxed::<Pg>();
        search!(all, ticket_rows, word).select(ticket_rows::number)
    };
    assert!(kept(&some("门").up_to(51)) && !kept(&some("门机").up_to(51)));
    let one = || 1.into_sql::<Integer>();
    let all = tickets::table.select(one()).into_boxed::<Pg>();
    let closed = tickets::table.filter(tickets::status.eq("closed")).select(one()).into_boxed::<Pg>();
    let sql = debug_query::<Pg, _>(&closed.counted()).to_string();
    assert!(sql.contains(" LIMIT 1001") && sql.ends_with("-- binds: [1, \"closed\"]"), "{sql}");
    let closed = tickets::table.filter(tickets::status.eq("closed")).select(one()).into_boxed::<Pg>();
    assert!(kept(&all.counted()) && !kept(&closed.counted()));
}
