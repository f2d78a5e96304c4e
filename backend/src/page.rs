//! The page: hashed, precompressed files inside the binary, with deep links.

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[allow_missing = true]
struct Files;

/// The file at a path in the best encoding the browser takes.
fn file(request: &HttpRequest, path: &str) -> Option<HttpResponse> {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let accepts =
        |coding: &str| accepted.split(',').any(|part| part.trim().split(';').next() == Some(coding));
    // Only what is sent is read: while developing, the files come from the disk and are hashed on the way.
    let (body, encoding) = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, suffix)| Some((Files::get(&format!("{path}{suffix}"))?.data, Some(coding))))
        .or_else(|| Some((Files::get(path)?.data, None)))?;
    let mut response = HttpResponse::Ok();
    let media_type = mime_guess::from_path(path).first_or_octet_stream();
    response.content_type(media_type).insert_header((header::VARY, "accept-encoding"));
    // The names carry a hash of the content, so what is at one never changes; the page itself does.
    let caching = if path == "index.html" { "no-cache" } else { "public, max-age=31536000, immutable" };
    response.insert_header((header::CACHE_CONTROL, caching));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding)));
    }
    Some(response.body(match body {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => Bytes::from(bytes),
    }))
}

/// Answers what no route does with a file, or with the page itself, which knows its own deep links.
pub fn answer(request: &HttpRequest) -> Option<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    if path.ends_with(".br") || path.ends_with(".gz") {
        return None;
    }
    file(request, path).or_else(|| {
        // A path with an extension is a file that is not there, not a place in the page.
        let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
        if is_file { None } else { file(request, "index.html") }
    })
}
