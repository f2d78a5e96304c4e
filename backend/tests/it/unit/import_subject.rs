//! Subjects made of a case's cells.

use csv::StringRecord;
use sanbao::records::import::subject::Template;

#[test]
fn columns_are_filled_in_and_what_they_say_is_taken_as_it_is() {
    let header = StringRecord::from(vec!["id", "product"]);
    let fill =
        |text: &str| Template::read(text, &header).map(|t| t.fill(&StringRecord::from(vec!["1", "{id} "])));
    assert_eq!(fill("{product}: case {id}!").unwrap(), "{id}: case 1!");
    assert_eq!(fill("no column").unwrap(), "no column");
    assert_eq!(fill("{service}").unwrap_err().key, "import_fault-no-column");
}
