//! What is typed in a form, and reading typed values out of it.

use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::text::{Email, TextError};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What is typed, by field.
pub type Values = BTreeMap<String, String>;

/// Puts a value under a field, if there is one.
pub fn put(values: &mut Values, name: &str, value: Option<impl ToString>) {
    values.insert(name.to_owned(), value.map(|v| v.to_string()).unwrap_or_default());
}

/// Why a text is not a value.
pub struct Wrong(FieldProblem, Option<usize>);

impl From<TextError> for Wrong {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Blank => Self(FieldProblem::Blank, None),
            TextError::TooLong(limit) => Self(FieldProblem::TooLong, Some(limit)),
            TextError::ControlCharacter => Self(FieldProblem::ControlCharacter, None),
            TextError::Email => Self(FieldProblem::EmailMalformed, None),
        }
    }
}

macro_rules! malformed {
    ($($error:ty),+) => {$(
        impl From<$error> for Wrong {
            fn from(_: $error) -> Self {
                Self(FieldProblem::NotAllowed, None)
            }
        }
    )+};
}

malformed!(
    strum::ParseError,
    uuid::Error,
    chrono::ParseError,
    std::num::ParseIntError,
    std::str::ParseBoolError
);

/// Reads typed values out of a form and collects all that is wrong.
pub struct Draft<'a> {
    values: &'a Values,
    wrong: Vec<FieldRefusal>,
}

impl<'a> Draft<'a> {
    /// Begins to read.
    pub fn new(values: &'a Values) -> Self {
        Self { values, wrong: vec![] }
    }

    /// What is typed, trimmed.
    pub fn raw(&self, name: &str) -> &'a str {
        self.values.get(name).map_or("", |v| v.trim())
    }

    /// Notes that a field is wrong.
    pub fn refuse(&mut self, name: &str, problem: FieldProblem) {
        self.wrong.push(FieldRefusal::new(format!("/{name}"), problem));
    }

    fn note(&mut self, name: &str, Wrong(code, limit): Wrong) {
        let refusal = FieldRefusal::new(format!("/{name}"), code);
        self.wrong.push(match limit {
            Some(limit) => refusal.arg("limit", i64::try_from(limit).unwrap_or(i64::MAX)),
            None => refusal,
        });
    }

    /// A value that must be there.
    pub fn need<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: Into<Wrong>,
    {
        if self.raw(name).is_empty() {
            self.refuse(name, FieldProblem::Required);
            return None;
        }
        self.maybe(name)
    }

    /// A value that may be missing.
    pub fn maybe<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: Into<Wrong>,
    {
        let raw = self.raw(name);
        if raw.is_empty() {
            return None;
        }
        match raw.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.note(name, error.into());
                None
            }
        }
    }

    /// An e-mail address that may be missing.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        let raw = self.raw(name);
        if raw.is_empty() {
            return None;
        }
        Email::new(raw).map_err(|error| self.note(name, error.into())).ok()
    }

    /// Whether a box is ticked.
    pub fn on(&self, name: &str) -> bool {
        self.raw(name) == "true"
    }

    /// Several values, as check boxes give them. Words that are no value are left out.
    pub fn many<T: FromStr>(&self, name: &str) -> Vec<T> {
        self.raw(name).split(',').filter_map(|word| word.parse().ok()).collect()
    }

    /// What was read, or all that is wrong.
    ///
    /// # Errors
    /// `validation_failed` with every field that is wrong.
    pub fn finish<T>(self, built: Option<T>) -> Result<T, Refusal> {
        match built {
            Some(built) if self.wrong.is_empty() => Ok(built),
            _ => Err(Refusal::fields(self.wrong)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::ticket::TicketKind;
    use shared::text::Line;

    fn values(pairs: &[(&str, &str)]) -> Values {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let typed = values(&[("name", "  "), ("kind", "nonsense"), ("email", "x"), ("phone", "12345")]);
        let mut draft = Draft::new(&typed);
        let name = draft.need::<Line<20>>("name");
        let kind = draft.need::<TicketKind>("kind");
        let email = draft.email("email");
        let phone = draft.maybe::<Line<3>>("phone");
        assert!(
            (name.is_none(), kind.is_none(), email.is_none(), phone.is_none()) == (true, true, true, true)
        );
        let refusal = draft.finish(Some(())).unwrap_err();
        let found: Vec<_> = refusal.fields.iter().map(|f| (f.pointer.as_str(), f.code)).collect();
        assert_eq!(
            found,
            [
                ("/name", FieldProblem::Required),
                ("/kind", FieldProblem::NotAllowed),
                ("/email", FieldProblem::EmailMalformed),
                ("/phone", FieldProblem::TooLong),
            ]
        );
    }
}
