//! What is remembered of long lists.

use sanbao::counts::{Known, REMEMBERED};
use std::time::{Duration, Instant};

#[test]
fn a_long_list_is_known_for_a_minute_and_no_other_with_it() {
    let (known, then) = (Known::default(), Instant::now());
    assert!(!known.is_long("customers of 1", then));
    known.remember("customers of 1", then);
    assert!(known.is_long("customers of 1", then));
    assert!(known.is_long("customers of 1", then + REMEMBERED - Duration::from_millis(1)));
    assert!(!known.is_long("customers of 1", then + REMEMBERED));
    assert!(!known.is_long("customers of 2", then), "other values are another question");
}

#[test]
fn what_is_remembered_does_not_grow_without_end() {
    let (known, then) = (Known::default(), Instant::now());
    for n in 0..1000 {
        known.remember(&format!("early {n}"), then);
    }
    let later = then + REMEMBERED;
    known.remember("late", later);
    assert!(known.is_long("late", later));
    // What had run out made room; where nothing has, all of it goes.
    assert!(!known.is_long("early 7", then));
    for n in 0..999 {
        known.remember(&format!("late {n}"), later);
    }
    assert!(known.is_long("late", later) && known.is_long("late 998", later));
    known.remember("last", later);
    assert!(known.is_long("last", later));
    assert!(!known.is_long("late 3", later));
}
