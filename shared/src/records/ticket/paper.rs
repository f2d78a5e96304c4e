//! Forms that a ticket prints (handbook 12).

use crate::i18n::Locale;
use serde::{Deserialize, Serialize};

text_enums! {
    /// A form that a ticket prints.
    TicketForm in "ticket_form" {
        /// 客户投诉单: what was taken down, to be signed by the customer and the receiver (ELV 5.3).
        Complaint = "complaint",
        /// 售后服务跟踪记录表: the timeline.
        FollowUp = "follow_up",
        /// 售后服务凭证: what was done, at whose cost, to be signed and rated by the customer (ELE 5.3).
        ServiceVoucher = "service_voucher",
        /// 委托服务单: with what the maker commissions a dealer or a service centre, and on which terms (handbook 8).
        ServiceOrder = "service_order",
    }
}

/// In which language a form is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PaperQuery {
    /// The language of the form; the reader's own where it is not named.
    pub lang: Option<Locale>,
}

impl TicketForm {
    /// The name of the file for a ticket's number: `TK-2026-000001-follow-up.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{}.pdf", self.as_str().replace('_', "-"))
    }
}
