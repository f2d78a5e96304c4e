import { mark, type Rec } from "../support/api";
import { organizationOf, person } from "../support/arrange";
import { again, axe, button, dialog, fits, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

type Rma = { head: { id: string; version: number }; lines: { id: string }[] };

test("what a supplier answers for is claimed in two clicks, objected to twice, decided for good and debited", async ({
  as,
  admin,
  desk,
}) => {
  const code = `SP-${mark()}`;
  const supplier = await admin.create<Rec>("organizations", {
    kind: "supplier",
    code,
    name: `试验供应商${code}`,
    zone: "Asia/Shanghai",
  });
  const dealer = await organizationOf(admin, "DL-HZ");
  const part = await admin.create<Rec>("parts", {
    number: `E2E-${mark()}`,
    name: "门机皮带",
    measure: "piece",
    supplier_id: supplier.id,
    prices: [{ valid_from: "2025-01-01", currency: "CNY", price: "120", cost: "80" }],
  });
  const made = await desk.create<Rma>("rmas", { dealer_id: dealer.id, lines: [{ part_id: part.id, quantity: 2 }] });
  const line_id = made.lines[0]!.id;
  let head = made.head;
  const act = async (action: string, body: object) => {
    head = (await desk.act("rmas", head, action, body)).head;
  };
  await act("authorize", {});
  await act("ship", { carrier: "顺丰", waybill: "SF1", freight_payer: "maker", lines: [{ line_id, quantity: 2 }] });
  await act("receive", { lines: [{ line_id, quantity: 2, condition: "intact" }] });
  const quality = await as(await person(admin, "SB", ["quality"]));
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  const finance = await as(await person(admin, "SB", ["finance"]));
  const theirs = await as(await person(admin, code, ["supplier"]));
  type Open = typeof quality;
  const press = async (page: Open, label: string) => {
    await button(page, label).first().click();
    await expect(dialog(page)).toBeVisible();
    return dialog(page);
  };
  const send = async (page: Open) => {
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };
  const say = async (page: Open, action: string, words: string, amount?: string) => {
    const asked = await press(page, t(`recovery_action-${action}`));
    if (amount) await text(asked, t("recovery-amount")).fill(amount);
    await text(asked, t("recovery-reason")).fill(words);
    await send(page);
  };

  await test.step("quality judges the part", async () => {
    await quality.goto(`/rmas/${head.id}`);
    await settled(quality);
    const sheet = await press(quality, t("rma_line_action-judge"));
    await text(sheet, t("rma-standard-test")).fill("轮偏心 0.4 mm");
    await sheet.getByLabel(t("rma-verdict")).selectOption("confirmed_defect");
    await text(sheet, t("rma-failure-mode")).fill("轮偏心");
    await sheet.getByLabel(t("rma-responsible")).selectOption("supplier");
    await sheet.getByLabel(t("rma-share")).fill("50");
    await send(quality);
  });
  await test.step("it stands on the list of what is to be recovered, and is claimed", async () => {
    await go(quality, "/to-recover");
    await settled(quality);
    const row = quality.getByRole("row", { name: new RegExp(code) });
    await expect(row).toContainText("CNY 80.00");
    await row.getByRole("checkbox").check();
    const claim = await press(quality, t("recovery-claim"));
    await text(claim, t("recovery_line_kind-labour")).fill("100");
    await axe(quality, "the claim");
    await quality.keyboard.press("Control+Enter");
    await expect(panel(quality, t("recovery-about"))).toContainText("CNY 130.00");
    const notify = await press(quality, t("recovery_action-notify"));
    await text(notify, t("recovery-delivery")).fill("邮件回执");
    await send(quality);
    await fits(quality, "a claim");
  });
  const path = new URL(quality.url()).pathname;

  await test.step("the supplier objects, quality asks for less, the supplier objects again", async () => {
    await theirs.goto("/recoveries");
    await settled(theirs);
    await theirs.getByRole("row").nth(1).getByRole("link").first().click();
    await settled(theirs);
    await expect(theirs.getByText(dealer.name)).toHaveCount(0);
    await say(theirs, "object", "出厂检验合格");
    await axe(theirs, "an objection");
    await again(quality);
    await settled(quality);
    await press(quality, t("recovery_action-re_examine"));
    await send(quality);
    await say(quality, "reduce", "一件为安装划伤", "90");
    await again(theirs);
    await settled(theirs);
    await say(theirs, "appeal", "仍不认可");
  });
  await test.step("a supervisor who had nothing to do with it decides, and finance debits", async () => {
    await supervisor.goto(path);
    await settled(supervisor);
    await say(supervisor, "rule", "双方各半", "65");
    await finance.goto(path);
    await settled(finance);
    await press(finance, t("recovery_action-debit"));
    await send(finance);
    await expect(finance.getByText(t("recovery_status-debited")).first()).toBeVisible();
    await go(finance, "/settlement-entries?kind=recovery");
    await settled(finance);
    await expect(finance.getByRole("row", { name: new RegExp(code) })).toContainText("CNY 65.00");
  });
});

test("what a supplier said nothing to in its days is accepted, and a paid claim's costs are recovered beside the parts", async ({ as, admin }) => {
  const finance = await as(await person(admin, "SB", ["finance"]));
  await test.step("silence accepted it, as it says itself", async () => {
    await finance.goto("/recoveries?status=deemed_accepted");
    await settled(finance);
    await finance.getByRole("row").nth(1).getByRole("link").first().click();
    await settled(finance);
    await expect(panel(finance, t("recovery-way"))).toContainText(t("recovery_status-deemed_accepted"));
    await expect(button(finance, t("recovery_action-debit"))).toBeVisible();
  });
  await test.step("the work and the way of a claim stand on the list with its number", async () => {
    const quality = await as(await person(admin, "SB", ["quality"]));
    await quality.goto("/to-recover");
    await settled(quality);
    const rows = quality.getByRole("row").filter({ hasText: "WC-" });
    const labour = rows.filter({ hasText: t("recovery_line_kind-labour") }).first();
    await labour.getByRole("checkbox").check();
    await button(quality, t("recovery-claim")).click();
    await expect(dialog(quality)).toContainText(t("recovery-of-claims"));
    await axe(quality, "a claim of costs");
    await quality.keyboard.press("Control+Enter");
    await expect(panel(quality, t("recovery-lines"))).toContainText("WC-");
    await fits(quality, "a recovery of a claim's costs");
  });
});
