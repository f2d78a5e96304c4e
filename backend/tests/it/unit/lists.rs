//! Lists by cursor.

use sanbao::lists::{cursor, like, place};

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
