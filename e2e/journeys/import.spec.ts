import { mark } from "../support/api";
import { person } from "../support/arrange";
import { button, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";
import type { Page } from "@playwright/test";

/** Five records, the fourth of them with a day that is none. */
const ROWS = [
  "id,event_date,product_category,brand,problem,repair_status",
  "r-1,2026-01-12,Kettle,Tefal,does not switch off,Fixed",
  'r-2,2026-01-12,Toaster,Philips,"jumps, but does not toast",Repairable',
  "r-3,2026-02-03,Lamp,,flickers,End of life",
  "r-4,someday,Radio,Sony,no sound,Fixed",
  "r-5,2026-02-04,Kettle,Bosch,leaks,Unknown",
];
const LINE_OF_BAD_ROW = 5;

/** A number of the report. */
function figure(page: Page, name: string) {
  return page.locator("dl > div").filter({ has: page.getByRole("term").getByText(name, { exact: true }) }).getByRole("definition");
}

async function run(page: Page, source: string, rehearsal: boolean): Promise<void> {
  await page.goto("/imports/new");
  await page.getByLabel(t("import-csv")).setInputFiles({ name: "repairs.csv", mimeType: "text/csv", buffer: Buffer.from(ROWS.join("\n")) });
  await expect(page.getByText("product_category")).toBeVisible();
  const mapping = text(page, t("import-mapping-text"));
  await mapping.fill((await mapping.inputValue()).replace("my_system", source));
  const dry = page.getByRole("checkbox", { name: t("import-dry-run") });
  await expect(dry).toBeChecked();
  await dry.setChecked(rehearsal);
  await button(page, rehearsal ? t("import-rehearse") : t("import-run")).click();
  await expect(page.getByRole("heading", { level: 1, name: t("import-of", { source }) })).toBeVisible();
  await expect(page.locator(".sb-badges").getByText(t("import_status-finished"))).toBeVisible();
}

test("records are rehearsed, imported and imported again, nothing lost and nothing twice", async ({ as, admin }) => {
  const source = `e2e_${mark()}`;
  const page = await as(await person(admin, "SB", ["admin"]));
  const refused = page.getByRole("table", { name: t("import-refused") }).getByRole("row");
  const expectReport = async (created: string, known: string, rehearsal = false) => {
    await expect(figure(page, t("import-rows-total"))).toHaveText("5");
    await expect(figure(page, t(rehearsal ? "import-rows-would-create" : "import-rows-created"))).toHaveText(created);
    await expect(figure(page, t("import-rows-known"))).toHaveText(known);
    await expect(figure(page, t("import-rows-refused"))).toHaveText("1");
    await expect(refused).toHaveCount(2);
    await expect(refused.last()).toContainText(String(LINE_OF_BAD_ROW));
    await expect(refused.last()).toContainText("r-4");
    await expect(refused.last()).toContainText("event_date");
  };
  const tickets = async () =>
    (await admin.get<{ items: { external_source?: string }[] }>(`tickets?external_source=${source}`)).items.length;

  await run(page, source, true);
  await expect(page.getByText(t("import-rehearsed"))).toBeVisible();
  await expectReport("4", "0", true);
  expect(await tickets()).toBe(0);

  await run(page, source, false);
  await expectReport("4", "0");
  expect(await tickets()).toBe(4);

  await run(page, source, false);
  await expectReport("0", "4");
  expect(await tickets()).toBe(4);

  await page.goto("/imports");
  await expect(page.getByRole("row").filter({ hasText: source })).toHaveCount(3);
});

test("a mapping that cannot be read says so beside its field", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["admin"]));
  await page.goto("/imports/new");
  await text(page, t("import-mapping-text")).fill("{");
  await button(page, t("import-rehearse")).click();
  await expect(text(page, t("import-mapping-text"))).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText(t("field-required"))).toBeVisible();
});
