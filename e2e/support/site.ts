/** Every page there is, with something on it. */
import type { Api, Page, Rec } from "./api";
import { organizationOf } from "./arrange";

export type Place = {
  /** What tests and pictures call it. */
  name: string;
  /** Its address; pages of one record look for one. */
  path: string | ((house: House) => Promise<string>);
  /** Nobody is logged in there. */
  outside?: true;
};
/** Who looks for records. */
export type House = { desk: Api; admin: Api };

/** The calendar of the service desk, which every installation has under this id. */
const SERVICE_DESK = "00000000-0000-7000-8000-0000000ca001";

const first = (list: string, of: string, end = "") => async (house: House) =>
  `/${of}/${(await house.desk.find(list)).id}${end}`;

export const PLACES: Place[] = [
  { name: "log-in", path: "/", outside: true },
  { name: "welcome", path: "/welcome#token=abc", outside: true },
  { name: "report", path: async ({ desk }) => `/report#${await label(desk)}`, outside: true },
  { name: "track", path: async ({ desk }) => `/track#${(await report(desk)).tracking_code}`, outside: true },
  { name: "ticket-list", path: "/tickets" },
  { name: "ticket-new", path: "/tickets/new" },
  { name: "ticket-closed", path: first("tickets?status=closed", "tickets") },
  { name: "ticket-in-progress", path: first("tickets?status=in_progress", "tickets") },
  { name: "ticket-edit", path: first("tickets?status=in_progress", "tickets", "/edit") },
  { name: "unit-list", path: "/units" },
  { name: "unit-new", path: "/units/new" },
  { name: "unit-detail", path: first("units?q=SB1600B-24-00005", "units") },
  { name: "unit-edit", path: first("units?q=SB1600B-24-00005", "units", "/edit") },
  { name: "customer-list", path: "/customers" },
  { name: "customer-new", path: "/customers/new" },
  { name: "customer-detail", path: first("customers?q=%E8%A5%BF%E6%B9%96", "customers") },
  { name: "product-list", path: "/products" },
  { name: "product-new", path: "/products/new" },
  { name: "product-detail", path: first("products?q=SB-1000P", "products") },
  { name: "part-list", path: "/parts" },
  { name: "part-new", path: "/parts/new" },
  { name: "part-detail", path: first("parts?q=DM-1100", "parts") },
  { name: "part-stocked", path: first("parts?q=DM-2201", "parts") },
  { name: "part-edit", path: first("parts?q=DM-2201", "parts", "/edit") },
  { name: "stock-list", path: "/stock" },
  { name: "stock-low", path: "/stock?low=true" },
  { name: "stock-movements", path: "/stock/movements" },
  { name: "stock-count-list", path: "/stock-counts" },
  { name: "stock-count-detail", path: first("stock-counts?status=counted", "stock-counts") },
  { name: "stock-count-sheet", path: counting },
  { name: "transfer-list", path: "/material-transfers" },
  { name: "transfer-new", path: "/material-transfers/new" },
  { name: "transfer-detail", path: first("material-transfers?status=reconciled", "material-transfers") },
  { name: "transfer-waiting", path: first("material-transfers?status=submitted", "material-transfers") },
  { name: "transfer-edit", path: first("material-transfers?status=draft", "material-transfers", "/edit") },
  { name: "location-list", path: "/locations" },
  { name: "location-new", path: "/locations/new" },
  { name: "location-edit", path: first("locations?kind=van", "locations", "/edit") },
  { name: "fault-code-list", path: "/fault-codes" },
  { name: "fault-code-detail", path: first("fault-codes?q=DR-03", "fault-codes") },
  { name: "knowledge-list", path: "/knowledge-articles" },
  { name: "knowledge-new", path: "/knowledge-articles/new" },
  { name: "knowledge-detail", path: first("knowledge-articles?q=%E5%B9%B3%E5%B1%82", "knowledge-articles") },
  { name: "knowledge-edit", path: first("knowledge-articles?q=%E5%B9%B3%E5%B1%82", "knowledge-articles", "/edit") },
  { name: "canned-answer-list", path: "/canned-answers" },
  { name: "canned-answer-new", path: "/canned-answers/new" },
  { name: "canned-answer-edit", path: async ({ admin }) => `/canned-answers/${(await admin.find("canned-answers")).id}` },
  { name: "checklist-list", path: "/checklists" },
  { name: "checklist-new", path: "/checklists/new" },
  { name: "checklist-edit", path: async ({ admin }) => `/checklists/${(await admin.find("checklists")).id}` },
  { name: "rma-list", path: "/rmas" },
  { name: "rma-new", path: "/rmas/new" },
  { name: "rma-detail", path: async ({ admin }) => `/rmas/${(await admin.find("rmas")).id}` },
  { name: "rma-overdue", path: "/overdue-rmas" },
  { name: "rma-scan", path: "/scan" },
  { name: "rma-lines", path: "/rma-lines" },
  { name: "return-statistics", path: "/return-statistics" },
  { name: "rma-to-supplier", path: async ({ admin }) => `/rmas/${(await admin.get(`supplier-returns/${(await admin.find("supplier-returns?status=offered")).id}`)).rma_id}` },
  { name: "rma-of-customer", path: first("rmas?kind=customer_return", "rmas") },
  { name: "campaign-list", path: "/campaigns" },
  { name: "campaign-new", path: "/campaigns/new" },
  { name: "campaign-detail", path: first("campaigns?status=running", "campaigns") },
  { name: "service-analysis", path: "/service-analysis" },
  { name: "claim-list", path: "/warranty-claims" },
  { name: "claim-new", path: "/warranty-claims/new" },
  { name: "claim-review", path: first("warranty-claims?status=in_review", "warranty-claims") },
  { name: "claim-appealed", path: first("warranty-claims?status=appealed", "warranty-claims") },
  { name: "authorization-list", path: "/pre-authorizations" },
  { name: "authorization-new", path: "/pre-authorizations/new" },
  { name: "operation-list", path: "/labour-operations" },
  { name: "operation-new", path: "/labour-operations/new" },
  { name: "rule-set-list", path: "/adjudication-rule-sets" },
  { name: "rule-set-new", path: "/adjudication-rule-sets/new" },
  { name: "rule-set-live", path: "/adjudication-rule-sets/01900000-0000-7000-8000-000000000001" },
  { name: "early-warning", path: async ({ desk }) => `/early-warning?product_id=${(await desk.find("products?q=SB-500H")).id}` },
  { name: "statement-list", path: "/statements" },
  { name: "statement-detail", path: first("statements?status=issued", "statements") },
  { name: "settlement-entries", path: "/settlement-entries" },
  { name: "recovery-list", path: "/recoveries" },
  { name: "recovery-detail", path: async ({ admin }) => `/recoveries/${(await admin.find("recoveries")).id}` },
  { name: "to-recover", path: "/to-recover" },
  { name: "warranty-cost", path: "/warranty-cost" },
  { name: "supplier-return-list", path: "/supplier-returns" },
  { name: "supplier-return-detail", path: first("supplier-returns?status=offered", "supplier-returns") },
  { name: "quality-list", path: "/quality-feedback" },
  { name: "quality-new", path: "/quality-feedback/new" },
  { name: "quality-reported", path: first("quality-feedback?status=reported", "quality-feedback") },
  { name: "quality-plan", path: first("quality-feedback?status=plan_review", "quality-feedback") },
  { name: "quality-terms", path: "/quality-terms" },
  { name: "quality-terms-new", path: "/quality-terms/new" },
  { name: "quality-closed", path: first("quality-feedback?status=closed", "quality-feedback") },
  { name: "organization-list", path: "/organizations" },
  { name: "organization-new", path: "/organizations/new" },
  { name: "organization-detail", path: async ({ admin }) => `/organizations/${(await organizationOf(admin, "DL-HZ")).id}` },
  { name: "user-list", path: "/users" },
  { name: "user-new", path: "/users/new" },
  { name: "user-detail", path: async ({ admin }) => `/users/${(await admin.find("users?q=technician")).id}` },
  { name: "team-list", path: "/teams" },
  { name: "team-new", path: "/teams/new" },
  { name: "team-detail", path: first("teams", "teams") },
  { name: "import-list", path: "/imports" },
  { name: "import-new", path: "/imports/new" },
  { name: "import-report", path: async ({ admin }) => `/imports/${(await sample(admin)).id}` },
  { name: "calendar-list", path: "/calendars" },
  { name: "calendar-new", path: "/calendars/new" },
  { name: "calendar-detail", path: `/calendars/${SERVICE_DESK}` },
  { name: "calendar-edit", path: `/calendars/${SERVICE_DESK}/edit` },
  { name: "dashboard", path: "/dashboard" },
  { name: "ticket-times", path: "/dashboard/ticket-times" },
  { name: "ticket-narrowed", path: "/tickets?open_at=2026-01-01T00:00:00Z&clock=respond&clock_outcome=breached&without=team" },
  { name: "queues", path: "/queues" },
  { name: "notifications", path: "/notifications" },
  { name: "sla-policies", path: "/sla-policies" },
  { name: "routing-rules", path: "/routing-rules" },
  { name: "policy", path: "/policy" },
  { name: "audit", path: "/audit" },
  { name: "profile", path: "/account" },
  { name: "password", path: "/account/password" },
  { name: "sessions", path: "/account/sessions" },
  { name: "api-tokens", path: "/account/api-tokens" },
  { name: "lost", path: "/nowhere" },
];

/** The address of a page. */
export async function find(place: Place, house: House): Promise<string> {
  return typeof place.path === "string" ? place.path : place.path(house);
}

/** A count that is being entered, of the dealer's shelves; opened when first asked for. */
async function counting({ desk, admin }: House): Promise<string> {
  const open = await desk.get<Page>("stock-counts?status=draft");
  const place = await admin.find("locations?q=DL-HZ");
  const id = open.items[0]?.id ?? (await desk.create<{ head: Rec }>("stock-counts", { location_id: place.id })).head.id;
  return `/stock-counts/${id}`;
}

/** The code on a unit. */
async function label(desk: Api): Promise<string> {
  const unit = await desk.find("units?q=SB1000P-24-00071");
  return (await desk.create<{ code: string }>(`units/${unit.id}/label`, {})).code;
}

/** Something reported by it. */
async function report(desk: Api) {
  const body = { description: "关门时有很大的摩擦声，三楼停下后门打不开。", contact_name: "王师傅", contact_phone: "138 0000 1234" };
  return desk.create<{ tracking_code: string }>(`public/units/${await label(desk)}/reports`, body);
}

/** A rehearsed import, with a row that is refused. */
async function sample(admin: Api) {
  return admin.create("imports", {
    kind: "repairs",
    dry_run: true,
    mapping: { source: "sample", columns: { reference: "id", reported_at: "day", product_line: "line" } },
    csv: "id,day,line\nr-1,2026-01-31,Toaster\nr-2,someday,Kettle\n",
  });
}
