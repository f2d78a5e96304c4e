import type { Route } from "@playwright/test";
import { Api, type Rec } from "../support/api";
import { person, ticket } from "../support/arrange";
import { axe, button, panel, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("an engineer follows a ticket, is told what happens, and leaves it again", async ({ page, context, admin, desk }) => {
  const filed = await ticket(desk, null);
  const engineer = await person(admin, "SB", ["engineer"]);
  await quickLogIn(context, engineer);
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const followers = panel(page, t("ticket-watchers"));
  await expect(followers).toContainText(t("ticket-watchers-none"));
  await button(followers, t("ticket-watch")).click();
  await expect(followers).toContainText(engineer.name);
  await axe(page, "followed");

  // An open ticket counts as read, so the news comes while the engineer looks at something else.
  await page.goto("/queues");
  await settled(page);
  await desk.create(`tickets/${filed.id}/comments`, { visibility: "internal", body: "配件已到仓库。" });
  await expect(button(page, t("notification-bell", { count: 1 }))).toBeVisible();
  await button(page, t("notification-bell", { count: 1 })).click();
  const news = page.locator("#bell-menu");
  await expect(news).toContainText(t("notification_kind-watched"));
  await news.locator(`a[href*="${filed.id}"]`).click();
  await settled(page);
  await expect(button(page, t("notification-bell", { count: 0 }))).toBeVisible();

  await button(followers, t("ticket-unwatch")).click();
  await expect(followers).toContainText(t("ticket-watchers-none"));
});

test("what happens while the page is being opened is under the bell, too", async ({ page, context, admin, desk }) => {
  const engineer = await person(admin, "SB", ["engineer"]);
  const own = await Api.logIn(engineer.email, engineer.password);
  const [one, other] = [await ticket(desk, null), await ticket(desk, null)];
  for (const followed of [one, other]) await own.create(`tickets/${followed.id}/watch`, {});
  await own.dispose();
  await quickLogIn(context, engineer);

  // The page asks for what there is and for what comes: before each answer something more has happened.
  const happens = (filed: Rec) => async (route: Route) => {
    await desk.create(`tickets/${filed.id}/comments`, { visibility: "internal", body: "配件已到仓库。" });
    await route.continue();
  };
  await page.route("**/api/v1/notifications?*", happens(one), { times: 1 });
  await page.route("**/api/v1/notifications/stream", happens(other), { times: 1 });
  await page.goto("/queues");
  await settled(page);
  await button(page, t("notification-bell", { count: 2 })).click();
  const told = page.locator("#bell-menu").getByRole("link");
  await expect(told.filter({ hasText: one.number })).toBeVisible();
  await expect(told.filter({ hasText: other.number })).toBeVisible();
});

test("the bell says what there is though somebody on the way holds the stream back", async ({ page, context, admin, desk }) => {
  const engineer = await person(admin, "SB", ["engineer"]);
  const own = await Api.logIn(engineer.email, engineer.password);
  const filed = await ticket(desk, null);
  await own.create(`tickets/${filed.id}/watch`, {});
  await own.dispose();
  await desk.create(`tickets/${filed.id}/comments`, { visibility: "internal", body: "配件已到仓库。" });
  await quickLogIn(context, engineer);
  await page.route("**/api/v1/notifications/stream", () => {});
  await page.goto("/queues");
  await expect(button(page, t("notification-bell", { count: 1 }))).toBeVisible();
});
