import { mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { button, go, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a dealer sees its own tickets and nothing that is internal", async ({ as, admin, desk }) => {
  const word = mark();
  const own = await ticket(desk, await unit(desk, CUSTOMERS.hospital), { subject: `自己的工单 ${word}` });
  const foreign = await ticket(desk, await unit(desk, CUSTOMERS.plaza), { subject: `别家的工单 ${word}` });
  await desk.create(`tickets/${own.id}/comments`, { visibility: "internal", body: `内部讨论 ${word}` });
  await desk.create(`tickets/${own.id}/comments`, { visibility: "public", body: `已安排上门 ${word}` });
  const page = await as(await person(admin, "DL-HZ", ["dealer"]));

  await test.step("its list lacks the tickets of others", async () => {
    await page.goto("/tickets");
    await page.getByRole("searchbox", { name: t("ticket-search") }).fill(word);
    await expect(page.getByText(t("page-rows-all", { count: 1 }))).toBeVisible();
    await expect(page.getByRole("link", { name: own.number })).toBeVisible();
    await expect(page.getByText(foreign.number)).toHaveCount(0);
  });

  await test.step("on its own ticket it reads what was written to it, and writes back", async () => {
    await page.getByRole("link", { name: own.number }).click();
    const comments = panel(page, t("ticket-comments"));
    await expect(comments.getByText(`已安排上门 ${word}`)).toBeVisible();
    await settled(page);
    await expect(page.getByText(`内部讨论 ${word}`)).toHaveCount(0);
    await expect(page.getByText(t("ticket-comment-internal"))).toHaveCount(0);
    await text(comments, t("ticket-comment")).fill(`我们明天到 ${word}`);
    await button(comments, t("ticket-comment-send")).click();
    await expect(comments.getByRole("listitem").filter({ hasText: `我们明天到 ${word}` })).toBeVisible();
    await expect(text(comments, t("ticket-comment"))).toHaveValue("");
  });

  await test.step("a ticket of others is not there at all", async () => {
    await go(page, `/tickets/${foreign.id}`);
    await expect(page.getByRole("alert")).toContainText(t("problem-not_found"));
    await expect(page.getByText(word)).toHaveCount(0);
  });

  await test.step("nor are pages of the house", async () => {
    const ways = page.getByRole("navigation", { name: t("page-nav"), exact: true });
    await expect(ways.getByRole("link", { name: t("page-nav-tickets") })).toBeVisible();
    for (const closed of ["page-nav-audit", "page-nav-imports", "page-nav-policy"]) {
      await expect(ways.getByRole("link", { name: t(closed) })).toHaveCount(0);
    }
  });
});
