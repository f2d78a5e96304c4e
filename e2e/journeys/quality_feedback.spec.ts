import { mark, type Rec } from "../support/api";
import { CUSTOMERS, organizationOf, person, unit } from "../support/arrange";
import { axe, button, choice, dialog, fits, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

type Rma = { head: { id: string; version: number }; lines: { id: string }[] };

test("two complaints and one return become one batch case, whose measures fail, are improved, and are proven", async ({ as, admin, desk }) => {
  test.slow();
  const supplier = await organizationOf(admin, "SP-DM");
  const dealer = await organizationOf(admin, "DL-HZ");
  const id = mark();
  const part = await admin.create<Rec>("parts", { number: `E2E-${id}`, name: "门机皮带轮", measure: "piece", supplier_id: supplier.id });
  const lift = await unit(desk, CUSTOMERS.garden);
  const complain = (subject: string) => desk.create<Rec>("tickets", { kind: "complaint", channel: "phone", subject, unit_id: lift.id });
  const first = await complain(`皮带轮跳齿 ${id}`);
  const second = await complain(`皮带轮跳齿，关门慢 ${id}`);
  const returned = await desk.create<Rma>("rmas", { dealer_id: dealer.id, lines: [{ part_id: part.id, batch: id, quantity: 1, fault: `皮带轮跳齿 ${id}` }] });
  const [quality, engineer, supervisor] = await Promise.all([
    person(admin, "SB", ["quality"]),
    person(admin, "SB", ["engineer"], { name: `工程师${id}` }),
    person(admin, "SB", ["supervisor"]),
  ]);
  const [judge, worker, chief] = [await as(quality), await as(engineer), await as(supervisor)];
  type Seat = typeof judge;

  /** Opens a dialogue, fills it and sends it. */
  const act = async (page: Seat, name: string, fill: (form: ReturnType<typeof dialog>) => Promise<void> = async () => {}) => {
    await button(page, name).first().click();
    const form = dialog(page);
    await fill(form);
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };
  const step = (page: Seat, action: string, fill?: (form: ReturnType<typeof dialog>) => Promise<void>) =>
    act(page, t(`quality_action-${action}`), fill);
  const open = async (page: Seat, at: string) => {
    await page.goto(at);
    await settled(page);
  };
  const is = (page: Seat, status: string) =>
    expect(page.getByText(t(`quality_status-${status}`), { exact: true }).first()).toBeVisible();
  /** Raises one from where it is offered: two clicks. */
  const raise = async (page: Seat, from: string) => {
    await open(page, from);
    await page.getByRole("link", { name: t("quality-new"), exact: true }).first().click();
    await settled(page);
    await button(page, t("quality-raise")).click();
    await page.waitForURL(/quality-feedback\/[0-9a-f-]{36}/);
    await settled(page);
    return new URL(page.url()).pathname;
  };

  const batch = await test.step("three are raised, each in two clicks, with everything carried over", async () => {
    const case_ = await raise(worker, `/rmas/${returned.head.id}`);
    await expect(panel(worker, t("quality-about"))).toContainText(`E2E-${id}`);
    for (const ticket of [first, second]) {
      await raise(worker, `/tickets/${ticket.id}`);
      await expect(panel(worker, t("quality-sources-title"))).toContainText(ticket.number as string);
      const here = new URL(worker.url()).pathname;
      await open(judge, here);
      await axe(judge, "what waits for its verdict");
      await expect(panel(judge, t("quality-similar"))).toContainText(t("quality_likeness-words"));
      await step(judge, "merge", async (form) => search(form, t("quality-into"), id, /门机皮带轮/));
      await is(judge, "merged");
    }
    return case_;
  });
  await test.step("quality judges the batch", async () => {
    await open(judge, batch);
    await expect(panel(judge, t("quality-sources-title")).getByRole("listitem")).toHaveCount(3);
    await step(judge, "triage", async (form) => {
      await choice(form, t("quality-severity")).selectOption("major");
      await choice(form, t("quality-extent")).selectOption("batch");
      await choice(form, t("quality-method")).selectOption("8d");
      await choice(form, t("quality-responsible")).selectOption("production");
      await search(form, t("quality-owner"), engineer.name, engineer.name);
      await axe(judge, "the verdict");
    });
    await is(judge, "triaged");
  });
  const measure = (what: string, kind: string) =>
    act(worker, t("quality-measure-add"), async (form) => {
      await choice(form, t("quality-kind")).selectOption(kind);
      await text(form, t("quality-measure")).fill(what);
      await form.getByLabel(t("quality-until")).fill("2099-12-31");
    });
  await test.step("it is contained and analysed; what is missing is told before the button is pressed", async () => {
    await open(worker, batch);
    await step(worker, "contain", async (form) => {
      const stock = form.getByRole("group", { name: t("quality_place-own_stock") });
      await stock.getByLabel(t("quality-checked")).fill("40");
      await stock.getByLabel(t("quality-bad")).fill("6");
    });
    await step(worker, "analyse");
    await expect(panel(worker, t("quality-gates"))).toContainText(t("quality_gate-system_cause"));
    await expect(button(worker, t("quality_action-submit_plan"))).toBeDisabled();
    await act(worker, t("quality-edit-causes"), async (form) => {
      for (const cause of ["occurrence", "escape", "system"]) await text(form, t(`quality-${cause}`)).fill(`原因 ${cause}`);
    });
    await measure("带轮改为一次装夹", "corrective");
    await step(worker, "submit_plan");
    await expect(panel(worker, t("quality-gates"))).toContainText(t("quality_gate-other_author"));
  });
  await test.step("the plan is refused, improved and signed off by somebody else", async () => {
    await open(chief, batch);
    await step(chief, "refuse_plan", async (form) => text(form, t("quality-why")).fill("缺少预防措施"));
    await open(worker, batch);
    await expect(panel(worker, t("quality-d5"))).toContainText("缺少预防措施");
    await measure("出厂加测跳动", "preventive");
    await step(worker, "submit_plan");
    await open(chief, batch);
    await step(chief, "approve_plan");
    await is(chief, "implementing");
  });
  /** Does what is still to be done, and says so. */
  const carryOut = async () => {
    await open(worker, batch);
    const left = button(worker, t("quality-measure-finish"));
    for (let n = await left.count(); n > 0; n--) {
      await act(worker, t("quality-measure-finish"), async (form) => text(form, t("quality-evidence")).fill("检验报告"));
      await expect(left).toHaveCount(n - 1);
    }
    await step(worker, "complete");
    await is(worker, "verifying");
  };
  await test.step("it is carried out, does not help, and goes round again", async () => {
    await carryOut();
    await open(judge, batch);
    await step(judge, "reopen", async (form) => text(form, t("quality-why")).fill("30 天内又有 2 起"));
    await open(worker, batch);
    await expect(panel(worker, t("quality-gates"))).toContainText(t("quality_gate-open_measure"));
    await measure("更换供方夹具", "corrective");
    await step(worker, "submit_plan");
    await open(chief, batch);
    await step(chief, "approve_plan");
    await carryOut();
  });
  await test.step("it helps, is zeroed, told to the customer, and closed", async () => {
    await open(judge, batch);
    await expect(button(judge, t("quality_action-verify"))).toBeDisabled();
    const unsure = button(judge, t("quality-measure-validate"));
    await expect(unsure).toHaveCount(3);
    for (let n = 3; n > 0; n--) {
      await act(judge, t("quality-measure-validate"), async (form) => text(form, t("quality-validation")).fill("抽检 50 件合格"));
      await expect(unsure).toHaveCount(n - 1);
    }
    await step(judge, "verify", async (form) => text(form, t("quality-effect")).fill("420 台无同类投诉"));
    await expect(button(judge, t("quality_action-close"))).toBeDisabled();
    await open(worker, batch);
    await step(worker, "zero", async (form) => {
      for (const box of await form.getByRole("checkbox").all()) await box.check();
      await axe(worker, "the zeroing");
    });
    await open(judge, batch);
    await step(judge, "reply", async (form) => text(form, t("quality-reply")).fill(`已查明原因 ${id}`));
    await step(judge, "close");
    await is(judge, "closed");
    // Units made from now on will say whether it helped; a batch asks for a campaign.
    const effect = panel(judge, t("effect-title"));
    await expect(effect).toContainText(t("quality_effect_verdict-undecided"));
    await expect(effect).toContainText(t("effect-next"));
    await judge.getByRole("link", { name: t("warning-propose") }).click();
    await expect(judge.getByRole("textbox", { name: t("campaign-title") })).not.toHaveValue("");
    await open(judge, batch);
    await axe(judge, "the closed case");
    await judge.setViewportSize({ width: 390, height: 844 });
    await fits(judge, "the closed case");
    for (const ticket of [first, second]) {
      const read = await desk.get<{ items: Rec[] }>(`tickets/${ticket.id}/comments`);
      expect(read.items.some((comment) => comment.body === `已查明原因 ${id}` && comment.visibility === "public")).toBe(true);
    }
  });
});
