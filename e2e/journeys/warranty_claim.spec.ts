import { Api, mark, type Rec } from "../support/api";
import { CUSTOMERS, organizationOf, person, ticket } from "../support/arrange";
import { axe, button, choice, dialog, fits, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** A unit under warranty that a dealer looks after. */
async function unit(desk: Api, admin: Api, dealer = "DL-HZ"): Promise<Rec> {
  const owner = await desk.find(`customers?q=${encodeURIComponent(CUSTOMERS.garden)}`);
  const product = await desk.find("products?q=SB-1000P");
  return desk.create("units", {
    serial: `E2E-${mark()}`,
    product_id: product.id,
    customer_id: owner.id,
    dealer_id: (await organizationOf(admin, dealer)).id,
    accepted_on: new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 10),
  });
}

/** A dealer of its own, whose work is paid by the hour: its statements are nobody else's. */
async function newDealer(admin: Api): Promise<string> {
  const code = `DL-${mark()}`;
  const made = await admin.create<Rec>("organizations", { kind: "dealer", code, name: `试验经销商${code}`, zone: "Asia/Shanghai" });
  const path = `organizations/${made.id}/labour-rates`;
  const held = await admin.get<Rec>(path);
  await admin.put(path, held.version, { rates: [{ valid_from: "2025-01-01", currency: "CNY", rate: "180" }] });
  return code;
}

test("a dealer sees what will come of a claim while typing it, sends it in from a ticket, and is paid by statement", async ({
  as,
  admin,
  desk,
}) => {
  const code = await newDealer(admin);
  const lift = await unit(desk, admin, code);
  const filed = await ticket(desk, lift, { reported_at: new Date(Date.now() - 2 * 86_400_000).toISOString() });
  const dealer = await as(await person(admin, code, ["dealer"]));

  await test.step("two clicks lead from the ticket to the claim", async () => {
    await dealer.goto(`/tickets/${filed.id}`);
    await settled(dealer);
    const input = dealer.locator("input[type=file]").first();
    await input.setInputFiles({ name: "检测.txt", mimeType: "text/plain", buffer: Buffer.from("皮带断裂") });
    await expect(dealer.getByText("检测.txt").first()).toBeVisible();
    // The files are read anew; what moves then would slip away from under the pointer.
    await settled(dealer);
    await panel(dealer, t("rma-of-ticket")).getByRole("link", { name: t("claim-from-ticket") }).click();
    await settled(dealer);
    await expect(text(dealer, t("claim-complaint"))).toHaveValue("开关门时有刺耳摩擦声。");
    await expect(choice(dealer, t("claim-unit"))).toHaveValue(lift.serial);
  });
  await test.step("the checks follow each stroke", async () => {
    await choice(dealer, t("claim-class")).selectOption("labour");
    await choice(dealer, t("claim-operation")).selectOption({ label: "DM-010 更换门机皮带 · 90 min" });
    await text(dealer, t("claim-amount")).fill("300.00");
    const found = panel(dealer, t("claim-checks"));
    await expect(found.getByText(t("claim_outcome-refer"))).toBeVisible();
    await expect(dealer.getByText(/索赔 300.00 超出/)).toBeVisible();
    await axe(dealer, "the form of a claim");
    await fits(dealer, "the form of a claim");
    await text(dealer, t("claim-amount")).fill("270.00");
    await expect(found.getByText(t("claim_outcome-approve"), { exact: true })).toBeVisible();
  });
  await test.step("what was foreseen is what comes", async () => {
    await button(dealer, t("claim-submit")).click();
    await expect(dealer).toHaveURL(/warranty-claims\/[0-9a-f-]{36}$/);
    await settled(dealer);
    await expect(dealer.getByText(t("warranty_claim_status-payable")).first()).toBeVisible();
    await expect(panel(dealer, t("claim-answer"))).toContainText("CNY 270.00");
    await axe(dealer, "a claim");
    await fits(dealer, "a claim");
  });
  const claim = new URL(dealer.url()).pathname;
  const send = async (page: typeof dealer, action: string, fill?: () => Promise<void>) => {
    await button(page, t(action)).first().click();
    await fill?.();
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };

  await test.step("it stands in the dealer's statement, and is paid with it", async () => {
    const party = await organizationOf(admin, code);
    const collected = await desk.create<{ items: Rec[] }>("statements", {
      month: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7),
      party_id: party.id,
    });
    const draft = collected.items.find((one) => one.party_id === party.id)!;
    await desk.act("statements", draft, "issue");
    await go(dealer, `/statements/${draft.id}`);
    await settled(dealer);
    await expect(panel(dealer, t("statement-sums"))).toContainText("270.00");
    await send(dealer, "statement_action-agree");
    const finance = await as(await person(admin, "SB", ["finance"]));
    await finance.goto(`/statements/${draft.id}`);
    await settled(finance);
    await send(finance, "statement_action-invoice", () => text(dialog(finance), t("statement-invoice")).fill(`F-${code}`));
    await send(finance, "statement_action-pay", () => text(dialog(finance), t("statement-reference")).fill(`ICBC-${code}`));
    await go(dealer, claim);
    await settled(dealer);
    await expect(dealer.getByText(t("warranty_claim_status-paid")).first()).toBeVisible();
  });
});

test("a referred claim is approved in part, appealed and upheld; a change of the rules is rehearsed", async ({
  as,
  admin,
  desk,
}) => {
  const lift = await unit(desk, admin);
  const filer = await person(admin, "DL-HZ", ["dealer"]);
  const api = await Api.logIn(filer.email, filer.password);
  const operation = await api.find("labour-operations?q=DM-010");
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const claim = await api.create<{ head: Rec }>("warranty-claims", {
    kind: "standard",
    unit_id: lift.id,
    order_number: `WO-${mark()}`,
    failed_on: day(4),
    repaired_on: day(3),
    currency: "CNY",
    jobs: [
      {
        complaint: "异响",
        cause: "皮带断裂",
        correction: "更换皮带",
        action: "replace",
        lines: [
          { class: "labour", operation_id: operation.id, quantity: 90, amount: "270.00" },
          { class: "outside", description: "吊装费", quantity: 1, amount: "600.00" },
        ],
      },
    ],
  });
  await api.act("warranty-claims", claim.head as Rec, "submit");
  await api.dispose();
  const path = `/warranty-claims/${claim.head.id}`;
  const quality = await as(await person(admin, "SB", ["quality"]));
  const dealer = await as(filer);
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  const shows = async (page: typeof quality, status: string) =>
    expect(page.getByText(t(`warranty_claim_status-${status}`)).first()).toBeVisible();

  await test.step("a reviewer reduces what no list knows", async () => {
    await quality.goto(path);
    await settled(quality);
    await button(quality, t("warranty_claim_action-decide")).click();
    const form = dialog(quality);
    await choice(form, t("claim-decision")).nth(1).selectOption("change");
    await text(form, t("claim-approved")).fill("400.00");
    await text(form, t("claim-reason")).fill("按当地市场价");
    await axe(quality, "deciding on a claim");
    await button(form, t("warranty_claim_action-decide")).click();
    await expect(dialog(quality)).toHaveCount(0);
    await shows(quality, "approved_partly");
  });
  await test.step("the dealer appeals, a supervisor upholds", async () => {
    await dealer.goto(path);
    await settled(dealer);
    await button(dealer, t("warranty_claim_action-appeal")).click();
    await text(dialog(dealer), t("claim-reason")).fill("吊装发票已附");
    await button(dialog(dealer), t("warranty_claim_action-appeal")).click();
    await expect(dialog(dealer)).toHaveCount(0);
    await shows(dealer, "appealed");
    await supervisor.goto(path);
    await settled(supervisor);
    await button(supervisor, t("warranty_claim_action-rule")).click();
    await text(dialog(supervisor), t("claim-reason")).fill("维持原答复");
    await button(dialog(supervisor), t("warranty_claim_action-rule")).click();
    await expect(dialog(supervisor)).toHaveCount(0);
    await shows(supervisor, "payable");
    await expect(panel(supervisor, t("claim-answer"))).toContainText("CNY 670.00");
  });
  await test.step("a stricter set of rules is tried on the last months", async () => {
    await go(supervisor, "/adjudication-rule-sets/new");
    await settled(supervisor);
    await text(supervisor, t("claim-rules-name")).fill(`从严 ${mark()}`);
    await choice(supervisor, t("claim_check-evidence")).selectOption("reject");
    await button(supervisor, t("page-save")).click();
    await expect(supervisor).toHaveURL(/adjudication-rule-sets\/[0-9a-f-]{36}$/);
    await settled(supervisor);
    await button(supervisor, t("claim-rules-try")).click();
    const tried = panel(supervisor, t("claim-rules-rehearsal"));
    await expect(tried.getByText(t("claim-rules-flips"))).toBeVisible();
    await expect(tried.getByRole("link", { name: /^WC-/ }).first()).toBeVisible();
    await axe(supervisor, "the rehearsal of rules");
    await fits(supervisor, "the rehearsal of rules");
  });
});

test("a part that never came back is not paid; costs are told by cause, and each number opens its list", async ({ as, admin, desk }) => {
  // The demo company's dealer in Hangzhou was to send it forty days ago, and a job watches.
  const claim = await desk.find("warranty-claims?q=HZ-WO-0107");
  const events = async () => (await desk.get<{ events: { kind: string }[] }>(`warranty-claims/${claim.id}`)).events;
  await expect.poll(async () => (await events()).map((event) => event.kind), { timeout: 30_000 }).toContain("void");
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));

  await test.step("no part, no money: the work is paid, the part is not", async () => {
    await supervisor.goto(`/warranty-claims/${claim.id}`);
    await settled(supervisor);
    await expect(panel(supervisor, t("claim-events"))).toContainText(t("warranty_claim_event-void"));
    await expect(panel(supervisor, t("claim-answer"))).toContainText("CNY 410.00");
    await expect(panel(supervisor, t("claim-answer"))).toContainText("CNY 324.00");
  });
  await test.step("what warranty costs stands under its part, and the number opens the claims", async () => {
    await go(supervisor, "/warranty-cost?by=part");
    await settled(supervisor);
    await expect(panel(supervisor, t("cost-open"))).toContainText("CNY");
    await axe(supervisor, "what warranty costs");
    await fits(supervisor, "what warranty costs");
    const rows = panel(supervisor, new RegExp(t("cost_dimension-part"))).getByRole("row");
    const figure = rows.nth(1).getByRole("link").first();
    const count = Number(await figure.innerText());
    await figure.click();
    await settled(supervisor);
    await expect(supervisor.getByText(t("claim-of-number"))).toBeVisible();
    await expect(supervisor.getByRole("link", { name: /^WC-/ })).toHaveCount(count);
  });
  await test.step("the palette finds a claim by its number", async () => {
    await supervisor.keyboard.press("Control+k");
    await dialog(supervisor).getByRole("combobox").fill(claim.number);
    await expect(dialog(supervisor).getByRole("option").filter({ hasText: claim.number })).toBeVisible();
  });
});
