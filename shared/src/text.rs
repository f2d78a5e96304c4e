//! Text as it may enter the system: trimmed, in Unicode NFC, without control characters, of bounded
//! length. The bound is part of the type, so the schema, the server and the page agree on it.

use crate::i18n::Message;
use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text was refused. The display form is what travels through serde and is read back by
/// [`TextError::from_message`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("text_blank")]
    Blank,
    /// More characters than allowed.
    #[error("text_too_long:{0}")]
    TooLong(usize),
    /// A control character (for one-line text, line breaks too).
    #[error("text_control_character")]
    ControlCharacter,
    /// Not of the form local@domain.
    #[error("email_malformed")]
    Email,
}

impl TextError {
    /// Finds the error again in the message of a serde error.
    pub fn from_message(message: &str) -> Option<Self> {
        let word = message.split(" at line ").next().unwrap_or(message);
        match word {
            "text_blank" => Some(Self::Blank),
            "text_control_character" => Some(Self::ControlCharacter),
            "email_malformed" => Some(Self::Email),
            _ => word.strip_prefix("text_too_long:")?.parse().ok().map(Self::TooLong),
        }
    }
}

impl From<TextError> for Message {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Blank => Self::new("field-blank", &[]),
            TextError::TooLong(limit) => Self::new("field-too_long", &[("limit", &limit)]),
            TextError::ControlCharacter => Self::new("field-control_character", &[]),
            TextError::Email => Self::new("field-email_malformed", &[]),
        }
    }
}

fn clean(raw: &str, max: usize, lines: bool) -> Result<String, TextError> {
    // Before trimming: what the schema forbids is refused wherever it stands.
    if raw.chars().any(|c| forbidden(c) && !(lines && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(TextError::ControlCharacter);
    }
    let text: String = raw.trim().nfc().collect();
    let text = if lines { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    if text.is_empty() {
        return Err(TextError::Blank);
    }
    if text.chars().count().max(raw.chars().count()) > max {
        return Err(TextError::TooLong(max));
    }
    Ok(text)
}

/// Control characters, and the invisible ones that turn the direction of text around.
fn forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

macro_rules! text_types {
    ($($(#[$doc:meta])* $name:ident, lines: $lines:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name<const MAX: usize>(String);

        impl<const MAX: usize> $name<MAX> {
            /// The longest allowed, in characters.
            pub const MAX: usize = MAX;

            /// Trims, normalises and checks.
            pub fn new(raw: &str) -> Result<Self, TextError> {
                clean(raw, MAX, $lines).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl<const MAX: usize> std::str::FromStr for $name<MAX> {
            type Err = TextError;
            fn from_str(raw: &str) -> Result<Self, TextError> {
                Self::new(raw)
            }
        }

        impl<const MAX: usize> std::ops::Deref for $name<MAX> {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<const MAX: usize> std::fmt::Display for $name<MAX> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de, const MAX: usize> Deserialize<'de> for $name<MAX> {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl<const MAX: usize> utoipa::PartialSchema for $name<MAX> {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .min_length(Some(1))
                    .max_length(Some(MAX))
                    .pattern(Some(if $lines { TEXT_PATTERN } else { LINE_PATTERN }))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl<const MAX: usize> utoipa::ToSchema for $name<MAX> {
            fn name() -> std::borrow::Cow<'static, str> {
                format!(concat!(stringify!($name), "{}"), MAX).into()
            }
        }

        #[cfg(feature = "diesel")]
        impl<const MAX: usize> From<$name<MAX>> for String {
            fn from(text: $name<MAX>) -> String {
                text.0
            }
        }
    )+};
}

/// At least one visible character, no control characters. `\S` alone would let a NUL pass.
#[cfg(feature = "openapi")]
const LINE_PATTERN: &str = r"^[^\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]*[^\s\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF][^\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]*$";
#[cfg(feature = "openapi")]
const TEXT_PATTERN: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]*[^\s\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF][^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]*$";

text_types! {
    /// One line of text: names, numbers, subjects.
    Line, lines: false;
    /// Text that may have several lines: descriptions, notes.
    Text, lines: true;
}

/// An e-mail address, compared without regard to case and kept in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Email, max_length = 254, example = "wang.fang@sanbao.example"))]
pub struct Email(String);

impl Email {
    /// Checks the form only; whether mail arrives is shown by the invitation being used.
    pub fn new(raw: &str) -> Result<Self, TextError> {
        let text = clean(raw, 254, false)?.to_lowercase();
        let (local, domain) = text.rsplit_once('@').ok_or(TextError::Email)?;
        let odd =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"' | '\\' | '@');
        let labels_ok = domain.split('.').all(|l| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-'));
        if local.is_empty()
            || local.len() > 64
            || !labels_ok
            || local.chars().any(odd)
            || domain.chars().any(odd)
        {
            return Err(TextError::Email);
        }
        Ok(Self(text))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_normalised() {
        assert_eq!(Line::<20>::new("  Cafe\u{301} 门机 ").unwrap().as_str(), "Café 门机");
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(Line::<4>::new("电梯异响").is_ok());
        assert_eq!(Line::<4>::new("电梯异响大"), Err(TextError::TooLong(4)));
    }

    #[test]
    fn control_characters_are_refused_but_lines_may_break() {
        for bad in ["a\0b", "a\u{1b}[0m", "a\u{202e}b", "a\nb"] {
            assert_eq!(Line::<9>::new(bad), Err(TextError::ControlCharacter), "{bad:?}");
        }
        assert_eq!(Text::<9>::new("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Text::<9>::new("a\0b"), Err(TextError::ControlCharacter));
        assert_eq!(Text::<9>::new(" \n\t "), Err(TextError::Blank));
        assert_eq!(Line::<9>::new("\ta"), Err(TextError::ControlCharacter));
        assert_eq!(Line::<2>::new(" ab "), Err(TextError::TooLong(2)));
    }

    #[test]
    fn errors_survive_their_way_through_serde() {
        let error = serde_json::from_str::<Line<3>>("\"abcd\"").unwrap_err().to_string();
        assert_eq!(TextError::from_message(&error), Some(TextError::TooLong(3)));
    }

    #[test]
    fn emails_are_checked_and_lowered() {
        assert_eq!(Email::new(" Wang.Fang@Sanbao.Example ").unwrap().as_str(), "wang.fang@sanbao.example");
        for bad in ["x", "@b.c", "a@", "a@b..c", "a b@c.d", "a@-b.c", "a@b@c.d"] {
            assert_eq!(Email::new(bad), Err(TextError::Email), "{bad}");
        }
    }
}
