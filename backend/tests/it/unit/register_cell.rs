//! What a register consists of.

use sanbao::records::register::is_formula;

#[test]
fn what_begins_like_a_formula_is_one() {
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
        assert!(is_formula(formula), "{formula}");
    }
    for plain in ["TK-2026-000001", "a=b", "", "门机"] {
        assert!(!is_formula(plain), "{plain}");
    }
}
