import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mark, type Rec } from "../support/api";
import { organizationOf, person } from "../support/arrange";
import { axe, button, choice, dialog, fits, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** A real picture: the one in the README. */
const PICTURE = readFileSync(join(import.meta.dirname, "..", "desk.png"));

type Rma = { head: { id: string; version: number }; lines: { id: string }[] };

test("a part is pictured, held, charged and goes back to its supplier, who collects it", async ({ as, admin, desk }) => {
  const supplier = await organizationOf(admin, "SP-DM");
  const dealer = await organizationOf(admin, "DL-HZ");
  const part = await admin.create<Rec>("parts", {
    number: `E2E-${mark()}`,
    name: "门机皮带",
    measure: "piece",
    supplier_id: supplier.id,
    prices: [{ valid_from: "2025-01-01", currency: "CNY", price: "120", cost: "80" }],
  });
  const made = await desk.create<Rma>("rmas", { dealer_id: dealer.id, lines: [{ part_id: part.id, quantity: 2 }] });
  const at = `rmas/${made.head.id}`;
  const line_id = made.lines[0]!.id;
  let head = made.head;
  const act = async (action: string, body: object) => {
    head = (await desk.act("rmas", head, action, body)).head;
  };
  await act("authorize", {});
  await act("ship", { carrier: "顺丰", waybill: "SF1", freight_payer: "maker", lines: [{ line_id, quantity: 2 }] });
  await act("receive", { lines: [{ line_id, quantity: 2, condition: "intact" }] });

  const open = async (page: Awaited<ReturnType<typeof as>>, name: string) => {
    await button(page, name).first().click();
    return dialog(page);
  };
  const send = async (page: Awaited<ReturnType<typeof as>>) => {
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };
  const quality = await as(await person(admin, "SB", ["quality"]));
  await quality.goto(`/${at}`);
  await settled(quality);
  await test.step("quality takes a picture and keeps the part for a while", async () => {
    const input = quality.locator("[data-test=rma-picture]");
    await input.setInputFiles({ name: "皮带轮.png", mimeType: "image/png", buffer: PICTURE });
    await expect(button(quality, "皮带轮.png")).toBeVisible();
    const hold = await open(quality, t("rma_line_action-hold"));
    await text(hold, t("rma-why")).fill("同批次还有投诉");
    await send(quality);
    await expect(quality.getByText("同批次还有投诉")).toBeVisible();
    const sheet = await open(quality, t("rma_line_action-judge"));
    await text(sheet, t("rma-standard-test")).fill("轮偏心 0.4 mm");
    await choice(sheet, t("rma-verdict")).selectOption("confirmed_defect");
    await text(sheet, t("rma-failure-mode")).fill("轮偏心");
    await choice(sheet, t("rma-responsible")).selectOption("supplier");
    await sheet.getByLabel(t("rma-share")).fill("50");
    await send(quality);
    await expect(button(quality, t("rma_line_action-dispose"))).toHaveCount(0);
    await open(quality, t("rma_line_action-lift_hold"));
    await send(quality);
  });
  await test.step("it is charged as the price list says, and is to go back", async () => {
    const charge = await open(quality, t("rma_line_action-charge"));
    await expect(charge).toContainText("CNY 80.00 × 2 × 50");
    await expect(text(charge, t("rma-charge-amount"))).toHaveValue("80.00");
    await text(charge, t("rma-charge-amount")).fill("60");
    await quality.keyboard.press("Control+Enter");
    await expect(charge.getByText(t("field-required")).first()).toBeVisible();
    await text(charge, t("rma-charge-amount")).fill("80");
    await axe(quality, "the charge");
    await send(quality);
    const dispose = await open(quality, t("rma_line_action-dispose"));
    await choice(dispose, t("rma-disposition")).selectOption("return_to_supplier");
    await expect(dispose).toContainText(t("rma-to-supplier-hint"));
    await send(quality);
    await axe(quality, "the return");
  });
  const theirs = await as(await person(admin, "SP-DM", ["supplier"]));
  await test.step("it is offered from the list of the house", async () => {
    await go(quality, `/supplier-returns?status=to_offer&supplier_id=${supplier.id}`);
    await settled(quality);
    await axe(quality, "the list");
    await go(quality, `/supplier-returns/${line_id}`);
    await settled(quality);
    await open(quality, t("supplier_return_action-offer"));
    await axe(quality, "the offer");
    await send(quality);
    await expect(quality.getByText(t("supplier-return-days", { count: 5 }))).toBeVisible();
    await expect(button(quality, t("supplier_return_action-dispose_locally"))).toHaveCount(0);
  });
  await test.step("the supplier sees it on its phone, with days, findings and charge, and collects it", async () => {
    await theirs.setViewportSize({ width: 390, height: 844 });
    await theirs.goto("/supplier-returns?status=offered&sort=-deadline");
    await settled(theirs);
    await fits(theirs, "the supplier's list");
    await axe(theirs, "the supplier's list");
    await go(theirs, `/supplier-returns/${line_id}`);
    await settled(theirs);
    await expect(panel(theirs, t("supplier-return-found"))).toContainText("轮偏心 0.4 mm");
    await expect(panel(theirs, t("supplier-return-charges"))).toContainText("CNY 80.00");
    await expect(button(theirs, "皮带轮.png")).toBeVisible();
    await expect(theirs.getByText(dealer.name)).toHaveCount(0);
    await fits(theirs, "the supplier's page");
    await axe(theirs, "the supplier's page");
    const collect = await open(theirs, t("supplier_return_action-collect"));
    await text(collect, t("supplier-return-waybill")).fill("SF20261126");
    await send(theirs);
    await expect(theirs.getByText(t("supplier_return_status-collected"), { exact: true }).first()).toBeVisible();
  });
  await test.step("the house sees where the part went", async () => {
    await go(quality, `/${at}`);
    await settled(quality);
    await expect(quality.getByText(t("custody_step-collected"))).toBeVisible();
  });
});
