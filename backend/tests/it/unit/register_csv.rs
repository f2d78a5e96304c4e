//! Registers as CSV.

use sanbao::records::register::csv::write;
use sanbao::records::register::{Cell, Reader};
use shared::i18n::Locale;

#[test]
fn formulas_become_text_and_times_stand_on_the_readers_clock() {
    let reader = Reader { locale: Locale::En, zone: chrono_tz::Asia::Shanghai };
    let at = "2026-03-31T16:30:00.5Z".parse().unwrap();
    let row = vec![
        Cell::Text("=1+1".into()),
        Cell::Text("a, \"b\"".into()),
        Cell::Number(-3),
        Cell::Time(at),
        Cell::Nothing,
        Cell::Flag(true),
    ];
    let csv = String::from_utf8(write(&[row], &reader).unwrap()).unwrap();
    assert_eq!(csv, "'=1+1,\"a, \"\"b\"\"\",-3,2026-04-01 00:30:00,,Yes\n");
}
