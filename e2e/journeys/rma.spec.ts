import { CUSTOMERS, person, ticket } from "../support/arrange";
import { again, axe, button, choice, dialog, fits, go, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("an old part comes back from a ticket, is inspected and scrapped by two", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, null);
  const dealers = (await admin.get<{ items: { id: string; code: string; name: string }[] }>("organizations?limit=100")).items;
  const home = dealers.find((one) => one.code === "DL-HZ")!;
  const specialist = await as(await person(admin, "SB", ["service_specialist"]));
  const act = async (page: typeof specialist, name: string) => {
    await button(page, name).click();
    return dialog(page);
  };
  const send = async (page: typeof specialist) => {
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };

  await test.step("asked for in two clicks from the ticket", async () => {
    await specialist.goto(`/tickets/${filed.id}`);
    await settled(specialist);
    await panel(specialist, t("rma-of-ticket")).getByRole("link", { name: t("rma-new") }).click();
    await settled(specialist);
    await text(specialist, t("rma-name")).fill("门机电机");
    await text(specialist, t("rma-serial")).fill("M-1");
    await specialist.keyboard.press("Control+Enter");
    await expect(specialist.getByText(t("field-required")).first()).toBeVisible();
    await choice(specialist, t("rma-dealer")).fill(home.name.slice(0, 4));
    await specialist.getByRole("option", { name: home.name }).click();
    await specialist.keyboard.press("Control+Enter");
    await expect(specialist.getByText(t("rma_status-requested"), { exact: true }).first()).toBeVisible();
  });
  await test.step("the house lets it come", async () => {
    await act(specialist, t("rma_action-authorize"));
    await axe(specialist, "the authorisation");
    await send(specialist);
    await expect(specialist.getByText(t("rma_status-authorized"), { exact: true }).first()).toBeVisible();
  });
  const address = specialist.url();
  const tag = await specialist.locator("code").first().innerText();
  const dealer = await as(await person(admin, "DL-HZ", ["dealer"]));
  await test.step("the dealer scans its tag and sends it, on a phone", async () => {
    await dealer.setViewportSize({ width: 390, height: 844 });
    await dealer.goto("/scan");
    await settled(dealer);
    await text(dealer, t("rma-place")).fill("服务站前台");
    await text(dealer, t("rma-tag")).fill(tag.toLowerCase());
    await dealer.keyboard.press("Enter");
    await expect(dealer.getByText(t("rma-scanned-last"))).toBeVisible();
    await go(dealer, address);
    await settled(dealer);
    await expect(dealer.getByText("服务站前台")).toBeVisible();
    const ship = await act(dealer, t("rma_action-ship"));
    await text(ship, t("rma-carrier")).fill("顺丰速运");
    await text(ship, t("rma-waybill")).fill("SF100");
    await choice(ship, t("rma-freight")).selectOption("dealer");
    await fits(dealer);
    await send(dealer);
  });
  await test.step("it is taken in", async () => {
    await again(specialist);
    await settled(specialist);
    await act(specialist, t("rma_action-receive"));
    await send(specialist);
    await expect(specialist.getByText(t("rma_line_status-received"), { exact: true })).toBeVisible();
  });
  const quality = await as(await person(admin, "SB", ["quality"]));
  await test.step("quality inspects it and would scrap it", async () => {
    await quality.goto(address);
    await settled(quality);
    const sheet = await act(quality, t("rma_line_action-judge"));
    await text(sheet, t("rma-standard-test")).fill("绝缘 0.1 MΩ");
    await choice(sheet, t("rma-verdict")).selectOption("confirmed_defect");
    await text(sheet, t("rma-failure-mode")).fill("绕组短路");
    await choice(sheet, t("rma-responsible")).selectOption("supplier");
    await sheet.getByLabel(t("rma-share")).fill("80");
    await axe(quality, "the inspection sheet");
    await send(quality);
    const dispose = await act(quality, t("rma_line_action-dispose"));
    await choice(dispose, t("rma-disposition")).selectOption("scrap");
    await expect(dispose).toContainText(t("rma-scrap-hint"));
    await send(quality);
    await expect(button(quality, t("rma_line_action-confirm_scrap"))).toHaveCount(0);
  });
  await test.step("a second person agrees, and it is closed", async () => {
    const supervisor = await as(await person(admin, "SB", ["supervisor"]));
    await supervisor.goto(address);
    await settled(supervisor);
    await act(supervisor, t("rma_line_action-confirm_scrap"));
    await send(supervisor);
    await act(supervisor, t("rma_action-close"));
    await send(supervisor);
    await expect(supervisor.getByText(t("rma_status-closed"), { exact: true }).first()).toBeVisible();
  });
});

test("a customer wants the money back too late, and a supervisor lets it through", async ({ as, admin }) => {
  const specialist = await as(await person(admin, "SB", ["service_specialist"]));
  const open = async (page: typeof specialist, name: string) => {
    await button(page, name).click();
    return dialog(page);
  };
  await test.step("the form says beforehand what the policy says", async () => {
    await specialist.goto("/rmas/new");
    await settled(specialist);
    await choice(specialist, t("rma-kind")).selectOption("customer_return");
    await search(specialist, t("rma-customer"), CUSTOMERS.hospital, CUSTOMERS.hospital);
    await choice(specialist, t("rma-remedy")).selectOption("refund");
    await choice(specialist, t("rma-purchase-condition")).selectOption("used");
    const bought = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
    await specialist.getByLabel(t("rma-purchased")).fill(bought);
    await expect(specialist.getByText(t("claim-no-proof"))).toBeVisible();
    await text(specialist, t("rma-proof")).fill("FP-1");
    await expect(specialist.getByText(t("claim-no-proof"))).toHaveCount(0);
    await text(specialist, t("rma-name")).fill("门禁读卡器");
    await axe(specialist, "the claim");
    await fits(specialist, "the claim");
    await specialist.keyboard.press("Control+Enter");
  });
  await test.step("refused by the policy, with what could be had instead", async () => {
    const claim = panel(specialist, t("rma-claim"));
    await expect(claim.getByText(t("rma-claim-refused"))).toBeVisible();
    await expect(claim).toContainText(t("claim_remedy-exchange"));
    await expect(button(specialist, t("rma_action-authorize"))).toHaveCount(0);
    await axe(specialist, "the claim’s page");
  });
  await test.step("a supervisor overrules it with grounds, and it can come", async () => {
    const supervisor = await as(await person(admin, "SB", ["supervisor"]));
    await supervisor.goto(specialist.url());
    await settled(supervisor);
    const overrule = await open(supervisor, t("rma_action-overrule"));
    await text(overrule, t("rma-why")).fill("同一故障已修两次");
    await supervisor.keyboard.press("Control+Enter");
    await expect(panel(supervisor, t("rma-claim"))).toContainText("同一故障已修两次");
    await open(supervisor, t("rma_action-authorize"));
    await supervisor.keyboard.press("Control+Enter");
    await expect(supervisor.getByText(t("rma_status-authorized"), { exact: true }).first()).toBeVisible();
    const ship = await open(supervisor, t("rma_action-ship"));
    await text(ship, t("rma-carrier")).fill("自送");
    await text(ship, t("rma-waybill")).fill("柜台");
    await choice(ship, t("rma-freight")).selectOption("dealer");
    await supervisor.keyboard.press("Control+Enter");
    await expect(supervisor.getByText(t("rma_status-in_return"), { exact: true }).first()).toBeVisible();
  });
  await test.step("taken in, the day is told until which the money is owed", async () => {
    await again(specialist);
    await settled(specialist);
    await open(specialist, t("rma_action-receive"));
    await specialist.keyboard.press("Control+Enter");
    await expect(panel(specialist, t("rma-claim"))).toContainText(t("rma-refund-due"));
    await expect(button(specialist, t("rma_action-pay_refund"))).toBeVisible();
  });
  await test.step("finance pays it, once", async () => {
    const finance = await as(await person(admin, "SB", ["finance"]));
    await finance.goto(specialist.url());
    await settled(finance);
    const pay = await open(finance, t("rma_action-pay_refund"));
    await text(pay, t("rma-refund-amount")).fill("760.00");
    await choice(pay, t("supplier-return-currency")).selectOption("CNY");
    await text(pay, t("rma-refund-reference")).fill("ZZ-0811");
    await pay.getByLabel(t("rma-refund-paid-on")).fill(new Date().toISOString().slice(0, 10));
    await axe(finance, "the refund");
    await fits(finance, "the refund");
    await finance.keyboard.press("Control+Enter");
    await expect(dialog(finance)).toHaveCount(0);
    await expect(panel(finance, t("rma-claim"))).toContainText("ZZ-0811");
    await expect(panel(finance, t("rma-claim"))).toContainText("760.00");
    await expect(button(finance, t("rma_action-pay_refund"))).toHaveCount(0);
  });
});
