//! Why something could not be read, in the reader's language: what parsers say is English, and meant for those
//! who wrote the program.

use crate::i18n::Message;
use serde_json::error::Category;

/// The kinds of values of JSON as serde names them, each with the key of its word.
const FOUND: [(&str, &str); 8] = [
    ("boolean", "json_type-boolean"),
    ("floating point", "json_type-number"),
    ("integer", "json_type-number"),
    ("map", "json_type-object"),
    ("null", "json_type-null"),
    ("sequence", "json_type-array"),
    ("string", "json_type-string"),
    ("unit", "json_type-null"),
];

/// Why a text is no JSON, and where.
pub fn json(error: &serde_json::Error) -> Message {
    match error.classify() {
        Category::Eof => Message::new("malformed-json-ends", &[]),
        Category::Data => value(&error.to_string()),
        Category::Syntax | Category::Io => {
            Message::new("malformed-json", &[("line", &error.line()), ("column", &error.column())])
        }
    }
}

/// Why a value is not what was expected, from what serde says of it.
pub fn value(said: &str) -> Message {
    let name = said.split('`').nth(1).unwrap_or_default();
    for (begins, key) in [
        ("missing field", "malformed-missing"),
        ("unknown field", "malformed-unknown"),
        ("unknown variant", "malformed-variant"),
    ] {
        if said.starts_with(begins) {
            return Message::new(key, &[("name", &name)]);
        }
    }
    let kind = said.strip_prefix("invalid type: ").and_then(|rest| {
        FOUND
            .iter()
            .find(|(name, _)| rest.starts_with(name))
            .map(|(_, label)| Message::new("malformed-type", &[("found_label", label)]))
    });
    kind.unwrap_or_else(|| Message::new("malformed-value", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn parsers_speak_the_readers_language() {
        let said =
            |text: &str, locale| json(&serde_json::from_str::<Vec<u8>>(text).unwrap_err()).text(locale);
        assert_eq!(said("[1,", Locale::En), "the JSON ends too early");
        assert_eq!(said("[1,\n x]", Locale::ZhCn), "第 2 行第 2 列不是有效的 JSON");
        assert_eq!(said("{}", Locale::ZhCn), "类型不符，收到的是对象");
        assert_eq!(said("[\"a\"]", Locale::En), "of the wrong type: a text");
        assert_eq!(said("[1.5]", Locale::En), "of the wrong type: a number");
        assert_eq!(value("missing field `source` at line 1").text(Locale::En), "“source” is missing");
        assert_eq!(said("[300]", Locale::En), "not a value that can be used here");
    }
}
