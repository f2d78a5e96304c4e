//! The server programs of PostgreSQL.

use sanbao::cluster::programs::{Programs, choose, major_version};

fn found(majors: &[u32]) -> Vec<Programs> {
    majors.iter().map(|&major| Programs { folder: major.to_string().into(), major }).collect()
}

#[test]
fn versions_are_read_as_distributions_print_them() {
    for (printed, major) in [
        ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", Some(15)),
        ("postgres (PostgreSQL) 18beta1\n", Some(18)),
        ("command not found", None),
    ] {
        assert_eq!(major_version(printed), major, "{printed}");
    }
}

#[test]
fn the_first_that_is_new_enough_serves_a_new_folder() {
    assert_eq!(choose(found(&[13, 16, 17]), None).unwrap().major, 16);
    let error = choose(found(&[13]), None).unwrap_err().to_string();
    assert!(error.contains("PostgreSQL 15 or newer (found: 13)"), "{error}");
    assert!(error.contains("package postgresql,"), "{error}");
}

#[test]
fn an_old_folder_is_served_by_the_version_that_made_it_alone() {
    assert_eq!(choose(found(&[17, 15]), Some(15)).unwrap().major, 15);
    let error = choose(found(&[17, 16]), Some(15)).unwrap_err().to_string();
    assert!(error.contains("made by PostgreSQL 15") && error.contains("postgresql-15"), "{error}");
}
