import { mark, type Rec } from "../support/api";
import { person } from "../support/arrange";
import { again, axe, button, dialog, fits, go, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("what is owed is asked for, reviewed, collected, disputed by line, agreed to, invoiced, paid and locked", async ({
  as,
  admin,
}) => {
  const code = `DL-${mark()}`;
  const name = `试验经销商${code}`;
  const party = await admin.create<Rec>("organizations", { kind: "dealer", code, name, zone: "Asia/Shanghai" });
  const specialist = await as(await person(admin, "SB", ["service_specialist"]));
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  const finance = await as(await person(admin, "SB", ["finance"]));
  const dealer = await as(await person(admin, code, ["dealer"]));
  type Open = typeof specialist;
  const send = async (page: Open) => {
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };
  const press = async (page: Open, label: string) => {
    await button(page, label).first().click();
    await expect(dialog(page)).toBeVisible();
    return dialog(page);
  };

  await test.step("the specialist asks for two amounts, and another person reviews them", async () => {
    await specialist.goto("/settlement-entries");
    await settled(specialist);
    for (const [kind, amount] of [["penalty", "500"], ["contract_fee", "1200.10"]] as const) {
      const ask = await press(specialist, t("settlement-ask"));
      await search(ask, t("statement-party"), code, new RegExp(code));
      await ask.getByLabel(t("statement-kind")).selectOption(kind);
      await text(ask, t("statement-amount")).fill(amount);
      if (kind === "contract_fee") await text(ask, t("settlement-contract")).fill(`WB-${code}`);
      await text(ask, t("settlement-reason")).fill("按服务协议计收");
      if (kind === "penalty") await axe(specialist, "the request");
      await send(specialist);
    }
    await expect(specialist.getByRole("row", { name: new RegExp(name) }).first()).toContainText(t("settlement_request_status-requested"));
    await supervisor.goto("/settlement-entries");
    await settled(supervisor);
    for (let n = 0; n < 2; n++) {
      const row = supervisor
        .getByRole("row", { name: new RegExp(name) })
        .filter({ has: button(supervisor, t("settlement_request_action-approve")) });
      await button(row.first(), t("settlement_request_action-approve")).click();
      await send(supervisor);
      await expect(row).toHaveCount(1 - n);
    }
  });

  await test.step("they are collected and issued", async () => {
    await go(specialist, "/statements");
    await settled(specialist);
    const collect = await press(specialist, t("statement-collect"));
    await collect.getByLabel(t("statement-month")).fill(new Date().toISOString().slice(0, 7));
    await search(collect, t("statement-party"), code, new RegExp(code));
    await send(specialist);
    await specialist.getByRole("row", { name: new RegExp(name) }).getByRole("link").first().click();
    await settled(specialist);
    await expect(panel(specialist, t("statement-sums"))).toContainText("CNY 1,700.10");
    await press(specialist, t("statement_action-issue"));
    await send(specialist);
  });
  const path = new URL(specialist.url()).pathname;
  expect(party.id).not.toBe("");

  await test.step("the dealer disputes a line, and the house puts it right in the next", async () => {
    await dealer.goto("/statements");
    await settled(dealer);
    await dealer.getByRole("row").nth(1).getByRole("link").first().click();
    await settled(dealer);
    expect(new URL(dealer.url()).pathname).toBe(path);
    const dispute = await press(dealer, t("statement_line_action-dispute"));
    await text(dispute, t("statement-dispute-reason")).fill("当月停梯半月");
    await send(dealer);
    await expect(dealer.getByText(t("statement-said-reason", { words: "当月停梯半月" }))).toBeVisible();
    await axe(dealer, "a disputed line");
    await fits(dealer, "a disputed line");
    await go(specialist, path);
    await settled(specialist);
    const correct = await press(specialist, t("statement_line_action-correct"));
    await text(correct, t("statement-should-be")).fill("100");
    await text(correct, t("statement-answer")).fill("按半月计");
    await send(specialist);
    await expect(specialist.getByRole("row", { name: new RegExp(t("statement_line_status-corrected")) })).toBeVisible();
    await again(dealer);
    await settled(dealer);
    await press(dealer, t("statement_action-agree"));
    await send(dealer);
    await expect(dealer.getByText(t("statement_status-agreed")).first()).toBeVisible();
  });

  await test.step("it is invoiced, paid by somebody else than who issued it, and locked", async () => {
    await finance.goto(path);
    await settled(finance);
    const invoice = await press(finance, t("statement_action-invoice"));
    await text(invoice, t("statement-invoice")).fill(`F-${code}`);
    await send(finance);
    const pay = await press(finance, t("statement_action-pay"));
    await text(pay, t("statement-reference")).fill(`ICBC-${code}`);
    await send(finance);
    await press(finance, t("statement_action-lock"));
    await send(finance);
    await expect(finance.getByText(t("statement_status-locked")).first()).toBeVisible();
    await fits(finance, "a locked statement");
  });
});
