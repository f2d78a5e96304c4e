//! What every request goes through.

use sanbao::http::field_refusal;
use shared::problem::FieldProblem;

#[test]
fn serde_messages_become_field_errors() {
    let code = |pointer: &str, message: &str| {
        let refusal = field_refusal(pointer.into(), message);
        (refusal.fields[0].pointer.clone(), refusal.fields[0].code, refusal.allowed)
    };
    assert_eq!(
        code("", "missing field `kind` at line 1 column 2"),
        ("/kind".into(), FieldProblem::Required, vec![])
    );
    assert_eq!(
        code("/kind", "unknown variant `x`, expected one of `inquiry`, `recall` at line 1 column 9"),
        ("/kind".into(), FieldProblem::NotAllowed, vec!["inquiry".into(), "recall".into()])
    );
    assert_eq!(code("/x", "unknown field `x`, expected `note` at line 1").0, "/x");
    assert_eq!(code("/a", "text_too_long:200 at line 1 column 3").1, FieldProblem::TooLong);
}
