//! The page: hashed, precompressed files inside the binary, with deep links.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;

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
    let plain = Files::get(path)?;
    let (body, encoding) = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(coding))
        .find_map(|(coding, suffix)| Some((Files::get(&format!("{path}{suffix}"))?.data, Some(coding))))
        .unwrap_or_else(|| (plain.data.clone(), None));
    let mut response = HttpResponse::Ok();
    response.content_type(plain.metadata.mimetype()).insert_header((header::VARY, "accept-encoding"));
    // The names carry a hash of the content, so what is at one never changes; the page itself does.
    let caching = if path == "index.html" { "no-cache" } else { "public, max-age=31536000, immutable" };
    response.insert_header((header::CACHE_CONTROL, caching));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, HeaderValue::from_static(encoding)));
    }
    Some(response.body(body.into_owned()))
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
