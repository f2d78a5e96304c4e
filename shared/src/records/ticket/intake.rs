//! The intake: what would become of a ticket if it were filed now, and what its words suggest.

use super::words::*;
use crate::ids::TicketId;
use crate::records::clock::ClockKind;
use crate::records::fault_code::FaultName;
use crate::records::search::terms;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most fault codes that are suggested.
pub const MOST_SUGGESTED: usize = 3;
/// Percent of a fault's name that must stand in the caller's words for it to be suggested.
const ENOUGH: usize = 50;

/// What would become of a ticket if it were filed now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketPreview {
    /// Computed from severity, impact and safety.
    pub priority: TicketPriority,
    /// Complaints on this unit and topic within the policy's months, this one included.
    pub complaint_count: i32,
    /// It would be handled as an individual case (个案; ELV 5.6).
    pub individual_case: bool,
    /// The earlier ticket that it would repeat.
    pub repeat_of_id: Option<TicketId>,
    /// Who pays, as far as is known.
    pub service_class: Option<ServiceClass>,
    /// Name of the team it would be given to.
    pub team_name: Option<String>,
    /// Name of the person it would be given to.
    pub assignee_name: Option<String>,
    /// The rule that would route it; only for the maker's people.
    pub routed_by: Option<String>,
    /// What would be promised, in the order of the due times.
    pub promises: Vec<PreviewPromise>,
    /// The topic that the words suggest, where none is chosen.
    pub topic: Option<TicketTopic>,
    /// Fault codes whose names stand in the words, where none is chosen; the best first.
    pub fault_codes: Vec<FaultName>,
}

/// A promise that would be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewPromise {
    /// What is promised.
    pub kind: ClockKind,
    /// By when.
    pub due_at: DateTime<Utc>,
    /// The policy that gives it.
    pub rule: Option<String>,
}

/// Words by which customers speak of a topic. The first topic of which a word stands in the text is suggested: what
/// concerns people and packaging is named before what could be anything.
const TOPIC_WORDS: &[(TicketTopic, &[&str])] = &[
    (TicketTopic::StaffAttitude, &["态度", "推诿", "不理", "失职", "骂人", "rude", "attitude", "neglect"]),
    (TicketTopic::Packaging, &["包装", "破箱", "压坏", "木箱", "packaging", "crate", "crushed"]),
    (TicketTopic::Deterioration, &["变质", "老化", "锈蚀", "生锈", "氧化", "rust", "corroded", "deteriorat"]),
    (TicketTopic::Billing, &["发票", "付款", "账单", "收费", "invoice", "payment", "billing"]),
    (
        TicketTopic::Delivery,
        &["到货", "发货", "物流", "少件", "运输", "delivery", "shipment", "missing part"],
    ),
    (TicketTopic::Installation, &["安装", "调试", "装反", "install", "commission"]),
    (
        TicketTopic::ProductQuality,
        &[
            "异响", "故障", "不动", "卡住", "困人", "抖动", "漏油", "失灵", "损坏", "坏了", "报警", "异味",
            "死机", "noise", "noisy", "fault", "stuck", "broken", "leak", "fails", "trapped",
        ],
    ),
];

/// The topic that the words of a caller suggest.
pub fn suggested_topic(words: &str) -> Option<TicketTopic> {
    let words = words.to_lowercase();
    TOPIC_WORDS
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| words.contains(sign)))
        .map(|(topic, _)| *topic)
}

/// How much of a name stands in a text, in percent of its words; of Chinese, of its pairs of characters.
fn share(name: &str, text: &str) -> usize {
    let words = terms(name);
    let said = words.iter().filter(|word| text.contains(word.as_str())).count();
    (100 * said).checked_div(words.len()).unwrap_or_default()
}

/// The fault codes whose names, in either language, stand at least by half in the words of a caller; the best first,
/// equally good ones by their codes.
pub fn suggested_faults(words: &str, codes: &[FaultName]) -> Vec<FaultName> {
    let text = words.to_lowercase();
    let mut found: Vec<(usize, &FaultName)> = codes
        .iter()
        .map(|code| (share(&code.name_zh, &text).max(share(&code.name_en, &text)), code))
        .filter(|(share, _)| *share >= ENOUGH)
        .collect();
    found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.code.cmp(&y.code)));
    found.into_iter().take(MOST_SUGGESTED).map(|(_, code)| code.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: &str, zh: &str, en: &str) -> FaultName {
        let id = crate::ids::FaultCodeId(uuid::Uuid::from_u128(code.len() as u128));
        FaultName { id, code: code.into(), name_zh: zh.into(), name_en: en.into() }
    }

    #[test]
    fn callers_words_suggest_a_topic() {
        let cases = [
            ("3 号梯门机异响", Some(TicketTopic::ProductQuality)),
            ("维修工态度恶劣，电梯又坏了", Some(TicketTopic::StaffAttitude)),
            ("木箱压坏，控制柜进水", Some(TicketTopic::Packaging)),
            ("导轨锈蚀严重", Some(TicketTopic::Deterioration)),
            ("安装后平层不准", Some(TicketTopic::Installation)),
            ("发票抬头写错", Some(TicketTopic::Billing)),
            ("货到少件", Some(TicketTopic::Delivery)),
            ("Two people TRAPPED on floor 7", Some(TicketTopic::ProductQuality)),
            ("请问保养周期", None),
            ("", None),
        ];
        for (words, topic) in cases {
            assert_eq!(suggested_topic(words), topic, "{words}");
        }
    }

    #[test]
    fn a_fault_is_suggested_when_half_of_its_name_stands_in_the_words() {
        let codes = [
            code("DR-03", "门机异响", "Door operator noisy"),
            code("DR-01", "门机不动作", "Door operator does not move"),
            code("BR-02", "抱闸异响", "Brake noisy"),
        ];
        let found =
            |words: &str| suggested_faults(words, &codes).iter().map(|f| f.code.clone()).collect::<Vec<_>>();
        assert_eq!(found("早上开始门机异响"), ["DR-03"]);
        assert_eq!(found("抱闸处异响，像金属摩擦")[0], "BR-02");
        assert_eq!(found("the door operator is noisy today")[0], "DR-03");
        assert!(found("请问保养周期").is_empty());
        assert!(found("").is_empty());
        let many: Vec<FaultName> = (0..9).map(|n| code(&format!("X-{n}"), "门机异响", "x")).collect();
        let first: Vec<String> = suggested_faults("门机异响", &many).into_iter().map(|f| f.code).collect();
        assert_eq!(first, ["X-0", "X-1", "X-2"]);
    }
}
