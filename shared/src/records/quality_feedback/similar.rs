//! Which cases are like another (handbook 7: same part, batch, cause, model, text).

use super::words::QualityLikeness;
use crate::ids::{FaultCodeId, PartId, ProductId};
use crate::records::search::terms;

/// How many similar cases are shown.
pub const MOST_SIMILAR: usize = 10;
/// Words that two cases share before they are alike in words.
const SHARED_WORDS: usize = 2;

/// What of a case is compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QualityTraits {
    /// The part.
    pub part_id: Option<PartId>,
    /// Its batch.
    pub batch: Option<String>,
    /// The fault.
    pub fault_code_id: Option<FaultCodeId>,
    /// The model.
    pub product_id: Option<ProductId>,
    /// What it is about.
    pub subject: String,
    /// Why it came to be.
    pub cause: Option<String>,
}

fn same<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    one.is_some() && one == other
}

/// Whether two texts share enough words.
fn share(one: &str, other: &str) -> bool {
    let words = terms(one);
    terms(other).iter().filter(|word| words.contains(word)).count() >= SHARED_WORDS
}

/// In what two cases are alike; the same model alone is no likeness.
pub fn likeness(one: &QualityTraits, other: &QualityTraits) -> Vec<QualityLikeness> {
    let causes = one.cause.as_deref().zip(other.cause.as_deref());
    let alike: Vec<QualityLikeness> = [
        (QualityLikeness::Part, same(&one.part_id, &other.part_id)),
        (QualityLikeness::Batch, same(&one.batch, &other.batch)),
        (QualityLikeness::Fault, same(&one.fault_code_id, &other.fault_code_id)),
        (QualityLikeness::Cause, causes.is_some_and(|(one, other)| share(one, other))),
        (QualityLikeness::Words, share(&one.subject, &other.subject)),
        (QualityLikeness::Model, same(&one.product_id, &other.product_id)),
    ]
    .into_iter()
    .filter_map(|(what, is)| is.then_some(what))
    .collect();
    if alike == [QualityLikeness::Model] { vec![] } else { alike }
}

/// How much two cases are alike, to put the most similar first.
pub fn weight(alike: &[QualityLikeness]) -> u32 {
    let of = |what: &QualityLikeness| match what {
        QualityLikeness::Part | QualityLikeness::Batch => 4,
        QualityLikeness::Fault | QualityLikeness::Cause => 3,
        QualityLikeness::Words => 2,
        QualityLikeness::Model => 1,
    };
    alike.iter().map(of).sum()
}
