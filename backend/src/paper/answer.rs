//! Answers with a form.

use crate::error::Failure;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_ENCODING};
use actix_web::{HttpResponse, web};

/// Writes a form, which takes a while, beside the threads that answer, and shows it under a name.
///
/// # Errors
/// When it cannot be written: a mistake of ours.
pub async fn answer(
    name: String,
    make: impl FnOnce() -> anyhow::Result<Vec<u8>> + Send + 'static,
) -> Result<HttpResponse, Failure> {
    answer_as("application/pdf", name, make).await
}

/// The same for a file of another kind.
///
/// # Errors
/// As [`answer`].
pub async fn answer_as(
    kind: &'static str,
    name: String,
    make: impl FnOnce() -> anyhow::Result<Vec<u8>> + Send + 'static,
) -> Result<HttpResponse, Failure> {
    let made = web::block(make).await;
    let bytes = made.map_err(|error| Failure::Internal(error.into()))?.map_err(Failure::Internal)?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        // It is compressed already.
        .insert_header((CONTENT_ENCODING, "identity"))
        .body(bytes))
}
