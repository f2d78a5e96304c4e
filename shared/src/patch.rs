//! A field of a partial change: left alone, cleared, or set.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Absent in the JSON: keep. `null`: clear. Anything else: set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Leave as it is.
    #[default]
    Keep,
    /// Empty it.
    Clear,
    /// Put this.
    Set(T),
}

impl<T> Change<T> {
    /// For `skip_serializing_if`.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The value after the change.
    pub fn apply(self, now: Option<T>) -> Option<T> {
        match self {
            Self::Keep => now,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// Turns the value into another type.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(f(value)),
        }
    }

    /// The new value, if one is set.
    pub fn set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            _ => None,
        }
    }

    /// What a form sends: nothing where nothing changed.
    pub fn between(old: Option<T>, new: Option<T>) -> Self
    where
        T: PartialEq,
    {
        match (old, new) {
            (old, new) if old == new => Self::Keep,
            (_, None) => Self::Clear,
            (_, Some(value)) => Self::Set(value),
        }
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => value.serialize(s),
            _ => s.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(d)?.map_or(Self::Clear, Self::Set))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Input {
        #[serde(default)]
        a: Change<u8>,
    }

    #[test]
    fn absent_null_and_value_differ() {
        let read = |json| serde_json::from_str::<Input>(json).unwrap().a;
        assert_eq!(read("{}"), Change::Keep);
        assert_eq!(read(r#"{"a":null}"#), Change::Clear);
        assert_eq!(read(r#"{"a":3}"#), Change::Set(3));
        assert_eq!(Change::Set(3).apply(Some(1)), Some(3));
        assert_eq!(Change::<u8>::Keep.apply(Some(1)), Some(1));
    }
}
