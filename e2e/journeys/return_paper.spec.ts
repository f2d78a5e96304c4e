import type { BrowserContext, Locator, Page } from "@playwright/test";
import { type Api, mark, PASSWORD } from "../support/api";
import { organizationOf, person } from "../support/arrange";
import { axe, button, choice, dialog, fits, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** A return of a dealer that was let come. */
async function authorized(desk: Api, admin: Api, name: string): Promise<any> {
  const dealer_id = (await organizationOf(admin, "DL-HZ")).id;
  const lines = [{ name, fault: "通电无反应", quantity: 2 }];
  const asked = await desk.create<any>("rmas", { dealer_id, lines });
  return desk.act("rmas", asked.head, "authorize", {});
}

/** Chooses a form and gives the answer that holds it. */
async function print(page: Page, context: BrowserContext, name: string, path: string) {
  await button(page, t("ticket-print")).click();
  const answered = page.waitForResponse((answer) => answer.url().includes(path));
  const opened = context.waitForEvent("page");
  await button(page, name).click();
  const answer = await answered;
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  await (await opened).close();
  await expect(button(page, t("ticket-print"))).toBeEnabled();
}

test("a dealer prints its tags, and the code of a tag opens the page where it is scanned @phone", async ({ as, admin, desk }) => {
  const rma = await authorized(desk, admin, `门机电机 ${mark()}`);
  const page = await as(await person(admin, "DL-HZ", ["dealer"]));
  await page.goto(`/rmas/${rma.head.id}`);
  await settled(page);
  await button(page, t("ticket-print")).click();
  await axe(page, "the menu of forms");
  await expect(button(page, t("rma_form-inspection"))).toHaveCount(0);
  await page.keyboard.press("Escape");
  await print(page, page.context(), t("rma_form-tags"), `/rmas/${rma.head.id}/paper/tags`);
  await print(page, page.context(), t("rma_form-delivery_note"), `/rmas/${rma.head.id}/paper/delivery_note`);
  const one = page.waitForResponse((answer) => answer.url().includes("/paper/tag_roll"));
  await button(page, t("return-print-tag")).click();
  expect((await one).status()).toBe(200);

  const tag = rma.lines[0].tag;
  await page.goto(`/scan#${tag}`);
  await settled(page);
  await expect(text(page, t("rma-tag"))).toHaveValue(tag);
  await text(page, t("rma-place")).fill("服务站前台");
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("rma-scanned-last"))).toBeVisible();
  // A scanner types what the code holds.
  await text(page, t("rma-place")).fill("服务站仓库");
  await text(page, t("rma-tag")).fill(`https://service.sanbao.example/scan#${tag}`);
  await page.keyboard.press("Enter");
  await expect(text(page, t("rma-tag"))).toHaveValue("");
});

test("the statistics of returns open their lists, and go along as a file and on paper @phone", async ({ as, admin, desk }) => {
  const name = `光幕 ${mark()}`;
  const rma = await authorized(desk, admin, name);
  const line_id = rma.lines[0].id;
  const sent = await desk.act("rmas", rma.head, "ship", {
    carrier: "顺丰速运",
    waybill: `SF${mark()}`,
    freight_payer: "dealer",
    lines: [{ line_id, quantity: 2 }],
  });
  await desk.act("rmas", sent.head, "receive", { lines: [{ line_id, quantity: 2, condition: "intact" }] });
  const page = await as(await person(admin, "SB", ["supervisor"]));
  await page.goto("/return-statistics");
  await settled(page);
  await axe(page, "the statistics of returns");
  await fits(page);
  const months = panel(page, t("return-months"));
  await months.getByRole("row").last().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/rma-lines\?/);
  await settled(page);
  await expect(page.getByText(rma.lines[0].tag)).toBeVisible();
  await axe(page, "the lines of returns");
  await go(page, "/return-statistics");
  await settled(page);
  await print(page, page.context(), t("return-statistics"), "/reports/returns/paper");
  const saved = page.waitForEvent("download");
  await button(page, t("export-button")).click();
  await button(page, t("export_format-csv")).click();
  expect((await saved).suggestedFilename()).toMatch(/^returns-.*\.csv$/);

  await test.step("the palette finds it by its tag", async () => {
    await button(page, t("page-palette")).click();
    await dialog(page).getByRole("combobox").fill(rma.lines[0].tag.toLowerCase());
    const hit = dialog(page).getByRole("option").filter({ hasText: rma.head.number });
    await expect(hit).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/rmas/${rma.head.id}$`));
  });
});

test("what is overdue is told by dealer and step, and prints @phone", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto("/overdue-rmas");
  await settled(page);
  await axe(page, "the overdue list");
  await fits(page);
  const dealers = panel(page, t("return-overdue-dealers"));
  await dealers.getByRole("link").first().click();
  await expect(page).toHaveURL(/stage=/);
  await settled(page);
  await choice(page, t("rma-stage")).selectOption("");
  await print(page, page.context(), t("rma-overdue"), "/rmas/overdue/paper");
});

test("a part is dunned, given up as lost, found and comes after all", async ({ as, admin, desk }) => {
  // The demo company's dealer in Chengdu owes a part for weeks.
  const dealer = await organizationOf(admin, "DL-CD");
  const late = await desk.find(`rmas/overdue?dealer_id=${dealer.id}`);
  const theirs = await as({ email: "dealer.chengdu@sanbao.example", password: PASSWORD });
  const specialist = await as(await person(admin, "SB", ["service_specialist"]));
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  const line = (page: Page) => page.locator("section").filter({ has: page.locator("code") });
  const open = async (page: Page) => {
    await page.goto(`/rmas/${late.rma_id}`);
    await settled(page);
  };
  const act = async (page: Page, action: string, fill?: (form: Locator) => Promise<void>) => {
    await button(page, t(action)).click();
    await fill?.(dialog(page));
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };

  await test.step("the dealer is told, and sees what it is charged", async () => {
    await theirs.goto("/notifications");
    await settled(theirs);
    const told = theirs.getByRole("listitem").filter({ hasText: t("notification_kind-return_charged") });
    await told.filter({ hasText: late.rma_number }).getByRole("link").click();
    await settled(theirs);
    await expect(panel(theirs, t("return-dunnings"))).toContainText(t("dunning_stage-charge"));
  });
  await test.step("the desk gives it up", async () => {
    await open(specialist);
    await act(specialist, "rma_line_action-lose", (form) => text(form, t("rma-why")).fill("经销商称已遗失"));
    await expect(line(specialist).getByText(t("rma_line_status-lost"), { exact: true })).toBeVisible();
  });
  await test.step("it turns up: a supervisor lets it come, and it is dunned no more", async () => {
    await open(supervisor);
    await act(supervisor, "rma_line_action-restore");
    await expect(line(supervisor).getByText(t("rma_line_status-due"), { exact: true })).toBeVisible();
    await supervisor.goto(`/overdue-rmas?dealer_id=${dealer.id}&restored=true`);
    await settled(supervisor);
    await expect(supervisor.getByRole("link", { name: late.rma_number })).toBeVisible();
  });
  await test.step("the dealer sends it, the desk takes it in, and it is overdue no more", async () => {
    await open(theirs);
    await act(theirs, "rma_action-ship", async (form) => {
      await text(form, t("rma-carrier")).fill("德邦快递");
      await text(form, t("rma-waybill")).fill(`DPK${mark()}`);
      await choice(form, t("rma-freight")).selectOption("dealer");
    });
    await open(specialist);
    await act(specialist, "rma_action-receive");
    await expect(line(specialist).getByText(t("rma_line_status-received"), { exact: true })).toBeVisible();
    await specialist.goto(`/overdue-rmas?dealer_id=${dealer.id}`);
    await settled(specialist);
    await expect(specialist.getByRole("link", { name: late.rma_number })).toHaveCount(0);
  });
});

test("a dealer is told that its return may come", async ({ as, admin, desk }) => {
  const who = await person(admin, "DL-HZ", ["dealer"]);
  const rma = await authorized(desk, admin, `皮带 ${mark()}`);
  const page = await as(who);
  await page.goto("/notifications");
  await settled(page);
  const told = page.getByRole("listitem").filter({ hasText: rma.head.number });
  await expect(told).toContainText(t("notification_kind-return_authorized"));
  await told.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/rmas/${rma.head.id}$`));
});
