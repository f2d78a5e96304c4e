import { CUSTOMERS, organizationOf, person, ticket, unit } from "../support/arrange";
import { Api, mark } from "../support/api";
import type { Page } from "@playwright/test";
import { again, axe, button, choice, dialog, fits, go, panel, quickLogIn, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** A depot with ten of a part in it, and a ticket about a unit. */
async function arrange(admin: Api, desk: Api) {
  const id = mark();
  const home = (await organizationOf(admin, "SB")).id;
  const depot = await admin.create("locations", { kind: "central_depot", code: `D-${id}`, name: `中心库${id}`, organization_id: home });
  const part = await admin.create("parts", { number: `E2E-${id}`, name: "门机皮带", measure: "piece", return_owed: true, return_days: 30 });
  await admin.create("stock/adjust", { location_id: depot.id, part_id: part.id, difference: 10, reason: "期初" });
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  return { depot, part, filed };
}

/** Presses an action's button, and the one of the same name in the dialogue. */
async function act(page: Page, action: string, fill?: () => Promise<void>): Promise<void> {
  await button(page, t(action)).click();
  await expect(dialog(page)).toBeVisible();
  await fill?.();
  await button(dialog(page), t(action)).click();
  await expect(dialog(page)).toHaveCount(0);
}

const number = (page: Page, name: string) => dialog(page).getByRole("spinbutton", { name: t(name) });
const state = (page: Page, status: string) =>
  page.locator(".sb-badges").getByText(t(`transfer_status-${status}`), { exact: true });

test("parts go from a ticket through approval and depot to the customer, and one is short @phone", async ({ page, context, as, admin, desk }) => {
  const { depot, part, filed } = await arrange(admin, desk);
  await quickLogIn(context, await person(admin, "SB", ["technician"], { name: "张补件" }));

  await test.step("two clicks from the ticket", async () => {
    await page.goto(`/tickets/${filed.id}`);
    await settled(page);
    await page.getByRole("link", { name: t("transfer-ask") }).click();
    await expect(choice(page, t("transfer-ticket"))).toHaveValue(filed.number);
    await expect(choice(page, t("stock-to"))).toHaveValue(CUSTOMERS.garden);
    await search(page, t("part-one"), part.number, new RegExp(part.number));
    await search(page, t("stock-from"), depot.code, new RegExp(depot.name));
    await expect(page.getByText(t("stock-free-now", { count: 10 }))).toBeVisible();
    await page.getByRole("spinbutton", { name: t("stock-quantity") }).fill("4");
    await text(page, t("transfer-address")).fill("西湖区文三路 90 号");
    await axe(page, "the form");
    await fits(page, "the form");
    await button(page, t("page-save")).click();
    await expect(state(page, "draft")).toBeVisible();
    await act(page, "transfer_action-submit");
    await expect(state(page, "submitted")).toBeVisible();
    await expect(button(page, t("transfer_action-approve"))).toHaveCount(0);
  });
  const address = page.url();

  await test.step("a supervisor approves, and the parts are promised", async () => {
    const supervisor = await as(await person(admin, "SB", ["supervisor"], { name: "孙审批" }));
    await supervisor.goto(address);
    await settled(supervisor);
    await act(supervisor, "transfer_action-approve");
    await expect(state(supervisor, "approved")).toBeVisible();
    await expect(supervisor.getByRole("row").filter({ hasText: part.number })).toContainText("6");
  });

  const specialist = await as(await person(admin, "SB", ["service_specialist"], { name: "王发运" }));
  await test.step("the desk picks and ships", async () => {
    await specialist.goto(address);
    await settled(specialist);
    await act(specialist, "transfer_action-pick");
    await act(specialist, "transfer_action-ship", async () => {
      await text(dialog(specialist), t("transfer-carrier")).fill("顺丰速运");
      await text(dialog(specialist), t("transfer-waybill")).fill("SF1234567890");
      await axe(specialist, "shipping");
    });
    await expect(state(specialist, "shipped")).toBeVisible();
    await expect(panel(specialist, t("transfer-about"))).toContainText("SF1234567890");
  });

  await test.step("three of four have come", async () => {
    await again(page);
    await settled(page);
    await button(page, t("transfer_action-receive")).click();
    await number(page, "transfer-received").fill("5");
    await button(dialog(page), t("transfer_action-receive")).click();
    await expect(dialog(page).getByRole("alert").first()).toBeVisible();
    await number(page, "transfer-received").fill("3");
    await button(dialog(page), t("transfer_action-receive")).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(state(page, "received")).toBeVisible();
    await expect(page.getByText(t("transfer-short", { count: 1 }))).toBeVisible();
    await fits(page, "received");
    await axe(page, "received");
  });

  await test.step("it is reconciled, and the ticket shows it", async () => {
    await again(specialist);
    await settled(specialist);
    await act(specialist, "transfer_action-reconcile");
    await expect(state(specialist, "reconciled")).toBeVisible();
    await go(page, `/tickets/${filed.id}`);
    await settled(page);
    await expect(panel(page, t("transfer-nav"))).toContainText(t("transfer_status-reconciled"));
  });

  await test.step("the old parts are asked back in two clicks", async () => {
    await specialist.getByRole("link", { name: t("rma-new") }).click();
    await expect(choice(specialist, t("rma-part"))).toHaveValue(new RegExp(part.number));
    await expect(specialist.getByRole("spinbutton", { name: t("rma-quantity") })).toHaveValue("3");
    const dealer = (await organizationOf(admin, "DL-HZ")).name;
    await choice(specialist, t("rma-dealer")).fill(dealer.slice(0, 4));
    await specialist.getByRole("option", { name: dealer }).click();
    await specialist.keyboard.press("Control+Enter");
    await expect(specialist.getByText(t("rma_status-requested"), { exact: true }).first()).toBeVisible();
    await expect(specialist.getByRole("link", { name: filed.number })).toBeVisible();
  });
});

test("a unit is down: shipped at once, approved afterwards, then closed", async ({ as, admin, desk }) => {
  const { depot, part, filed } = await arrange(admin, desk);
  const made = await desk.create<{ head: { id: string; number: string } }>("material-transfers", {
    urgent: true,
    justification: "3 号梯停梯，住户无法出入",
    coverage: "warranty",
    ticket_id: filed.id,
    from_location_id: depot.id,
    to_customer_id: filed.customer_id,
    address: "西湖区文三路 90 号",
    lines: [{ part_id: part.id, quantity: 1 }],
  });
  const specialist = await as(await person(admin, "SB", ["service_specialist"]));
  await specialist.goto(`/material-transfers/${made.head.id}`);
  await settled(specialist);
  await expect(specialist.getByText(t("transfer-urgent-short"), { exact: true }).first()).toBeVisible();
  await act(specialist, "transfer_action-submit");
  await act(specialist, "transfer_action-ship", async () => {
    await text(dialog(specialist), t("transfer-carrier")).fill("专车");
  });
  await expect(state(specialist, "shipped")).toBeVisible();
  await expect(panel(specialist, t("transfer-about"))).toContainText(t("transfer-papers-due"));
  await act(specialist, "transfer_action-receive");
  await expect(state(specialist, "received")).toBeVisible();
  await expect(button(specialist, t("transfer_action-reconcile"))).toHaveCount(0);

  const supervisor = await as(await person(admin, "SB", ["supervisor"], { name: "孙补批" }));
  await supervisor.goto("/material-transfers?urgent=true");
  await settled(supervisor);
  await supervisor.getByRole("link", { name: made.head.number }).click();
  await act(supervisor, "transfer_action-regularise");
  await expect(panel(supervisor, t("transfer-about"))).toContainText("孙补批");
  await act(supervisor, "transfer_action-reconcile");
  await expect(state(supervisor, "reconciled")).toBeVisible();
});
