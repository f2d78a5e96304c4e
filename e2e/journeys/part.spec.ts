import { person } from "../support/arrange";
import { mark } from "../support/api";
import { axe, button, choice, fits, go, panel, quickLogIn, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a part is put into the catalogue, priced, replaced and found by a word of it @phone", async ({ page, context, admin }) => {
  const number = `E2E-${mark()}`;
  const word = `试验皮带${mark()}`;
  await quickLogIn(context, await person(admin, "SB", ["quality"], { name: "赵质检" }));

  await test.step("what is wrong is said beside the field", async () => {
    await page.goto("/parts/new");
    await settled(page);
    await text(page, t("part-number")).fill(number);
    await text(page, t("part-name")).fill(word);
    await search(page, t("part-supplier"), "德铭", /宁波德铭/);
    await page.getByLabel(t("part-return-owed"), { exact: true }).check();
    await text(page, t("part-number")).press("Tab");
    await button(page, t("part-add-price")).click();
    await page.getByLabel(t("part-valid-from")).fill("2025-01-01");
    await text(page, t("part-price")).fill("86,5");
    await text(page, t("part-cost")).fill("38.50");
    await button(page, t("page-save")).click();
    await expect(page.getByText(t("field-amount_malformed")).first()).toBeVisible();
    await fits(page, "refused");
    await axe(page, "refused");
  });

  await test.step("the part shows what it costs now", async () => {
    await text(page, t("part-price")).fill("86.5");
    await button(page, t("page-save")).click();
    await expect(page.getByRole("heading", { level: 1, name: `${number} ${word}` })).toBeVisible();
    const prices = panel(page, t("part-prices"));
    await expect(prices.getByText("CNY 86.50")).toBeVisible();
    await expect(prices.getByText("CNY 38.50")).toBeVisible();
    await expect(prices.getByText(t("part-price-now"))).toBeVisible();
    await expect(page.getByText(t("part-return-within", { count: 30 }))).toBeVisible();
  });
  const address = page.url();

  await test.step("it does not come in its own place", async () => {
    await page.getByRole("link", { name: t("page-edit"), exact: true }).click();
    await search(page, t("part-superseded-by"), number, new RegExp(number));
    await button(page, t("page-save")).click();
    await expect(page.getByText(`${number} → ${number}`).first()).toBeVisible();
    await button(page, t("page-clear-choice", { field: t("part-superseded-by") })).click();
    await search(page, t("part-superseded-by"), "DM-2202", /DM-2202/);
    await button(page, t("page-save")).click();
    await expect(page).toHaveURL(address);
    await expect(page.getByRole("link", { name: /DM-2202/ })).toBeVisible();
  });

  await test.step("the list and the palette find it by a word of its name", async () => {
    await go(page, `/parts?q=${encodeURIComponent(word)}`);
    await settled(page);
    await expect(page.getByRole("link", { name: number, exact: true })).toBeVisible();
    await choice(page, t("part-succession")).selectOption({ label: t("part-current") });
    await expect(page.getByText(t("part-none-found"))).toBeVisible();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: t("page-palette-hint") }).fill(word);
    await page.getByRole("option", { name: new RegExp(number) }).click();
    await expect(page).toHaveURL(address);
  });
});

test("a dealer sees the price and neither cost nor supplier; the supplier no price @phone", async ({ as, admin }) => {
  const supplier = await admin.find("organizations?kind=supplier&q=SP-DM");
  const part = await admin.create("parts", {
    number: `E2E-${mark()}`,
    name: "门机皮带",
    measure: "piece",
    supplier_id: supplier.id,
    prices: [{ valid_from: "2025-01-01", currency: "CNY", price: "86.50", cost: "38.50" }],
  });
  const dealer = await as(await person(admin, "DL-HZ", ["dealer"]));
  await dealer.goto(`/parts/${part.id}`);
  await settled(dealer);
  await expect(dealer.getByText("CNY 86.50")).toBeVisible();
  await expect(dealer.getByText("CNY 38.50")).toHaveCount(0);
  await expect(dealer.getByText("宁波德铭")).toHaveCount(0);
  await expect(dealer.getByRole("link", { name: t("page-edit"), exact: true })).toHaveCount(0);
  const own = await as(await person(admin, "SP-DM", ["supplier"]));
  await own.goto("/parts");
  await settled(own);
  await expect(own.getByRole("link", { name: "DM-1101" })).toBeVisible();
  await expect(own.getByRole("link", { name: "QY-4001" })).toHaveCount(0);
  await expect(own.getByText("CNY")).toHaveCount(0);
  await fits(own, "supplier's list");
});
