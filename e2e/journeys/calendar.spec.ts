import type { Page } from "@playwright/test";
import { mark } from "../support/api";
import { person } from "../support/arrange";
import { button, dialog, panel, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** A weekday as the page says it, Monday being 0. */
const weekday = (day: number): string => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][day] ?? "";
const DAY = 24 * 60 * 60 * 1000;

/** The first Friday of June this year, and days after it: the page opens on the year that it is. */
function friday(after = 0): string {
  const first = new Date(Date.UTC(new Date().getUTCFullYear(), 5, 1));
  const days = (5 - first.getUTCDay() + 7) % 7;
  return new Date(first.getTime() + (days + after) * DAY).toISOString().slice(0, 10);
}

async function addDay(page: Page, date: string, name: string, hours?: [string, string]): Promise<void> {
  await button(page, t("calendar-add-day")).click();
  const form = dialog(page);
  await form.getByLabel(t("calendar-date")).fill(date);
  await text(form, t("calendar-day-name")).fill(name);
  if (hours) {
    await form.getByRole("checkbox", { name: t("calendar-closed-all-day") }).uncheck();
    await text(form, t("calendar-from")).fill(hours[0]);
    await text(form, t("calendar-until")).fill(hours[1]);
  }
  await button(form, t("page-save")).click();
  await expect(form).toHaveCount(0);
}

test("an administrator adds a holiday and a make-up Saturday, and the calculator moves @phone", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["admin"]));
  const name = `五天八小时 ${mark()}`;
  await page.goto("/calendars/new");
  await text(page, t("calendar-code")).fill(`week_${mark()}`);
  await text(page, t("calendar-name")).fill(name);
  await button(page, t("calendar-remove-interval", { day: weekday(5), line: 1 })).click();
  await button(page, t("page-save")).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  const calculator = panel(page, t("calendar-calculator"));
  await calculator.getByLabel(t("calendar-start")).fill(`${friday()}T17:00`);
  const due = calculator.getByRole("status");
  await expect(due).toContainText(`${friday(3)} ${weekday(0)} 09:30`);

  await addDay(page, friday(3), "厂庆");
  await expect(due).toContainText(`${friday(4)} ${weekday(1)} 09:30`);
  await addDay(page, friday(1), "调休", ["10:00", "12:00"]);
  await expect(due).toContainText(`${friday(1)} ${weekday(5)} 11:00`);
  await expect(page.locator(`[data-date="${friday(3)}"]`)).toContainText("厂庆");
  await expect(page.locator(`[data-date="${friday(1)}"]`)).toContainText("调休");

  await button(page, t("calendar-remove-day", { day: `${friday(1)} ${weekday(5)}` })).click();
  await button(dialog(page), t("page-remove")).click();
  await expect(due).toContainText(friday(4));

  await button(page, t("calendar-load-holidays")).click();
  await button(dialog(page), t("calendar-load")).click();
  await expect(page.locator("[data-date$='-10-01']")).toContainText("国庆节");
});

test("what is wrong with a day or a week stands beside its field", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["admin"]));
  await page.goto("/calendars/new");
  await text(page, t("calendar-code")).fill(`bad_${mark()}`);
  await text(page, t("calendar-name")).fill("x");
  const from = text(page, t("calendar-day-from", { day: weekday(0) }));
  await from.fill("x");
  await button(page, t("page-save")).click();
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(t("field-time_malformed", { value: "x" }))).toBeVisible();
  await from.fill("19:00");
  await button(page, t("page-save")).click();
  await expect(page.getByText(t("field-end_not_after_start"))).toBeVisible();
});
