//! QR codes, as bars: neighbouring dark modules of a row are one, so that no viewer shows seams between them.

use super::sheet::Mark;
use qrcode::{Color, EcLevel, QrCode};

/// A code in a square of a side in points at a place. A tenth of the modules may be smudged.
///
/// # Errors
/// When the text is too long for a code.
pub(super) fn marks(text: &str, x: f32, y: f32, side: f32) -> anyhow::Result<Vec<Mark>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = code.width();
    let module = side / width as f32;
    let mut marks = vec![];
    for (n, row) in code.to_colors().chunks(width).enumerate() {
        let mut at = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (left, long) = (x + at as f32 * module, run.len() as f32 * module);
                marks.push(Mark::Bar { x: left, y: y + n as f32 * module, width: long, height: module });
            }
            at += run.len();
        }
    }
    Ok(marks)
}
