//! `sanbao openapi`: the specification as a file, without a database.

use crate::{app, openapi};
use std::path::Path;

/// Prints the specification, or writes it with its list of routes to a folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn run(folder: Option<&Path>) -> anyhow::Result<()> {
    let api = &app::specification();
    match folder {
        None => print!("{}", openapi::json(api)?),
        Some(folder) => {
            std::fs::write(folder.join("openapi.json"), openapi::json(api)?)?;
            std::fs::write(folder.join("routes.txt"), openapi::routes_txt(api))?;
        }
    }
    Ok(())
}
