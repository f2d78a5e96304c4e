import { mark } from "../support/api";
import { person, ticket, unit } from "../support/arrange";
import { axe, button, choice, dialog, fits, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a supervisor writes a checklist and a technician ticks it off", async ({ as, admin, desk }) => {
  const title = `门机检修 ${mark()}`;
  const supervisor = await as(await person(admin, "SB", ["supervisor"]));
  await test.step("one step to a line, a star makes it required", async () => {
    await supervisor.goto("/checklists/new");
    await settled(supervisor);
    await text(supervisor, t("checklist-title")).fill(title);
    await supervisor.keyboard.press("Control+Enter");
    await expect(supervisor.getByRole("alert").first()).toBeVisible();
    await text(supervisor, t("checklist-steps")).fill("* 断电挂牌\n量皮带张力\n* 空载开关门十次");
    await supervisor.keyboard.press("Control+Enter");
    await expect(supervisor.getByRole("link", { name: title })).toBeVisible();
    await expect(supervisor.getByRole("row").filter({ hasText: title })).toContainText("3");
  });

  const technician = await person(admin, "SB", ["technician"]);
  let filed = await ticket(desk, await unit(desk, "西湖"));
  filed = await desk.act("tickets", filed, "verify");
  await desk.act("tickets", filed, "assign", { assignee_id: technician.id });
  const page = await as(technician);
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const steps = panel(page, new RegExp(`^${t("checklist-one")}`));
  await test.step("the list comes onto the ticket", async () => {
    await expect(steps).toContainText(t("checklist-ticket-none"));
    await button(steps, t("checklist-add")).click();
    await choice(dialog(page), t("checklist-from")).selectOption({ label: `${title} (3)` });
    await button(dialog(page), t("page-save")).click();
    await expect(steps.getByRole("checkbox")).toHaveCount(3);
    await axe(page, "steps on a ticket");
  });
  await test.step("nothing is resolved while a required step is open", async () => {
    await button(page, t("ticket_action-start")).click();
    await button(dialog(page), t("ticket_action-start")).click();
    await button(page, t("ticket_action-resolve")).click();
    await text(dialog(page), t("ticket-solution")).fill("更换门机皮带");
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toContainText(t("field-checks_open", { count: 2 }));
    await button(dialog(page), t("page-close")).click();
    await button(dialog(page), t("page-unsaved-leave")).click();
  });
  await test.step("each is ticked, one with what was found", async () => {
    await steps.getByRole("checkbox", { name: /断电挂牌/ }).check();
    await expect(steps).toContainText(technician.name);
    await button(steps, t("checklist-note", { step: "空载开关门十次" })).click();
    await text(dialog(page), t("checklist-found")).fill("无异响");
    await page.keyboard.press("Control+Enter");
    await expect(steps).toContainText("无异响");
    await expect(steps.getByRole("heading")).toContainText("2/3");
    await page.setViewportSize({ width: 390, height: 844 });
    await fits(page);
  });
  await test.step("and then it is resolved", async () => {
    await button(page, t("ticket_action-resolve")).click();
    await text(dialog(page), t("ticket-solution")).fill("更换门机皮带");
    await page.keyboard.press("Control+Enter");
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByText(t("ticket_status-resolved"), { exact: true }).first()).toBeVisible();
  });
});
