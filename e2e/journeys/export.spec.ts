import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { button, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** Takes the list that is shown along as a file. */
async function take(page: Page, format: "csv" | "xlsx"): Promise<{ name: string; bytes: Buffer }> {
  const saved = page.waitForEvent("download");
  await button(page, t("export-button")).click();
  await button(page, t(`export_format-${format}`)).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test("the list that is shown is taken along, and a formula in it stays text @phone", async ({ page, context, admin, desk }) => {
  const word = mark();
  const lift = await unit(desk, CUSTOMERS.hospital);
  const odd = await ticket(desk, lift, { subject: `=1+1 ${word}` });
  const other = await ticket(desk, lift, { subject: `别的 ${mark()}` });
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets?q=${word}`);
  await settled(page);

  const csv = await take(page, "csv");
  expect(csv.name).toMatch(/^tickets-\d{4}-\d\d-\d\d\.csv$/);
  const text = csv.bytes.toString("utf8");
  expect(text.startsWith(`\u{feff}${t("register-number")},`)).toBe(true);
  expect(text).toContain(odd.number);
  expect(text).toContain(`'=1+1 ${word}`);
  expect(text).not.toContain(other.number);

  const xlsx = await take(page, "xlsx");
  expect(xlsx.name).toMatch(/\.xlsx$/);
  // A spreadsheet is an archive.
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe("PK");
  await expect(button(page, t("export-button"))).toBeEnabled();
});

test("a dealer takes its own tickets along and nobody else's", async ({ as, admin, desk }) => {
  const own = await ticket(desk, await unit(desk, CUSTOMERS.hospital));
  const foreign = await ticket(desk, await unit(desk, CUSTOMERS.plaza));
  const page = await as(await person(admin, "DL-HZ", ["dealer"]));
  await page.goto("/tickets");
  await settled(page);
  const text = (await take(page, "csv")).bytes.toString("utf8");
  expect(text).toContain(own.number);
  expect(text).not.toContain(foreign.number);
});
