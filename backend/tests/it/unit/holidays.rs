//! Lists of public holidays.

use sanbao::records::calendar::holidays::{read, shipped};

#[test]
fn the_shipped_list_has_every_day_of_twenty_years() {
    let days = shipped().unwrap();
    assert_eq!((days.len(), days.iter().filter(|day| day.off).count()), (678, 545));
    let national = days.iter().find(|day| day.date.to_string() == "2026-10-01").unwrap();
    assert!(national.off && national.name.contains("国庆节"));
}

#[test]
fn a_bad_line_is_named() {
    for (file, word) in [
        ("date,is_off_day,name\n2026-02-30,true,x\n", "line: 2"),
        ("date,is_off_day,name\n2026-10-01,maybe,x\n", "line: 2"),
        ("date,name\n2026-10-01,x\n", "is_off_day"),
        ("date,is_off_day,name\n2026-10-01,true,x\n2026-10-01,false,y\n", "line 3"),
        ("date,is_off_day,name\n", "empty"),
    ] {
        let error = format!("{:#}", read(file.as_bytes()).unwrap_err());
        assert!(error.contains(word), "{error}");
    }
}
