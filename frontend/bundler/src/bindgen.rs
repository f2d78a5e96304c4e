//! What `wasm-bindgen` does: the script through which the browser loads the module and lends it its API.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::Mode;

pub struct Page {
    pub script: String,
    pub wasm: Vec<u8>,
    /// Scripts that crates brought along, by the path at which `script` imports them below `./snippets/`.
    pub snippets: BTreeMap<String, Vec<u8>>,
}

pub fn generate(wasm: &[u8], mode: Mode) -> Result<Page> {
    let mut output = Bindgen::new()
        .input_bytes("page", wasm.to_vec())
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // The parts that are fetched later share the table of functions, which the linker exports.
        .keep_lld_exports(true)
        .remove_producers_section(true)
        // Names make the traces of panics readable; they are two fifths of a module that is not optimised.
        .remove_name_section(mode != Mode::Named)
        .generate_output()
        .context("wasm-bindgen")?;

    let mut snippets = BTreeMap::new();
    for (krate, scripts) in output.snippets() {
        for (number, script) in scripts.iter().enumerate() {
            snippets.insert(format!("{krate}/inline{number}.js"), script.clone().into_bytes());
        }
    }
    for (path, script) in output.local_modules() {
        snippets.insert(path.clone(), script.clone().into_bytes());
    }
    Ok(Page { script: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm(), snippets })
}
