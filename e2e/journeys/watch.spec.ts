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
