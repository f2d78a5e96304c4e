import { organizationOf, person } from "../support/arrange";
import { mark } from "../support/api";
import { axe, button, dialog, fits, go, panel, quickLogIn, search, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a location is counted, a second person approves, and the differences are booked @phone", async ({ page, context, as, admin }) => {
  const id = mark();
  const home = (await organizationOf(admin, "SB")).id;
  const place = await admin.create("locations", { kind: "central_depot", code: `C-${id}`, name: `盘点库${id}`, organization_id: home });
  const part = await admin.create("parts", { number: `E2E-${id}`, name: "门机皮带", measure: "piece" });
  await admin.create("stock/adjust", { location_id: place.id, part_id: part.id, difference: 12, reason: "期初" });
  await quickLogIn(context, await person(admin, "SB", ["supervisor"], { name: "孙盘点" }));
  const counted = page.getByRole("spinbutton", { name: t("count-counted-of", { part: part.number }) });

  await test.step("what the books have is frozen", async () => {
    await page.goto("/stock-counts");
    await settled(page);
    await button(page, t("count-new")).click();
    await search(dialog(page), t("stock-location"), place.code, new RegExp(place.name));
    await button(dialog(page), t("count-open")).click();
    await expect(page.getByRole("heading", { level: 1, name: new RegExp(place.name) })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: part.number })).toContainText("12");
  });

  await test.step("nothing is submitted before all is counted", async () => {
    await button(page, t("stock_count_action-submit")).click();
    await expect(dialog(page).getByText(t("count-submit-open", { count: 1 }))).toBeVisible();
    await button(dialog(page), t("page-cancel")).click();
    await counted.fill("-1");
    await button(page, t("count-save")).click();
    await expect(page.getByText(t("field-too_small", { limit: 0 })).first()).toBeVisible();
    await fits(page, "refused");
    await axe(page, "refused");
    await counted.fill("9");
    await expect(page.getByRole("row").filter({ hasText: part.number })).toContainText("-3");
    await button(page, t("count-save")).click();
    await expect(page.getByText(t("page-saved")).first()).toBeVisible();
    await button(page, t("stock_count_action-submit")).click();
    await expect(dialog(page).getByText(t("count-submit-hint", { count: 1 }))).toBeVisible();
    await button(dialog(page), t("stock_count_action-submit")).click();
    await expect(page.getByText(t("count-second-person"))).toBeVisible();
    await expect(button(page, t("stock_count_action-approve"))).toHaveCount(0);
  });

  await test.step("somebody else approves, and the stock is what was counted", async () => {
    const second = await as(await person(admin, "SB", ["supervisor"]));
    await second.goto(page.url());
    await settled(second);
    await button(second, t("stock_count_action-approve")).click();
    await button(dialog(second), t("stock_count_action-approve")).click();
    await expect(dialog(second)).toHaveCount(0);
    await expect(second.getByText(t("stock_count_status-approved")).first()).toBeVisible();
    await go(second, `/parts/${part.id}`);
    await settled(second);
    await expect(panel(second, t("stock-nav")).getByRole("row").filter({ hasText: place.name })).toContainText("9");
  });
});
