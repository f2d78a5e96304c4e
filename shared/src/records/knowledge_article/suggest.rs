//! Which articles fit a ticket: one about the same fault before one about the same model, and that before one
//! whose title says the same words. The server looks candidates up, the order is decided here.

use super::words::*;
use crate::i18n::Message;
use crate::ids::{FaultCodeId, KnowledgeArticleId, ProductId};
use crate::records::search::{marks, terms};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// Articles that are suggested.
pub const MOST_SUGGESTED: usize = 6;

/// What is to be suggested for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SuggestionQuery {
    /// The fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault_code_id: Option<FaultCodeId>,
    /// The model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// What it is about, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200, example = "3 号梯门机异响"))]
    pub subject: Option<Line<200>>,
}

/// An article that may fit, and what it shares with the ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: KnowledgeArticleId,
    /// Its printed number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Who may read it.
    pub audience: KnowledgeAudience,
    /// The ticket's fault code, if it is about that.
    pub fault_code: Option<String>,
    /// The code of the ticket's model, if it is about that.
    pub product_code: Option<String>,
}

/// A suggested article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeSuggestion {
    /// The article.
    pub id: KnowledgeArticleId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "KB-2026-000012"))]
    pub number: String,
    /// Its title.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响的检查与处理"))]
    pub title: String,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Who may read it.
    pub audience: KnowledgeAudience,
    /// Why it is suggested, the strongest first.
    pub reasons: Vec<Message>,
}

/// The words that a title shares with a subject, if they are enough to speak of: two of them, or half.
fn shared_words(title: &str, terms: &[String]) -> Option<(usize, String)> {
    let lower = title.to_lowercase();
    let both: Vec<String> = terms.iter().filter(|term| lower.contains(term.as_str())).cloned().collect();
    let enough = both.len() >= 2 || !both.is_empty() && both.len() * 2 >= terms.len();
    let said = marks(title, &both).into_iter().map(|range| &title[range]).collect::<Vec<_>>();
    enough.then(|| (both.len(), said.join(" · ")))
}

/// The articles that fit, the best first, each with why.
pub fn suggest(candidates: Vec<Candidate>, subject: &str) -> Vec<KnowledgeSuggestion> {
    let terms = terms(subject);
    let mut ranked: Vec<_> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let words = shared_words(&candidate.title, &terms);
            let fault = candidate.fault_code.as_ref();
            let product = candidate.product_code.as_ref();
            let reasons: Vec<Message> = [
                fault.map(|code| Message::new("knowledge_reason-fault_code", &[("code", code)])),
                product.map(|code| Message::new("knowledge_reason-product", &[("code", code)])),
                words.as_ref().map(|(_, said)| Message::new("knowledge_reason-words", &[("words", said)])),
            ]
            .into_iter()
            .flatten()
            .collect();
            let shared = words.map_or(0, |(count, _)| count);
            let order = (fault.is_none(), product.is_none(), usize::MAX - shared);
            (!reasons.is_empty()).then_some((order, candidate, reasons))
        })
        .collect();
    // Among equals the newest.
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.number.cmp(&a.1.number)));
    ranked.dedup_by(|a, b| a.1.id == b.1.id);
    ranked
        .into_iter()
        .take(MOST_SUGGESTED)
        .map(|(_, candidate, reasons)| KnowledgeSuggestion {
            id: candidate.id,
            number: candidate.number,
            title: candidate.title,
            kind: candidate.kind,
            audience: candidate.audience,
            reasons,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use uuid::Uuid;

    fn candidate(n: u128, title: &str, fault: bool, product: bool) -> Candidate {
        Candidate {
            id: KnowledgeArticleId(Uuid::from_u128(n)),
            number: format!("KB-2026-{n:06}"),
            title: title.into(),
            kind: KnowledgeKind::Faq,
            audience: KnowledgeAudience::Public,
            fault_code: fault.then(|| "DR-03".into()),
            product_code: product.then(|| "SB-1000P".into()),
        }
    }

    #[test]
    fn the_fault_comes_before_the_model_and_the_model_before_words() {
        let all = vec![
            candidate(1, "门机异响怎么办", false, false),
            candidate(2, "保养手册", false, true),
            candidate(3, "皮带张力", true, false),
            candidate(4, "门机皮带更换", true, true),
            candidate(5, "扶梯清洁", false, false),
            candidate(6, "门机异响", false, true),
        ];
        let ranked = suggest(all, "3 号梯门机异响");
        let numbers: Vec<&str> = ranked.iter().map(|s| &s.number[13..]).collect();
        assert_eq!(numbers, ["4", "3", "6", "2", "1"]);
        let said = |n: usize| ranked[n].reasons.iter().map(|r| r.text(Locale::En)).collect::<Vec<_>>();
        assert_eq!(said(1), ["same fault code DR-03"]);
        assert_eq!(said(2), ["same model SB-1000P", "title says 门机异响"]);
    }

    #[test]
    fn a_word_that_stands_everywhere_is_no_reason() {
        let all = vec![candidate(1, "电梯年检须知", false, false)];
        assert!(suggest(all.clone(), "医院电梯门机异响停梯").is_empty());
        assert_eq!(suggest(all, "电梯").len(), 1);
    }

    #[test]
    fn no_more_than_fit_the_eye_are_suggested_and_each_once() {
        let mut all: Vec<Candidate> = (1..20).map(|n| candidate(n, "x", true, false)).collect();
        all.push(candidate(19, "x", true, false));
        let ranked = suggest(all, "");
        assert_eq!(ranked.len(), MOST_SUGGESTED);
        assert_eq!(
            (ranked[0].number.as_str(), ranked[1].number.as_str()),
            ("KB-2026-000019", "KB-2026-000018")
        );
    }
}
