//! Forms that settlement prints (handbook 9, 12).

text_enums! {
    /// A form that a statement prints.
    StatementForm in "statement_form" {
        /// 客户业务结算单: the statement with its lines.
        Statement = "statement",
        /// 贷项通知单 or 借项通知单: what is credited to the party, or asked of it.
        Note = "note",
    }
}

impl StatementForm {
    /// The name of the file for a statement's number: `ST-2026-000001-statement.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{self}.pdf")
    }
}

/// The most lines that a statement prints; more are in the file for accountants.
pub const MOST_PRINTED: i64 = 500;
