import { mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { axe, button, dialog, fits, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a specialist goes anywhere by a few strokes @phone", async ({ page, context, admin, desk }, info) => {
  const word = mark();
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital), {
    subject: `夜班来电 ${word}`,
    description: "上行至七层时门机异响，伴有焦味。",
  });
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/customers");
  await settled(page);

  const box = dialog(page).getByRole("combobox", { name: t("page-palette-hint") });
  const options = dialog(page).getByRole("option");

  await test.step("Ctrl+K opens it, and without a word it shows the ways", async () => {
    if (info.project.name === "phone") await button(page, t("page-palette")).click();
    else await page.keyboard.press("Control+k");
    await expect(box).toBeFocused();
    await expect(options.filter({ hasText: t("ticket-new") })).toBeVisible();
    await expect(options.filter({ hasText: t("page-nav-audit") })).toHaveCount(0);
  });

  await test.step("two characters inside a long description find the ticket, marked", async () => {
    await box.fill(`焦味 ${word}`);
    const hit = options.filter({ hasText: filed.number });
    await expect(hit).toBeVisible();
    await expect(hit.locator("mark")).toHaveText(word);
    await expect(hit).toContainText(t("ticket_status-new"));
    await fits(page, "palette");
    await axe(page, "palette");
  });

  await test.step("Enter opens the best hit", async () => {
    await box.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/tickets/${filed.id}$`));
    await expect(dialog(page)).toHaveCount(0);
  });

  await test.step("arrows choose another one, Escape closes and gives the focus back", async () => {
    await button(page, t("page-palette")).click();
    await box.fill(t("page-nav-queues"));
    await box.press("ArrowDown");
    await box.press("ArrowUp");
    await expect(options.first()).toHaveAttribute("aria-selected", "true");
    await box.press("Enter");
    await expect(page).toHaveURL(/\/queues$/);
    await button(page, t("page-palette")).click();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(button(page, t("page-palette"))).toBeFocused();
  });

  await test.step("what is not there is said", async () => {
    await button(page, t("page-palette")).click();
    await box.fill(`${word}不存在`);
    await expect(dialog(page).getByRole("status")).toHaveText(t("page-none-found"));
  });
});

test("a dealer finds only what is its own", async ({ as, admin, desk }) => {
  const word = mark();
  const own = await ticket(desk, await unit(desk, CUSTOMERS.hospital), { subject: `自己的 ${word}` });
  const foreign = await ticket(desk, await unit(desk, CUSTOMERS.plaza), { subject: `别家的 ${word}` });
  const page = await as(await person(admin, "DL-HZ", ["dealer"]));
  await page.goto("/tickets");
  await settled(page);
  await page.keyboard.press("Control+k");
  await dialog(page).getByRole("combobox").fill(word);
  await expect(dialog(page).getByRole("option").filter({ hasText: own.number })).toBeVisible();
  await expect(dialog(page).getByText(foreign.number)).toHaveCount(0);
});
