//! Forms that a material transfer prints (handbook 12).

text_enums! {
    /// A form that a material transfer prints.
    TransferForm in "transfer_form" {
        /// 物料调拨申请单: what is asked for, to be signed by who asks and who approves.
        Request = "request",
        /// 售后发货单: what is sent, to be signed by who sends and who receives.
        ShippingNote = "shipping_note",
    }
}

impl TransferForm {
    /// The name of the file for a transfer's number: `MT-2026-000001-shipping-note.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{}.pdf", self.as_str().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_number() {
        assert_eq!(
            TransferForm::ShippingNote.file_name("MT-2026-000001"),
            "MT-2026-000001-shipping-note.pdf"
        );
    }
}
