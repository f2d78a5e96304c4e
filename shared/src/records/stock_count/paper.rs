//! Forms that a count prints (handbook 12; MGT-T 4.1.8).

text_enums! {
    /// A form that a count prints.
    StockCountForm in "stock_count_form" {
        /// 盘点表: what is kept there, with room for what is counted.
        CountSheet = "count_sheet",
    }
}

impl StockCountForm {
    /// The name of the file for a count's number: `SC-2026-000001-count-sheet.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{}.pdf", self.as_str().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_number() {
        let name = StockCountForm::CountSheet.file_name("SC-2026-000001");
        assert_eq!(name, "SC-2026-000001-count-sheet.pdf");
    }
}
