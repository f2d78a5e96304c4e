//! Examples for every body and answer of the specification, derived from the schemas, so that a new operation
//! has them by itself. A field's own `example` comes first, then that of the record it belongs to
//! (`Customer.name` for `CustomerInput.name`), then a word of the trade, then what its bounds allow.

use crate::openapi::operations;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::mem::take;
use utoipa::openapi::path::{Operation, ParameterBuilder};
use utoipa::openapi::{Content, OpenApi, RefOr, Required};

/// What text fields hold, by their names: the story of one lift. Schemas with more to say have an `example`.
const WORDS: &[(&str, &str)] = &[
    ("accepted_on", "2025-03-01"),
    ("access_token", "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTkzIn0.c2lnbmF0dXJl"),
    ("action", "resolve"),
    ("actor_name", "王芳"),
    ("address", "浙江省杭州市西湖区文三路 90 号"),
    ("AdjustStock.reason", "盘点少 2 件。"),
    ("amount", "3840.00"),
    ("approved", "120.00"),
    ("assignee_name", "李强"),
    ("author_name", "王芳"),
    ("author_organization", "三宝电梯有限公司"),
    ("AuthorizationFacts.limit", "15000.00"),
    ("batch", "2024-11-B"),
    ("body", "已与物业约好明天上午到现场。"),
    ("brand", "三宝"),
    ("cancel_reason", "客户误报，现场无异常。"),
    ("CannedAnswer.title", "已预约上门"),
    ("cause", "门机皮带磨损。"),
    ("charged", "1216.00"),
    ("claimed", "120.00"),
    ("closed_at", "2026-03-18T09:00:00Z"),
    ("code", "SB-1000P"),
    ("column", "day"),
    ("complaint", "3 号梯门机异响"),
    ("confirmed_at", "2026-03-18T09:00:00Z"),
    ("confirmed_by", "陈建国"),
    ("Contact.email", "chen.jianguo@xihu.example"),
    ("contact_email", "chen.jianguo@xihu.example"),
    ("contact_name", "陈建国"),
    ("contact_phone", "+86 571 8765 4321"),
    ("corrected_to", "1100.00"),
    ("correction", "更换门机皮带并调整张力。"),
    ("CorrectMovement.reason", "批次写错，重新入库。"),
    ("cost", "760.00"),
    ("CreateStockCount.note", "上半年对账。"),
    ("current_password", "what it was until today"),
    ("cursor", "eyJsIjoidGlja2V0cyJ9"),
    ("Customer.email", "service@xihu.example"),
    ("Customer.note", "周末联系值班电话。"),
    ("Customer.organization_name", "杭州西湖物业管理有限公司"),
    ("customer_name", "杭州西湖物业管理有限公司"),
    ("CustomerInput.note", "周末联系值班电话。"),
    ("dealer_name", "杭州安达电梯服务有限公司"),
    ("description", "关门时有金属摩擦声，早高峰明显。"),
    ("DeskParetoRow.label", "DR-03 门机异响"),
    ("DeskParetoRow.value", "01930f7a-5c00-7000-8000-0000000000c1"),
    ("detail", "subject is missing."),
    ("email", "wang.fang@sanbao.example"),
    ("ends_on", "2026-09-01"),
    ("estimate", "15000.00"),
    ("expires_at", "2026-06-14T01:30:00Z"),
    ("external_reference", "CRM-4711"),
    ("external_source", "fixit_clinic"),
    ("failure", "the database was away; send the same file again"),
    ("fault_code", "DR-03"),
    ("finished_at", "2026-03-16T01:31:00Z"),
    ("fitted_on", "2025-02-20"),
    ("FlagCrisis.reason", "客户已联系媒体。"),
    ("grounds", "更换皮带后噪声消失，属质量问题。"),
    ("handling", "50.00"),
    ("ImportRefusal.detail", "“某日”既不是日期（2026-01-31），也不是时刻（2026-01-31T08:00:00Z）。"),
    ("installed_on", "2025-02-20"),
    ("invoiced_on", "2025-01-15"),
    ("IssueStock.reason", "更换门机皮带。"),
    ("IssueStock.reference", "TK-2026-000123"),
    ("KnowledgeEdition.title", "门机异响的检查与处理"),
    ("labour", "360.00"),
    ("labour_rate", "180.00"),
    ("limit", "12000.00"),
    ("line", "elevator"),
    ("LineProposal.allowed", "120.00"),
    ("material", "610.00"),
    ("MaterialTransferInput.address", "杭州市西湖区文三路 90 号，西湖花园物业"),
    ("MaterialTransferInput.justification", "3 号梯停梯，住户被困后无法使用。"),
    ("MaterialTransferInput.reason", "更换门机皮带。"),
    ("MaterialTransferSummary.address", "杭州市西湖区文三路 90 号，西湖花园物业"),
    ("MaterialTransferSummary.justification", "3 号梯停梯，住户被困后无法使用。"),
    ("MaterialTransferSummary.reason", "更换门机皮带。"),
    ("MaterialTransferSummary.refusal", "客户已自备配件。"),
    ("MoneyBeforeAfter.after", "120.00"),
    ("MoneyBeforeAfter.before", "120.00"),
    ("name", "王芳"),
    ("name_en", "Door operator noisy"),
    ("name_zh", "门机异响"),
    ("new_password", "four words nobody guesses"),
    ("next_cursor", "eyJsIjoidGlja2V0cyJ9"),
    ("note", "已电话告知客户。"),
    ("operation_code", "DM-010"),
    ("organization_name", "三宝电梯有限公司"),
    ("other_number", "TK-2026-000124"),
    ("other_subject", "3 号梯停梯"),
    ("part_class", "door_operator"),
    ("password", "sanbao-demo-2026"),
    ("penalty", "500.00"),
    ("per_unit", "450.00"),
    ("phone", "+86 571 8765 4321"),
    ("position", "工程部经理"),
    ("PreAuthorization.limit", "15000.00"),
    ("price", "1280.00"),
    ("produced_on", "2024-11-05"),
    ("product_age_years", "3.5"),
    ("product_code", "SB-1000P"),
    ("product_name", "乘客电梯 SB-1000P"),
    ("proposed", "120.00"),
    ("proposed_after", "120.00"),
    ("proposed_before", "120.00"),
    ("published_at", "2026-03-16T01:30:00Z"),
    ("published_by_name", "赵敏"),
    ("q", "门机"),
    ("rate", "180.00"),
    ("reason", "客户已自行解决，撤回投诉。"),
    ("ReasonClaim.reason", "旧件已按时寄回，请复核。"),
    ("received_by_name", "王芳"),
    ("ReceiveStock.reason", "采购到货。"),
    ("ReceiveStock.reference", "DN-20260316-07"),
    ("recovered", "1216.00"),
    ("reference", "r-1"),
    ("refusal", "请先提供旧件照片。"),
    ("region", "杭州"),
    ("removed_on", "2026-03-17"),
    ("repair_barrier", "配件停产"),
    ("request_id", "01930f7a-5c00-7000-8000-0000000000aa"),
    ("resolved_at", "2026-03-17T08:20:00Z"),
    ("rule_set_name", "出厂规则"),
    ("RuleClaim.reason", "复核后维持原答复。"),
    ("serial", "SB1000P-24-00017"),
    ("Session.address", "203.0.113.7"),
    ("shipped_on", "2025-01-10"),
    ("site_name", "西湖花园 3 号楼"),
    ("solution", "更换门机皮带并调整张力，试运行正常。"),
    ("source", "fixit_clinic"),
    ("starts_on", "2025-03-01"),
    ("StockCountActionInput.reason", "盘点日期改到下周。"),
    ("StockCountSummary.cancel_reason", "盘点日期改到下周。"),
    ("StockCountSummary.note", "上半年对账。"),
    ("StockMovement.reason", "更换门机皮带。"),
    ("StockMovement.reference", "TK-2026-000123"),
    ("subject", "3 号梯门机异响"),
    ("supplier_name", "宁波门机配件厂"),
    ("supplier_warranty_until", "2027-02-20"),
    ("team_name", "品质部"),
    ("TicketCount.value", "in_progress"),
    ("token", "0pZ3kq0m4w6JXr8yQm1l2n3o4p5q6r7s8t9u0v1w2x4"),
    ("total", "1613.55"),
    ("TransferActionInput.reason", "客户已自备配件。"),
    ("TransferStock.reason", "补充服务车。"),
    ("travel", "120.00"),
    ("unit_cost", "610.00"),
    ("unit_price", "760.00"),
    ("unit_serial", "SB1000P-24-00017"),
    ("UnitEvent.kind", "commission"),
    ("UnitTicket.number", "TK-2026-000123"),
    ("until", "2027-09-01"),
    ("until_at", "2026-03-16T01:30:00Z"),
    ("updated_at", "2026-03-17T08:20:00Z"),
    ("UpdateStockCount.note", "上半年对账。"),
    ("usage_unit", "hours"),
    ("user_agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0"),
    ("verdict_grounds", "更换皮带后噪声消失，属质量问题。"),
    ("wait_until", "2026-03-20T01:30:00Z"),
    ("WarrantyExclusion.note", "私自改装门机。"),
    ("WarrantyExtension.reason", "停用期间补偿延保。"),
    ("zone", "Asia/Shanghai"),
];

/// The same of numbers; the others are the least that their bounds allow.
const NUMBERS: &[(&str, i64)] = &[
    ("CappedCount.count", 1),
    ("count", 12),
    ("counted", 22),
    ("difference", -2),
    ("expected", 24),
    ("estimate_minutes", 180),
    ("limit", 50),
    ("on_hand", 24),
    ("free", 24),
    ("shipped", 4),
    ("received", 3),
    ("shortage", 1),
    ("quantity", 4),
    ("reorder_point", 5),
    ("manufactured_year", 2019),
    ("percent", 100),
    ("return_days", 30),
    ("rows_created", 118),
    ("rows_known", 3),
    ("rows_read", 124),
    ("rows_total", 124),
    ("standard_minutes", 90),
    ("usage_limit", 6000),
    ("usage_value", 1200),
];

/// What is true; all else is false.
const TRUE: &[&str] =
    &["active", "dry_run", "outgoing", "return_owed", "told_customer", "valid", "valid_complaint"];

/// Schemas within schemas are followed so far; below, what may be empty or absent is.
const DEPTH: usize = 8;

/// Gives every body, every answer of success and every required parameter an example, where it has none.
pub fn complete(api: &mut OpenApi) {
    let book = Book(json!(api.components.as_ref().map(|c| &c.schemas)));
    for item in api.paths.paths.values_mut() {
        for operation in operations(item) {
            book.illustrate(operation);
        }
    }
}

/// The named schemas.
struct Book(Value);

/// Where a value stands: the record that it is a field of, the field, the name of its own schema, how deep, and
/// whether callers send it.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    record: &'a str,
    field: &'a str,
    name: &'a str,
    depth: usize,
    sent: bool,
}

impl Book {
    fn illustrate(&self, operation: &mut Operation) {
        for parameter in operation.parameters.iter_mut().flatten() {
            // Optional ones stay empty: whoever tries an operation out would filter by what is not there.
            if let RefOr::T(parameter) = parameter
                && parameter.required == Required::True
                && json!(parameter).get("example").is_none()
            {
                let place = Place { field: &parameter.name, sent: true, ..Place::default() };
                let example = self.derive(&json!(parameter.schema), place);
                *parameter = ParameterBuilder::from(take(parameter)).example(Some(example)).build();
            }
        }
        if let Some(RefOr::T(body)) = &mut operation.request_body {
            self.contents(body.content.values_mut(), true);
        }
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response
                && status.starts_with('2')
            {
                self.contents(response.content.values_mut(), false);
            }
        }
    }

    fn contents<'a>(&self, contents: impl Iterator<Item = &'a mut RefOr<Content>>, sent: bool) {
        for content in contents {
            if let RefOr::T(content) = content
                && content.example.is_none()
                && content.examples.is_empty()
            {
                let place = Place { sent, ..Place::default() };
                content.example = Some(self.derive(&json!(content.schema), place));
            }
        }
    }

    /// A value that fits the schema.
    fn derive(&self, schema: &Value, place: Place<'_>) -> Value {
        let told = ["example", "const", "default"].iter().find_map(|key| schema.get(key));
        if let Some(told) = told.filter(|told| !told.is_null()) {
            return told.clone();
        }
        if let Some(first) = ["examples", "enum"].iter().find_map(|key| schema[*key].get(0)) {
            return first.clone();
        }
        if let Some(name) = name_of(schema) {
            let record = name.strip_prefix("Page_").unwrap_or(name);
            return self.derive(&self.0[name], Place { name: record, ..place });
        }
        if let Some(all) = schema["allOf"].as_array() {
            let parts = all.iter().map(|part| self.derive(part, place));
            return parts.reduce(merge).unwrap_or_default();
        }
        if let Some(variants) = ["oneOf", "anyOf"].iter().find_map(|key| schema[*key].as_array()) {
            let some = variants.iter().find(|variant| variant["type"] != "null");
            return some.map_or(Value::Null, |variant| self.derive(variant, place));
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.clone(),
            kind => vec![kind.clone()],
        };
        match kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null") {
            Some("object") => self.object(schema, place),
            Some("array") => self.array(schema, place),
            Some("string") => self.text(schema, place),
            Some("integer" | "number") => number(schema, place),
            Some("boolean") => json!(TRUE.contains(&place.field)),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, place: Place<'_>) -> Value {
        let none = Map::new();
        let fields = schema["properties"].as_object().unwrap_or(&none);
        let required =
            |field: &str| schema["required"].as_array().is_some_and(|r| r.iter().any(|f| f == field));
        let some_required = fields.keys().any(|field| required(field));
        let mut object = Map::new();
        for (field, schema) in fields {
            // Ids that need not be sent are not: with them, nobody could send the example as it is.
            let needless = place.sent && some_required && self.is_id(schema);
            if required(field) || !(needless || place.depth >= DEPTH) {
                let place = Place { record: place.name, field, depth: place.depth + 1, ..place };
                object.insert(field.clone(), self.derive(schema, place));
            }
        }
        object.into()
    }

    fn array(&self, schema: &Value, place: Place<'_>) -> Value {
        let place = Place { depth: place.depth + 1, ..place };
        if let Some(items) = schema["prefixItems"].as_array() {
            return items.iter().map(|item| self.derive(item, place)).collect();
        }
        let fewest = schema["minItems"].as_u64().unwrap_or(0);
        let some = if place.depth > DEPTH { 0 } else { 1 };
        (0..fewest.max(some)).map(|_| self.derive(&schema["items"], place)).collect()
    }

    fn text(&self, schema: &Value, place: Place<'_>) -> Value {
        let word = || told(WORDS, place);
        let text = match schema["format"].as_str() {
            Some("uuid") => return json!(id(place)),
            Some("date-time") => {
                return json!(word().filter(|w| w.contains('T')).unwrap_or("2026-03-16T01:30:00Z"));
            }
            Some("date") => return json!(word().filter(|w| !w.contains('T')).unwrap_or("2026-03-16")),
            _ => self.of_record(place).or_else(|| word().map(str::to_owned)),
        };
        // A field that nobody has given a word says its own name.
        let text = text.unwrap_or_else(|| place.field.replace('_', " "));
        let bound =
            |key: &str, none| schema[key].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(none);
        let text: String = text.chars().take(bound("maxLength", usize::MAX)).collect();
        let shortest = bound("minLength", 0);
        json!(format!("{text:.<shortest$}"))
    }

    /// What the record says of a field where its input says nothing: `Customer.name` for `CustomerInput.name`.
    fn of_record(&self, place: Place<'_>) -> Option<String> {
        let bare = ["Create", "Update", "Invite", "New"]
            .iter()
            .fold(place.record, |name, part| name.strip_prefix(part).unwrap_or(name));
        let bare =
            ["Input", "Summary"].iter().fold(bare, |name, part| name.strip_suffix(part).unwrap_or(name));
        self.0[bare]["properties"][place.field]["example"].as_str().map(str::to_owned)
    }

    fn is_id(&self, schema: &Value) -> bool {
        let variants = schema["oneOf"].as_array().map_or(std::slice::from_ref(schema), Vec::as_slice);
        variants
            .iter()
            .any(|v| v["format"] == "uuid" || name_of(v).is_some_and(|name| self.0[name]["format"] == "uuid"))
    }
}

fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

fn merge(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

/// What a table says of `Record.field`, else of `field`.
fn told<T: Copy>(table: &[(&str, T)], place: Place<'_>) -> Option<T> {
    let whole = format!("{}.{}", place.record, place.field);
    let find = |name: &str| table.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    find(&whole).or_else(|| find(place.field))
}

fn number(schema: &Value, place: Place<'_>) -> Value {
    let bound = |key: &str, none| schema[key].as_i64().unwrap_or(none);
    let number = told(NUMBERS, place).unwrap_or(bound("minimum", 1).max(1));
    json!(number.max(bound("minimum", i64::MIN)).min(bound("maximum", i64::MAX)))
}

/// The same id for the same kind of record, so that examples belong together; another one where a record points
/// at one of its own kind.
fn id(place: Place<'_>) -> String {
    let itself = place.field != "id" && place.name.strip_suffix("Id") == Some(place.record);
    let name = if itself || !place.name.ends_with("Id") { place.field } else { place.name };
    let digest = Sha256::digest(name);
    let tail: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("01930f7a-5c00-7000-8000-{tail}")
}
