//! The page is embedded from `frontend/dist`, which must exist when the server is compiled, if only as an empty
//! folder; a release is compiled again when the page has changed.

fn main() -> std::io::Result<()> {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/dist");
    std::fs::create_dir_all(&page)?;
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../migrations");
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed=../frontend/dist");
    }
    Ok(())
}
