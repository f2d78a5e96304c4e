//! `sanbao import`.

use sanbao::import_command::mapping;
use shared::records::import::{RepairMapping, TicketMapping};
use std::path::Path;

#[test]
fn the_samples_are_mappings() {
    let sample = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    for repairs in ["fixit_clinic.toml", "repair_cafe_toronto.toml"] {
        mapping::<RepairMapping>(&sample(repairs)).unwrap();
    }
    let log: TicketMapping = mapping(&sample("helpdesk_log.toml")).unwrap();
    assert!(log.states.values().all(|state| state.is_possible()));
}
