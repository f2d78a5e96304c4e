//! QR codes, as bars: neighbouring dark modules of a row are one, so that no viewer and no printer shows seams.

use qrcode::{Color, QrCode};

pub use qrcode::EcLevel;

/// A code: how many modules stand along a side, and its bars.
pub struct Qr {
    /// Modules along a side.
    pub side: usize,
    /// Bars, one module high, in modules from the left and upper edge.
    pub bars: Vec<Bar>,
}

/// Dark modules beside each other.
pub struct Bar {
    /// From the left.
    pub x: usize,
    /// From the top.
    pub y: usize,
    /// How many.
    pub length: usize,
}

/// The code of a text, of which so much may be scratched away as the level says.
///
/// # Errors
/// When the text is too long for a code.
pub fn qr(text: &str, level: EcLevel) -> anyhow::Result<Qr> {
    let code = QrCode::with_error_correction_level(text, level)?;
    let side = code.width();
    let mut bars = vec![];
    for (y, row) in code.to_colors().chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                bars.push(Bar { x, y, length: run.len() });
            }
            x += run.len();
        }
    }
    Ok(Qr { side, bars })
}
