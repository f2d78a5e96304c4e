//! Lists by cursor.

use diesel::pg::Pg;
use diesel::{ExpressionMethods, QueryDsl, debug_query};
use sanbao::lists::{Few, cursor, like, place};
use sanbao::schema::tickets;

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
