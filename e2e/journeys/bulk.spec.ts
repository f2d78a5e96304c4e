import { mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { axe, button, choice, dialog, fits, quickLogIn, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a supervisor tags and shares out several tickets at once, and hears which cannot be closed @phone", async ({ page, context, admin, desk }, info) => {
  const word = mark();
  const lift = await unit(desk, CUSTOMERS.hospital);
  const first = await ticket(desk, lift, { subject: `批量 ${word} 1` });
  const second = await ticket(desk, lift, { subject: `批量 ${word} 2` });
  const third = await ticket(desk, lift, { subject: `批量 ${word} 3` });
  const filed = [first, second, third];
  for (const one of [first, second]) await desk.act("tickets", one, "verify");
  const worker = await person(admin, "SB", ["technician"]);
  await quickLogIn(context, await person(admin, "SB", ["supervisor"]));
  await page.goto(`/tickets?q=${encodeURIComponent(`批量 ${word}`)}`);
  await settled(page);

  const check = (number: string) => page.getByRole("checkbox", { name: t("page-select-row", { name: number }) });
  const bar = page.getByRole("group", { name: t("ticket-bulk") });

  await test.step("by keyboard or by hand rows are chosen, and the bar says how many", async () => {
    await expect(bar).toHaveCount(0);
    if (info.project.name === "desktop") {
      // The newest stands first.
      await page.getByRole("link", { name: third.number }).focus();
      await page.keyboard.press("x");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("x");
      await expect(bar).toContainText(t("ticket-bulk-chosen", { count: 2 }));
      await button(bar, t("ticket-bulk-clear")).click();
      await page.getByRole("checkbox", { name: t("page-select-all") }).check();
    } else {
      for (const one of filed) await check(one.number).check();
    }
    await expect(bar).toContainText(t("ticket-bulk-chosen", { count: 3 }));
    await fits(page, "chosen");
    await axe(page, "chosen");
  });

  await test.step("tags are put on all of them", async () => {
    await button(bar, t("ticket-tags")).click();
    await text(dialog(page), t("ticket-tags-add")).fill(`等照片${word}，回访`);
    await fits(page, "tags");
    await axe(page, "tags");
    await button(dialog(page), t("ticket-bulk-go", { count: 3 })).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole("row").filter({ hasText: `等照片${word}` })).toHaveCount(3);
    await expect(bar).toHaveCount(0);
  });

  await test.step("what cannot be given away is told by number, and the others are", async () => {
    for (const one of filed) await check(one.number).check();
    await button(bar, t("ticket_action-assign")).click();
    await search(dialog(page), t("ticket-assignee"), worker.name, new RegExp(worker.name));
    await button(dialog(page), t("ticket-bulk-go", { count: 3 })).click();
    const report = dialog(page).filter({ hasText: t("ticket-bulk-report") });
    await expect(report).toContainText(t("ticket-bulk-mixed", { done: 2, refused: 1 }));
    await expect(report.getByRole("listitem")).toHaveCount(1);
    await expect(report.getByRole("listitem")).toContainText(third.number);
    await fits(page, "report");
    await axe(page, "report");
    await button(report.locator(".pf-v6-c-modal-box__footer"), t("page-close")).click();
    await expect(page.getByRole("row").filter({ hasText: worker.name })).toHaveCount(2);
  });

  await test.step("none is closed before its customer has had the time to answer", async () => {
    for (const one of filed) await check(one.number).check();
    await button(bar, t("ticket_action-close")).click();
    await button(dialog(page), t("ticket-bulk-go", { count: 3 })).click();
    const report = dialog(page).filter({ hasText: t("ticket-bulk-report") });
    await expect(report).toContainText(t("ticket-bulk-mixed", { done: 0, refused: 3 }));
    await expect(report.getByRole("listitem")).toHaveCount(3);
  });
});

test("a supervisor saves a view with columns of choice, and a colleague opens it", async ({ page, context, admin, desk, browser }) => {
  const word = mark();
  await ticket(desk, await unit(desk, CUSTOMERS.hospital), { subject: `视图 ${word}` });
  await quickLogIn(context, await person(admin, "SB", ["supervisor"]));
  await page.goto(`/tickets?q=${word}`);
  await settled(page);
  const heads = page.getByRole("columnheader");

  await test.step("columns are chosen", async () => {
    await button(page, t("ticket-columns")).click();
    const columns = page.getByRole("group", { name: t("ticket-columns") });
    await columns.getByRole("checkbox", { name: t("ticket-dealer") }).check();
    await columns.getByRole("checkbox", { name: t("ticket-priority") }).uncheck();
    await expect(heads.filter({ hasText: t("ticket-dealer") })).toBeVisible();
    await expect(heads.filter({ hasText: t("ticket-priority") })).toHaveCount(0);
    await axe(page, "columns");
    await page.keyboard.press("Escape");
    await expect(button(page, t("ticket-columns"))).toBeFocused();
  });

  await test.step("the view is saved for the house", async () => {
    await button(page, t("ticket-views")).click();
    await button(page, t("ticket-view-save")).click();
    await text(dialog(page), t("ticket-view-name")).fill(`晨会 ${word}`);
    await choice(dialog(page), t("ticket-view-sharing")).selectOption("house");
    await axe(page, "save a view");
    await button(dialog(page), t("page-save")).click();
    await expect(button(page, `晨会 ${word}`)).toBeVisible();
  });

  await test.step("a colleague opens it and sees the same", async () => {
    const other = await browser.newContext();
    await quickLogIn(other, await person(admin, "SB", ["technician"]));
    const theirs = await other.newPage();
    await theirs.goto("/tickets");
    await settled(theirs);
    await button(theirs, t("ticket-views")).click();
    await theirs.getByRole("link", { name: `晨会 ${word}` }).click();
    await expect(theirs.getByRole("columnheader").filter({ hasText: t("ticket-dealer") })).toBeVisible();
    await expect(theirs.getByText(`视图 ${word}`)).toBeVisible();
    await expect(button(theirs, t("ticket-view-delete", { name: `晨会 ${word}` }))).toHaveCount(0);
    await other.close();
  });

  await test.step("and whoever made it deletes it", async () => {
    await button(page, `晨会 ${word}`).click();
    await button(page, t("ticket-view-delete", { name: `晨会 ${word}` })).click();
    await button(dialog(page), t("page-remove")).click();
    await expect(button(page, t("ticket-views"))).toBeVisible();
  });
});
