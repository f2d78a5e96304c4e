//! JSON columns, read straight into what they hold: what cannot be read is an error, never a default.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::Jsonb;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::io::Write;
use std::marker::PhantomData;

/// A value that lies in a `jsonb` column.
#[derive(Clone, Debug, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
pub struct Json<T: Debug>(pub T);

/// The binary form begins with its version, which is always this.
const FORM: u8 = 1;

fn written<'a>(value: &'a PgValue<'_>) -> deserialize::Result<&'a [u8]> {
    match value.as_bytes() {
        [FORM, json @ ..] => Ok(json),
        _ => Err("jsonb of an unknown form".into()),
    }
}

impl<T: Debug + Serialize> ToSql<Jsonb, Pg> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(&[FORM])?;
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

impl<T: Debug + DeserializeOwned> FromSql<Jsonb, Pg> for Json<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(serde_json::from_slice(written(&value)?)?))
    }
}

/// The same, to be read later, and by another thread than the one that asks the database.
#[derive(Clone, Debug, FromSqlRow)]
pub struct Unread<T>(Vec<u8>, PhantomData<T>);

impl<T> FromSql<Jsonb, Pg> for Unread<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(written(&value)?.to_vec(), PhantomData))
    }
}

impl<T: DeserializeOwned> Unread<T> {
    /// What it holds.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn read(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.0)
    }
}
