//! Warranty claims, and what they go by: pre-authorisations, labour operations, rules.

mod action;
mod authorization;
mod checks;
mod detail;
mod form;
mod jobs;
mod labour;
mod list;
mod rules;
mod typed;

use crate::route::Record;
use shared::ids::*;
use yew::prelude::*;

/// The page of a claim's route.
pub fn page(record: Record<WarrantyClaimId>) -> Html {
    match record {
        Record::List => html! { <list::ClaimList /> },
        Record::New => html! { <form::ClaimNew /> },
        Record::One(id) => html! { <detail::ClaimPage key={id.to_string()} {id} /> },
        Record::Edit(id) => html! { <form::ClaimEdit key={id.to_string()} {id} /> },
    }
}

/// The page of a pre-authorisation's route.
pub fn authorization(record: Record<PreAuthorizationId>) -> Html {
    match record {
        Record::List => html! { <authorization::AuthorizationList /> },
        Record::New => html! { <authorization::AuthorizationNew /> },
        Record::One(id) | Record::Edit(id) => {
            html! { <authorization::AuthorizationPage key={id.to_string()} {id} /> }
        }
    }
}

/// The page of a set of rules' route.
pub fn rule_set(record: Record<AdjudicationRuleSetId>) -> Html {
    match record {
        Record::List => html! { <rules::RuleSetList /> },
        Record::New => html! { <rules::RuleSetNew /> },
        Record::One(id) | Record::Edit(id) => html! { <rules::RuleSetPage key={id.to_string()} {id} /> },
    }
}

/// The page of a labour operation's route.
pub fn operation(record: Record<LabourOperationId>) -> Html {
    match record {
        Record::List => html! { <labour::OperationList /> },
        Record::New => html! { <labour::OperationNew /> },
        Record::One(id) | Record::Edit(id) => html! { <labour::OperationEdit key={id.to_string()} {id} /> },
    }
}
