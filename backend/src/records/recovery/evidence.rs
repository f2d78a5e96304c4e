//! The evidence of a recovery as one file, which whoever arbitrates checks without us: the form, all that is known as data, the parts' way
//! from hand to hand, the pictures, and a list of hashes for `sha256sum -c`.

use super::paper;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::pdf;
use crate::policy;
use crate::records::attachment::digits;
use crate::records::register::Reader;
use crate::schema::{blob_pieces, recovery_lines, rma_custody};
use crate::views::rma_picture_rows;
use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::ids::{RecoveryId, RmaLineId};
use shared::records::recovery::Recovery;
use shared::records::rma::CustodyStep;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The most that pictures take in a pack; the others are named with their hashes.
const MOST_BYTES: i64 = 64 << 20;

/// What goes into a pack.
pub struct Evidence {
    /// The recovery, with its decisions.
    pub recovery: Recovery,
    maker: String,
    custody: Vec<Value>,
    pictures: Vec<(String, Vec<u8>)>,
    left_out: Vec<Value>,
}

/// Reads it, as far as the caller sees it: the way from hand to hand is the house's.
///
/// # Errors
/// `not_found` when the recovery is not there, or not visible to the caller.
pub fn read(c: &mut PgConnection, caller: &Caller, id: RecoveryId) -> Result<Evidence, Failure> {
    let (recovery, maker) = paper::read(c, caller, id)?;
    let lines: Vec<Option<RmaLineId>> = recovery_lines::table
        .filter(recovery_lines::recovery_id.eq(id))
        .filter(recovery_lines::rma_line_id.is_not_null())
        .select(recovery_lines::rma_line_id)
        .distinct()
        .load(c)?;
    let lines: Vec<RmaLineId> = lines.into_iter().flatten().collect();
    let custody = if caller.actor.is_inside() { custody(c, &lines)? } else { vec![] };
    let mut evidence = Evidence { recovery, maker, custody, pictures: vec![], left_out: vec![] };
    use rma_picture_rows as y;
    let found: Vec<(Vec<u8>, String, i64)> = policy::rma_pictures(caller, y::table.into_boxed())
        .filter(y::line_id.eq_any(lines))
        .order(y::id)
        .select((y::sha256, y::name, y::size))
        .load(c)?;
    let mut room = MOST_BYTES;
    let mut taken = vec![];
    for (n, (sha256, name, size)) in found.into_iter().enumerate() {
        if size > room {
            evidence.left_out.push(json!({ "name": name, "sha256": digits(&sha256) }));
        } else {
            room -= size;
            taken.push((format!("pictures/{:03}-{}", n + 1, plain(&name)), sha256));
        }
    }
    let bytes = contents(c, taken.iter().map(|(_, sha256)| sha256.clone()).collect())?;
    let of = |sha256: &Vec<u8>| bytes.get(sha256).cloned().unwrap_or_default();
    evidence.pictures = taken.into_iter().map(|(name, sha256)| (name, of(&sha256))).collect();
    Ok(evidence)
}

/// What files of these hashes hold.
fn contents(c: &mut PgConnection, hashes: Vec<Vec<u8>>) -> Result<HashMap<Vec<u8>, Vec<u8>>, Failure> {
    let pieces: Vec<(Vec<u8>, Vec<u8>)> = blob_pieces::table
        .filter(blob_pieces::sha256.eq_any(hashes))
        .order((blob_pieces::sha256, blob_pieces::n))
        .select((blob_pieces::sha256, blob_pieces::bytes))
        .load(c)?;
    let mut whole: HashMap<Vec<u8>, Vec<u8>> = HashMap::new();
    for (sha256, bytes) in pieces {
        whole.entry(sha256).or_default().extend(bytes);
    }
    Ok(whole)
}

fn custody(c: &mut PgConnection, lines: &[RmaLineId]) -> Result<Vec<Value>, Failure> {
    use rma_custody as k;
    let rows: Vec<(RmaLineId, DateTime<Utc>, CustodyStep, String, String)> = k::table
        .filter(k::line_id.eq_any(lines))
        .order((k::line_id, k::at))
        .select((k::line_id, k::at, k::step, k::place, k::person_name))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(line, at, step, place, person)| {
            json!({ "rma_line_id": line, "at": at, "step": step, "place": place, "person_name": person })
        })
        .collect())
}

/// A name that is one in every archive.
fn plain(name: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    name.chars().map(allowed).collect()
}

/// The file. The same evidence gives the same bytes.
///
/// # Errors
/// When it cannot be written: a mistake of ours.
pub fn pack(evidence: &Evidence, page: &str, r: Reader) -> anyhow::Result<Vec<u8>> {
    let form = pdf(&paper::form(&evidence.recovery, &evidence.maker, page, r))?;
    let number = &evidence.recovery.head.number;
    let mut files = vec![
        (format!("{number}.pdf"), form),
        ("recovery.json".into(), written(&json!(evidence.recovery))?),
        ("custody.json".into(), written(&json!(evidence.custody))?),
        ("pictures-left-out.json".into(), written(&json!(evidence.left_out))?),
    ];
    files.extend(evidence.pictures.iter().cloned());
    let manifest = files.iter().fold(String::new(), |mut text, (name, bytes)| {
        let _ = writeln!(text, "{}  {name}", digits(&Sha256::digest(bytes)));
        text
    });
    files.push(("SHA256SUMS".into(), manifest.into_bytes()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in &files {
        archive.start_file(name.as_str(), options).context("a name for the archive")?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn written(value: &Value) -> anyhow::Result<Vec<u8>> {
    Ok(serde_json::to_vec_pretty(value)?)
}
