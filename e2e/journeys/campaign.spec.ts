import { mark, type Rec } from "../support/api";
import { CUSTOMERS, person } from "../support/arrange";
import { again, axe, button, dialog, fits, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** The first day of the month so many months ago. */
function month(back: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
}

const day = (date: Date, more: number) => new Date(date.getTime() + more * 86_400_000).toISOString().slice(0, 10);

test("an alarm on a month of production becomes a campaign that goes from its rehearsal to the last unit", async ({
  as,
  admin,
  desk,
}) => {
  const code = `E2E-${mark()}`;
  const product = await admin.create<Rec>("products", { code, name: "试验梯", line: "test_lift", warranty_terms: [] });
  const owner = await desk.find(`customers?q=${encodeURIComponent(CUSTOMERS.garden)}`);
  const bad = month(6);
  const named = bad.toISOString().slice(0, 7);
  const made: Rec[] = [];
  for (const back of [8, 7, 6, 5, 4]) {
    for (let n = 0; n < 6; n++) {
      const unit = await desk.create<Rec>("units", {
        serial: `${code}-${back}${n}`,
        product_id: product.id,
        customer_id: owner.id,
        batch: n < 3 ? `${code}-A` : `${code}-B`,
        produced_on: day(month(back), 5),
        installed_on: day(month(back), 20),
      });
      if (back === 6) made.push(unit);
    }
  }
  const complain = (unit: Rec) =>
    desk.create<Rec>("tickets", {
      kind: "complaint",
      channel: "phone",
      subject: `停靠抖动 ${mark()}`,
      unit_id: unit.id,
      contact_name: "林建国",
      contact_phone: "137 0571 5001",
      topic: "product_quality",
      reported_at: `${day(bad, 60)}T02:00:00Z`,
    });
  const tickets: Rec[] = [];
  for (const unit of made) tickets.push(await complain(unit));

  const quality = await as(await person(admin, "SB", ["quality"]));
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  const technician = await as(await person(admin, "SB", ["technician"]));
  const act = async (page: typeof quality, action: string) => {
    await button(page, t(`campaign_action-${action}`)).click();
    await expect(dialog(page)).toBeVisible();
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
  };

  await test.step("the month stands out, with its reason and the lists behind its numbers", async () => {
    await quality.goto("/early-warning");
    await settled(quality);
    await quality.getByRole("link", { name: new RegExp(code) }).click();
    await expect(quality.getByText(t("warning-alarm", { month: named }))).toBeVisible();
    const row = quality.getByRole("row", { name: new RegExp(`^${named}`) });
    await expect(row).toContainText(t("warning-mark"));
    await axe(quality, "the early warning");
    await fits(quality, "the early warning");
    await expect(row.getByRole("link").first()).toHaveAttribute("href", new RegExp(`produced_from=${day(bad, 0)}`));
  });
  await test.step("a cell opens what is behind it", async () => {
    const row = quality.getByRole("row", { name: new RegExp(`^${named}`) });
    await row.getByRole("link", { name: "1000", exact: true }).click();
    const behind = panel(quality, t("warning-behind-cell", { month: named, service_month: 2 }));
    await expect(behind.getByRole("row")).toHaveCount(7);
    await expect(behind).toContainText(tickets[0]!.number as string);
    await axe(quality, "what is behind a cell");
  });
  await test.step("it is proposed as a campaign with its scope", async () => {
    await quality.getByRole("link", { name: t("warning-propose") }).click();
    await settled(quality);
    await expect(text(quality, t("campaign-title"))).toHaveValue(new RegExp(`${code}.*${named}|${named}.*${code}`));
    await text(quality, t("campaign-remedy")).fill("更换抱闸弹簧，试运行 10 次。");
    await quality.getByLabel(t("campaign-minutes")).fill("90");
    await text(quality, t("campaign-rate")).fill("180");
    await axe(quality, "the form");
    await quality.keyboard.press("Control+Enter");
    await expect(quality.getByRole("heading", { level: 1 })).toContainText("CP-");
  });
  const address = new URL(quality.url()).pathname;
  await test.step("two versions are compared and one is chosen", async () => {
    await button(quality, t("campaign-scope-new")).click();
    await text(dialog(quality), t("unit-batch")).fill(`${code}-A`);
    await expect(dialog(quality).getByText(t("campaign-found", { count: 3 }))).toBeVisible();
    await axe(quality, "the scope");
    await quality.keyboard.press("Control+Enter");
    await expect(dialog(quality)).toHaveCount(0);
    const versions = panel(quality, t("campaign-scopes"));
    const row = (number: number) => versions.getByRole("row", { name: new RegExp(t("campaign-version", { number })) });
    // Six units of 90 minutes at 180 an hour, and three of them.
    await expect(row(1)).toContainText("CNY 1,620.00");
    await expect(row(2)).toContainText("CNY 810.00");
    await fits(quality, "the versions");
    await button(quality, t("campaign-choose", { number: 1 })).click();
    await quality.keyboard.press("Control+Enter");
    await expect(dialog(quality)).toHaveCount(0);
    await expect(row(1)).toContainText(t("campaign-chosen"));
    await expect(button(quality, t("campaign_action-approve"))).toHaveCount(0);
  });
  await test.step("somebody else approves it, and it is published", async () => {
    await supervisor.goto(address);
    await settled(supervisor);
    await act(supervisor, "approve");
    await again(quality);
    await settled(quality);
    await act(quality, "publish");
    await expect(quality.getByText(t("campaign_status-published")).first()).toBeVisible();
  });
  await test.step("its unit is flagged at intake, and on its ticket, where it is remedied", async () => {
    const specialist = await as(await person(admin, "SB", ["service_specialist"]));
    await specialist.goto(`/tickets/new?unit_id=${made[0]!.id}`);
    await settled(specialist);
    const flag = specialist.getByText(new RegExp(t("campaign-due", { kind: t("campaign_kind-batch_rectification"), title: "" })));
    await expect(flag).toBeVisible();
    await technician.goto(`/tickets/${tickets[0]!.id}`);
    await settled(technician);
    await axe(technician, "the flagged ticket");
    await button(technician, t("campaign_unit_action-remedy")).click();
    await technician.keyboard.press("Control+Enter");
    await expect(button(technician, t("campaign_unit_action-remedy"))).toHaveCount(0);
  });
  await test.step("the rest is remedied at once, and the campaign is closed", async () => {
    await go(technician, `${address}?status=notified`);
    await settled(technician);
    await technician.getByRole("checkbox").first().check();
    await button(technician, t("campaign_unit_action-remedy")).click();
    await technician.keyboard.press("Control+Enter");
    await expect(dialog(technician)).toHaveCount(0);
    await expect(panel(technician, t("campaign-completion"))).toContainText("6 · 100 %");
    await axe(technician, "the campaign");
    await fits(technician, "the campaign");
    await again(quality);
    await settled(quality);
    await act(quality, "close");
    await expect(quality.getByText(t("campaign_status-closed")).first()).toBeVisible();
  });
});
