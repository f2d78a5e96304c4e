//! The names of records that conditions mention by id.

use crate::api;
use crate::components::async_view::use_load;
use shared::ids::{CustomerId, OrganizationId, ProductId};
use shared::records::condition::TicketCondition;
use std::collections::BTreeMap;
use yew::prelude::*;

/// Names by id.
pub type Names = BTreeMap<String, String>;

type Ids = (Vec<CustomerId>, Vec<OrganizationId>, Vec<ProductId>);

/// The ids that conditions mention, each once.
pub fn mentioned<'a>(conditions: impl Iterator<Item = &'a TicketCondition>) -> Ids {
    let mut ids = Ids::default();
    for when in conditions {
        ids.0.extend(&when.customer_id);
        ids.1.extend(&when.dealer_id);
        ids.2.extend(&when.product_id);
    }
    ids.0.sort();
    ids.0.dedup();
    ids.1.sort();
    ids.1.dedup();
    ids.2.sort();
    ids.2.dedup();
    ids
}

/// The names of these records. Whoever may not see one reads its id.
#[hook]
pub fn use_names(ids: Ids) -> Names {
    let loaded = use_load(ids, |(customers, dealers, products)| async move {
        let mut names = Names::new();
        for id in customers {
            if let Ok(found) = api::customer::get(id).await {
                names.insert(id.to_string(), found.name);
            }
        }
        for id in dealers {
            if let Ok(found) = api::organization::get(id).await {
                names.insert(id.to_string(), found.name);
            }
        }
        for id in products {
            if let Ok(found) = api::product::get(id).await {
                names.insert(id.to_string(), found.name);
            }
        }
        Ok(names)
    });
    loaded.data.map(|names| (*names).clone()).unwrap_or_default()
}
