import { CUSTOMERS, organizationOf, person, ticket, unit } from "../support/arrange";
import { mark, type Rec } from "../support/api";
import { axe, choice, fits, panel, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a supervisor reads the desk, narrows it and opens what lies behind a number @phone", async ({ page, context, admin, desk }) => {
  // A team of its own, so that the numbers are this test's alone.
  const maker = await organizationOf(admin, "SB");
  const name = `看板组 ${mark()}`;
  const team = await admin.create("teams", { organization_id: maker.id, code: mark(), name, member_ids: [] });
  const lift = await unit(desk, CUSTOMERS.hospital);
  const filed: Rec[] = [];
  for (const topic of ["product_quality", "product_quality", "delivery"]) {
    const one = await ticket(desk, lift, { topic });
    const verified = await desk.act("tickets", one, "verify");
    filed.push(await desk.act("tickets", verified, "assign", { team_id: team.id }));
  }
  await desk.act("tickets", filed[2]!, "cancel", { reason: "打错电话" });
  await quickLogIn(context, await person(admin, "SB", ["supervisor"]));
  await page.goto("/dashboard");
  await settled(page);

  const row = (part: string, words: string | RegExp) => panel(page, part).getByRole("row").filter({ hasText: words });
  const topics = t("dashboard-pareto", { by: t("ticket_dimension-topic") });

  await test.step("narrowed to the team it tells of two open tickets of three", async () => {
    await choice(page, t("dashboard-team")).selectOption({ label: name });
    await expect(page).toHaveURL(new RegExp(`team_id=${team.id}`));
    await settled(page);
    const [beginning] = t("dashboard-open", { time: "|" }).split("|");
    const now = panel(page, new RegExp(`^${beginning}`));
    await expect(now.locator(".sb-big")).toHaveText("2");
    await expect(now.getByRole("row").filter({ hasText: t("ticket_status-assigned") })).toContainText("2");
    const month = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(0, 7);
    await expect(row(t("dashboard-months"), month).getByRole("link")).toHaveText(["3", "1"]);
    await expect(row(topics, t("ticket_topic-product_quality"))).toContainText("66.7%");
    await expect(row(topics, t("ticket_topic-delivery"))).toContainText("100.0%");
  });

  await test.step("charts have words for those who cannot see them", async () => {
    const chart = page.getByRole("img", { name: t("dashboard-months-chart") });
    await expect(chart.locator("svg")).toBeVisible();
    await fits(page, "dashboard");
    await axe(page, "dashboard");
  });

  await test.step("a number opens its list, which says what it is narrowed to", async () => {
    await row(topics, t("ticket_topic-delivery")).getByRole("link").click();
    await expect(page).toHaveURL(/\/tickets\?.*topic=delivery/);
    await settled(page);
    await expect(page.getByRole("link", { name: filed[2]!.number })).toBeVisible();
    await expect(page.getByRole("link", { name: filed[0]!.number })).toHaveCount(0);
    const narrowed = page.getByRole("list", { name: t("narrow-list") });
    await expect(narrowed).toContainText(t("ticket_topic-delivery"));
    await expect(narrowed).toContainText(name);
    await fits(page, "narrowed");
    await axe(page, "narrowed");
  });

  await test.step("what it is narrowed to can be taken away", async () => {
    const words = `${t("ticket_dimension-topic")} ${t("ticket_topic-delivery")}`;
    await page.getByRole("button", { name: t("narrow-remove", { what: words }) }).click();
    await expect(page).not.toHaveURL(/topic=/);
    await expect(page.getByRole("link", { name: filed[0]!.number })).toBeVisible();
  });

  await test.step("back leads to the figures as they were", async () => {
    await page.goBack();
    await page.goBack();
    await settled(page);
    await expect(choice(page, t("dashboard-team"))).toHaveValue(team.id);
  });
});

test("printed, the dashboard is figures only", async ({ page, context, reader }) => {
  await quickLogIn(context, reader);
  await page.goto("/dashboard");
  await settled(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("search")).toBeHidden();
  await expect(page.getByRole("img", { name: t("dashboard-months-chart") })).toBeVisible();
  await expect(panel(page, t("dashboard-targets"))).toBeVisible();
});

test("how long each ticket took stands beside it", async ({ page, context, reader, desk }) => {
  const closed = await desk.find("tickets?status=closed&sort=created_at");
  await quickLogIn(context, reader);
  await page.goto("/dashboard");
  await settled(page);
  await page.getByRole("link", { name: t("dashboard-times"), exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t("dashboard-times"));
  await settled(page);
  await expect(page.getByRole("row").filter({ hasText: closed.number })).toContainText(t("ticket_status-closed"));
});

test("a customer has no dashboard, a dealer that of its own tickets", async ({ as, admin }) => {
  const customer = await as(await person(admin, "CU-XH", ["customer"]));
  await customer.goto("/dashboard");
  await expect(customer.getByRole("heading", { level: 1 })).toHaveText(t("page-closed"));
  await expect(customer.getByRole("link", { name: t("dashboard-title"), exact: true })).toHaveCount(0);
  const dealer = await as(await person(admin, "DL-HZ", ["dealer"]));
  await dealer.goto("/dashboard");
  await settled(dealer);
  await expect(dealer.getByRole("heading", { level: 1 })).toHaveText(t("dashboard-title"));
  // How the house divides its work is its own.
  await expect(choice(dealer, t("ticket-kind"))).toBeVisible();
  await expect(choice(dealer, t("dashboard-team"))).toHaveCount(0);
  await expect(dealer.getByRole("link", { name: t("dashboard-times"), exact: true })).toHaveCount(0);
});
