//! Lists: one page at a time by cursor, so that the millionth page costs what the first does.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most items one page may hold.
pub const MAX_LIMIT: u32 = 100;
/// Items on a page when the caller names no limit.
pub const DEFAULT_LIMIT: u32 = 50;
/// Counts stop here: "1000+" says enough, and counting on would cost more with every row.
pub const COUNT_CAP: i64 = 1000;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order asked for.
    pub items: Vec<T>,
    /// Pass it back as `cursor` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next_cursor: Option<String>,
    /// How many rows match, counted up to 1000; only on the first page. That there are more may have been counted up to a minute ago.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub total: Option<CappedCount>,
}

/// A count that stops at a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CappedCount {
    /// The number of rows, at most 1000.
    pub count: i64,
    /// True when there are more rows than `count`.
    pub capped: bool,
}

impl CappedCount {
    /// From a count that was taken over at most `COUNT_CAP + 1` rows.
    pub fn new(counted: i64) -> Self {
        Self { count: counted.min(COUNT_CAP), capped: counted > COUNT_CAP }
    }
}

/// Several values in one query parameter, separated by commas: `status=new,assigned`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf<T>(pub Vec<T>);

impl<T> Default for OneOf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: std::fmt::Display> Serialize for OneOf<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
    }
}

impl<'de, T: std::str::FromStr> Deserialize<'de> for OneOf<T> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(d)?;
        raw.split(',')
            .map(|word| word.parse().map_err(|_| serde::de::Error::custom(format!("unknown_value:{word}"))))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(feature = "openapi")]
impl<T: utoipa::ToSchema> utoipa::PartialSchema for OneOf<T> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ArrayBuilder::new()
            .items(utoipa::openapi::Ref::from_schema_name(T::name()))
            .min_items(Some(1))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl<T: utoipa::ToSchema> utoipa::ToSchema for OneOf<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("OneOf_{}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        schemas.push((T::name().into(), T::schema()));
        T::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_stop_at_the_cap() {
        assert_eq!(CappedCount::new(999), CappedCount { count: 999, capped: false });
        assert_eq!(CappedCount::new(1001), CappedCount { count: 1000, capped: true });
    }

    #[test]
    fn several_values_share_one_parameter() {
        assert_eq!(serde_json::from_str::<OneOf<u8>>("\"1,2\"").unwrap().0, [1, 2]);
        assert!(serde_json::from_str::<OneOf<u8>>("\"1,\"").is_err());
        assert_eq!(serde_json::to_string(&OneOf(vec![1, 2])).unwrap(), "\"1,2\"");
    }
}
