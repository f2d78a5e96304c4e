//! Looking for a record by anything one remembers of it: how a query is taken apart, in which order what was
//! found is shown, and what in it is marked. Server and page use the same.

use crate::auth::Permission;
use crate::ids::CustomerId;
use crate::page::OneOf;
use crate::records::ticket::TicketStatus;
use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use uuid::Uuid;

/// Words of a query that count; more would only find less.
pub const MOST_WORDS: usize = 6;
/// Characters that a query's longest word needs: pairs of characters are what is indexed.
pub const SHORTEST: usize = 2;
/// Words of a subject that count.
const MOST_TERMS: usize = 24;
/// Letters that make a word of a language that writes spaces.
const SHORTEST_WORD: usize = 3;
/// Hits of a kind when the caller names no limit.
pub const DEFAULT_HITS: u32 = 5;
/// The most hits of a kind.
pub const MOST_HITS: u32 = 20;

text_enums! {
    /// What can be looked for.
    SearchKind in "search_kind" {
        /// Tickets: number, subject, description, who called and from where.
        Ticket = "ticket",
        /// Units: serial number.
        Unit = "unit",
        /// Customers: number, name, telephone.
        Customer = "customer",
        /// People at customers: name, telephone, e-mail.
        Contact = "contact",
        /// Product models: code, name.
        Product = "product",
        /// Spare parts: number, name, description.
        Part = "part",
        /// Returns: number, waybill; tag, name, serial number, batch and number of their parts.
        Rma = "rma",
        /// Material transfers: number, waybill; number and name of their parts.
        MaterialTransfer = "material_transfer",
        /// Quality feedback: number, subject, description, batch; number and name of its part.
        QualityFeedback = "quality_feedback",
        /// Campaigns: number, title.
        Campaign = "campaign",
        /// Warranty claims: number, the dealer's own order number.
        WarrantyClaim = "warranty_claim",
        /// Recoveries from suppliers: number.
        Recovery = "recovery",
        /// Statements: number.
        Statement = "statement",
        /// Knowledge articles: number, title, text.
        KnowledgeArticle = "knowledge_article",
        /// Organisations: code, name.
        Organization = "organization",
        /// People who log in: name, e-mail.
        User = "user",
    }
}

impl SearchKind {
    /// The right that finding such a record needs.
    pub fn permission(self) -> Permission {
        match self {
            Self::Ticket => Permission::TicketRead,
            Self::Unit => Permission::UnitRead,
            Self::Customer | Self::Contact => Permission::CustomerRead,
            Self::Product => Permission::ProductRead,
            Self::Part => Permission::PartRead,
            Self::Rma => Permission::RmaRead,
            Self::MaterialTransfer => Permission::TransferRead,
            Self::QualityFeedback => Permission::QualityRead,
            Self::Campaign => Permission::CampaignRead,
            Self::WarrantyClaim => Permission::ClaimRead,
            Self::Recovery => Permission::RecoveryRead,
            Self::Statement => Permission::StatementRead,
            Self::KnowledgeArticle => Permission::KnowledgeRead,
            Self::Organization => Permission::OrganizationRead,
            Self::User => Permission::UserRead,
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Words, each of which must stand in the record; the longest has at least two characters.
    #[cfg_attr(feature = "openapi", param(min_length = 2, max_length = 200, example = "门机 异响"))]
    pub q: Line<200>,
    /// Kinds of records, separated by commas; all that the caller may see by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<SearchKind>>))]
    pub kind: Option<OneOf<SearchKind>>,
    /// Hits of a kind, 1–20; 5 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 20))]
    pub limit: Option<u32>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchAnswer {
    /// Kinds of which something was found; the one with the best hit comes first.
    pub groups: Vec<SearchGroup>,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchGroup {
    /// The kind.
    pub kind: SearchKind,
    /// The best of them, the newest first among equals.
    pub hits: Vec<SearchHit>,
    /// Whether there are more; the list of that kind shows them with the same `q`.
    pub more: bool,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// The record's id.
    pub id: Uuid,
    /// Its printed number, serial number or code.
    pub number: Option<String>,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name.
    pub note: Option<String>,
    /// The state of a ticket.
    pub status: Option<TicketStatus>,
    /// The customer where a contact works.
    pub customer_id: Option<CustomerId>,
}

/// The words of a query: in lower case, each once, in their order.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![];
    for word in query.split_whitespace().map(str::to_lowercase) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(MOST_WORDS);
    words
}

/// Whether a query can be looked for: its longest word is long enough.
pub fn is_long_enough(query: &str) -> bool {
    words(query).iter().any(|word| word.chars().count() >= SHORTEST)
}

/// The words of a subject that count: of languages that write spaces whole words, of Chinese each two characters
/// that stand together. What is only digits says nothing.
pub fn terms(subject: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    let mut keep = |term: String| {
        if !found.contains(&term) {
            found.push(term);
        }
    };
    let lower = subject.to_lowercase();
    let runs = lower.split(|c: char| !c.is_alphanumeric());
    for run in runs {
        let letters: Vec<char> = run.chars().collect();
        for part in letters.chunk_by(|a, b| is_han(*a) == is_han(*b)) {
            if part.first().is_some_and(|c| is_han(*c)) {
                part.windows(2).for_each(|pair| keep(pair.iter().collect()));
            } else if part.len() >= SHORTEST_WORD && part.iter().any(|c| c.is_alphabetic()) {
                keep(part.iter().collect());
            }
        }
    }
    found.truncate(MOST_TERMS);
    found
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// How well a hit fits, the best first: its number is what was typed, begins or ends with it, holds it; its
/// title begins with it, holds it, holds all of the words; something else of it does.
pub fn rank(query: &str, hit: &SearchHit) -> u8 {
    let query = query.trim().to_lowercase();
    let number = hit.number.as_deref().unwrap_or_default().to_lowercase();
    let title = hit.title.to_lowercase();
    if number == query {
        0
    } else if !number.is_empty() && (number.starts_with(&query) || number.ends_with(&query)) {
        1
    } else if number.contains(&query) {
        2
    } else if title.starts_with(&query) {
        3
    } else if title.contains(&query) {
        4
    } else if words(&query).iter().all(|word| title.contains(word)) {
        5
    } else {
        6
    }
}

/// Where the words stand in a text, as ranges of its bytes, in order and without overlap.
pub fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = vec![];
    let mut from = 0;
    for (at, _) in text.char_indices() {
        if at < from {
            continue;
        }
        let longest = words.iter().filter_map(|word| prefix(&text[at..], word)).max();
        if let Some(len) = longest {
            from = at + len;
            match marks.last_mut() {
                Some(last) if last.end == at => last.end = from,
                _ => marks.push(at..from),
            }
        }
    }
    marks
}

/// How many bytes of a text a word takes at its beginning, without regard to case.
fn prefix(text: &str, word: &str) -> Option<usize> {
    let mut rest = word.chars();
    let mut wanted = rest.next()?;
    for (at, c) in text.char_indices() {
        for lower in c.to_lowercase() {
            if lower != wanted {
                return None;
            }
            match rest.next() {
                Some(next) => wanted = next,
                None => return Some(at + c.len_utf8()),
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hit(number: &str, title: &str) -> SearchHit {
        let number = Some(number.to_owned());
        SearchHit {
            id: Uuid::nil(),
            number,
            title: title.into(),
            note: None,
            status: None,
            customer_id: None,
        }
    }

    #[test]
    fn chinese_is_taken_in_pairs_and_other_words_whole() {
        assert_eq!(terms("3 号梯门机异响"), ["号梯", "梯门", "门机", "机异", "异响"]);
        assert_eq!(terms("Brake of lift 2 noisy, E06"), ["brake", "lift", "noisy", "e06"]);
        assert_eq!(terms("SB1000P门机 2026"), ["sb1000p", "门机"]);
        assert!(terms("  1 号 - ").is_empty());
    }

    #[test]
    fn a_query_is_taken_apart_into_words() {
        assert_eq!(words("  门机 异响\tTK-1 tk-1 "), ["门机", "异响", "tk-1"]);
        assert_eq!(words("a b c d e f g h").len(), MOST_WORDS);
        assert!(is_long_enough("a 门机") && !is_long_enough("a 门") && !is_long_enough(" "));
    }

    #[test]
    fn numbers_come_before_titles_and_titles_before_the_rest() {
        let ranks = [
            ("tk-2026-000012", hit("TK-2026-000012", "x")),
            ("000012", hit("TK-2026-000012", "x")),
            ("2026", hit("TK-2026-000012", "x")),
            ("门机", hit("TK-1", "门机异响")),
            ("门机", hit("TK-1", "3 号梯门机异响")),
            ("异响 门机", hit("TK-1", "3 号梯门机异响")),
            ("电话", hit("TK-1", "3 号梯门机异响")),
        ];
        assert_eq!(ranks.map(|(query, hit)| rank(query, &hit)), [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        let marked = |text: &'static str, query: &str| -> Vec<&str> {
            marks(text, &words(query)).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(marked("3 号梯门机异响，门机不停", "门机"), ["门机", "门机"]);
        assert_eq!(marked("门机异响", "异响 门机"), ["门机异响"]);
        assert_eq!(marked("SB-L-0001", "b-l 01"), ["B-L", "01"]);
        assert_eq!(marked("İstanbul", "i̇s"), ["İs"]);
        assert!(marked("abc", "x").is_empty());
    }

    proptest! {
        #[test]
        fn marks_lie_between_characters_and_never_overlap(text in ".{0,40}", query in ".{0,10}") {
            let mut end = 0;
            for range in marks(&text, &words(&query)) {
                prop_assert!(range.start >= end && range.end > range.start);
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                end = range.end;
            }
        }
    }
}
