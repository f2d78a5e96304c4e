import { person, ticket } from "../support/arrange";
import { axe, button, dialog, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("two people see each other on a ticket, and a slip is taken back", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, null);
  const [first, second] = [await person(admin, "SB", ["service_specialist"]), await person(admin, "SB", ["technician"])];
  const mine = await as(first);
  await mine.goto(`/tickets/${filed.id}`);
  await settled(mine);
  const theirs = await as(second);
  await theirs.goto(`/tickets/${filed.id}`);
  await settled(theirs);
  await test.step("who is there, and who writes", async () => {
    await expect(theirs.getByText(t("ticket-presence-looking", { name: first.name }))).toBeVisible();
    await text(panel(theirs, t("ticket-comments")), t("ticket-comment")).fill("我来回复");
    await expect(mine.getByText(t("ticket-presence-editing", { name: second.name }))).toBeVisible({ timeout: 30_000 });
    await axe(mine, "somebody writes");
  });
  await test.step("a slip is taken back at once", async () => {
    await button(mine, t("page-more")).click();
    await button(mine, t("ticket_action-cancel")).click();
    await text(dialog(mine), t("ticket-cancel-reason")).fill("点错了");
    await mine.keyboard.press("Control+Enter");
    await expect(dialog(mine)).toHaveCount(0);
    const back = button(mine, t("ticket-undo", { what: t("ticket_action-cancel") }));
    await axe(mine, "a change that can be taken back");
    await back.click();
    await expect(mine.getByText(t("ticket-undone", { what: t("ticket_action-cancel") }))).toBeVisible();
    await expect(back).toHaveCount(0);
    await expect(panel(mine, t("ticket-timeline"))).toContainText(t("ticket_event_kind-undone"));
  });
});
