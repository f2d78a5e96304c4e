//! Columns, times and rows of a file that is brought in.

use sanbao::records::import::columns::{Table, instant};

#[test]
fn rows_that_are_not_right_are_kept_with_their_line() {
    let table = Table::read(b"id,text\nr-1,\"two\nlines\"\nr-2\nr-3,\xff\nr-4,x\n").unwrap();
    let told: Vec<_> = table.rows.iter().map(|r| (r.line, r.cells.get(0), r.fault.is_some())).collect();
    assert_eq!(
        told,
        [(2, Some("r-1"), false), (4, Some("r-2"), true), (5, Some("r-3"), true), (6, Some("r-4"), false)]
    );
    assert!(Table::read(b"id;text\n1;2\n").is_err());
}

#[test]
fn times_without_a_zone_are_the_mappings() {
    let now = "2026-11-25T00:00:00Z".parse().unwrap();
    let at = |value: &str| {
        instant(value, chrono_tz::Europe::Rome, now).map(|at| at.to_rfc3339()).map_err(|why| why.key)
    };
    assert_eq!(at("2012-10-09T12:50:17Z").unwrap(), "2012-10-09T12:50:17+00:00");
    assert_eq!(at("2012-10-09 12:50:17").unwrap(), "2012-10-09T10:50:17+00:00");
    assert_eq!(at("2012-10-28T02:30:00").unwrap(), "2012-10-28T00:30:00+00:00");
    assert!(at("2012-03-25T02:30:00").unwrap_err().ends_with("left-out"));
    assert!(at("2026-11-25T00:00:01Z").unwrap_err().ends_with("in-future"));
    assert!(at("0900-01-01T00:00:00Z").unwrap_err().ends_with("too-old"));
    for bad in ["", "2012-10-09", "2012-13-09T00:00:00Z", "09.10.2012 12:50", "2012-02-30T00:00:00Z"] {
        assert!(at(bad).unwrap_err().ends_with("no-time"), "{bad}");
    }
}
