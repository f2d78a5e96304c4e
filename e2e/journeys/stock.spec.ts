import { organizationOf, person } from "../support/arrange";
import { type Api, mark } from "../support/api";
import { axe, button, choice, dialog, fits, go, panel, quickLogIn, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** Two locations of the maker and a part that is kept in neither yet. */
async function arrange(admin: Api) {
  const id = mark();
  const home = (await organizationOf(admin, "SB")).id;
  const place = (code: string, name: string) =>
    admin.create("locations", { kind: "central_depot", code, name, organization_id: home });
  const depot = await place(`A-${id}`, `甲库${id}`);
  const second = await place(`B-${id}`, `乙库${id}`);
  const part = await admin.create("parts", { number: `E2E-${id}`, name: "门机皮带", measure: "piece", batch_tracked: true });
  return { depot, second, part };
}

test("goods are received, moved, asked for in vain, issued and counted @phone", async ({ page, context, admin }) => {
  const { depot, second, part } = await arrange(admin);
  await quickLogIn(context, await person(admin, "SB", ["technician"], { name: "张师傅" }));
  const stock = panel(page, t("stock-nav"));
  const line = (name: string) => stock.getByRole("row").filter({ hasText: name });

  await test.step("the first goods, with the batch that was forgotten", async () => {
    await page.goto(`/parts/${part.id}`);
    await settled(page);
    await expect(page.getByText(t("stock-part-none"))).toBeVisible();
    await button(page, t("stock-move")).click();
    await expect(choice(dialog(page), t("stock-kind"))).toHaveValue("receipt");
    await search(dialog(page), t("stock-to"), depot.code, new RegExp(depot.name));
    await text(dialog(page), t("stock-batch")).press("Tab");
    await dialog(page).getByRole("spinbutton", { name: t("stock-quantity") }).fill("10");
    await button(dialog(page), t("movement_kind-receipt")).click();
    await expect(dialog(page).getByText(t("field-required")).first()).toBeVisible();
    await axe(page, "refused");
    await text(dialog(page), t("stock-batch")).fill("B07");
    await button(dialog(page), t("movement_kind-receipt")).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(line(depot.name)).toContainText("10");
  });

  await test.step("some go to another location, out of the line they lie in", async () => {
    await button(line(depot.name), t("stock-move-short")).click();
    await choice(dialog(page), t("stock-kind")).selectOption({ label: t("movement_kind-transfer") });
    await expect(dialog(page).getByText(t("stock-free-now", { count: 10 }))).toBeVisible();
    await search(dialog(page), t("stock-to"), second.code, new RegExp(second.name));
    await dialog(page).getByRole("spinbutton", { name: t("stock-quantity") }).fill("4");
    await text(dialog(page), t("stock-batch")).fill("B07");
    await button(dialog(page), t("movement_kind-transfer")).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(line(second.name)).toContainText("4");
  });

  await test.step("too many: the refusal says how many are left and where more is", async () => {
    await button(line(second.name), t("stock-move-short")).click();
    await dialog(page).getByRole("spinbutton", { name: t("stock-quantity") }).fill("5");
    await text(dialog(page), t("stock-batch")).fill("B07");
    await button(dialog(page), t("movement_kind-issue")).click();
    await expect(dialog(page).getByText(`${depot.name} 6`)).toBeVisible();
    await fits(page, "too many");
    await dialog(page).getByRole("spinbutton", { name: t("stock-quantity") }).fill("3");
    await text(dialog(page), t("stock-reference")).fill("TK-2026-000001");
    await button(dialog(page), t("movement_kind-issue")).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(panel(page, t("stock-latest"))).toContainText("TK-2026-000001");
  });

  await test.step("with a reorder point the line is low, and found as such", async () => {
    await go(page, `/stock?q=${part.number}`);
    await settled(page);
    await page.getByRole("row").filter({ hasText: second.name }).getByTitle(new RegExp(part.number)).first().click();
    await dialog(page).getByRole("spinbutton", { name: t("stock-reorder-point") }).fill("2");
    await button(dialog(page), t("page-save")).click();
    await expect(dialog(page)).toHaveCount(0);
    await choice(page, t("stock-reorder-point")).selectOption({ label: t("stock-low-only") });
    await expect(page.getByRole("row").filter({ hasText: second.name })).toContainText(t("stock-low"));
    await expect(page.getByRole("row").filter({ hasText: depot.name })).toHaveCount(0);
  });
});

test("a supervisor takes a wrong movement back, and a dealer sees only its own shelves", async ({ as, admin }) => {
  const { depot, part } = await arrange(admin);
  const desk = await as(await person(admin, "SB", ["supervisor"]));
  await desk.goto(`/parts/${part.id}`);
  await settled(desk);
  await button(desk, t("stock-move")).click();
  await choice(dialog(desk), t("stock-kind")).selectOption({ label: t("movement_kind-adjustment") });
  await search(dialog(desk), t("stock-location"), depot.code, new RegExp(depot.name));
  await dialog(desk).getByRole("spinbutton", { name: t("stock-difference") }).fill("7");
  await text(dialog(desk), t("stock-reason")).fill("期初盘点");
  await button(dialog(desk), t("movement_kind-adjustment")).click();
  await expect(dialog(desk)).toHaveCount(0);
  await desk.getByRole("link", { name: t("stock-all-movements") }).click();
  await settled(desk);
  await expect(desk.getByRole("row").filter({ hasText: part.number })).toHaveCount(1);
  await button(desk, t("stock-correct")).click();
  await text(dialog(desk), t("stock-reason")).fill("库位写错");
  await button(dialog(desk), t("stock-correct")).click();
  await expect(desk.getByRole("row").filter({ hasText: part.number })).toHaveCount(2);
  await expect(desk.getByText(t("stock-corrected"))).toBeVisible();
  await expect(button(desk, t("stock-correct"))).toHaveCount(0);

  const dealer = await as(await person(admin, "DL-HZ", ["dealer"]));
  await dealer.goto("/stock");
  await settled(dealer);
  await expect(dealer.getByRole("row").filter({ hasText: "杭州恒升备件库" })).not.toHaveCount(0);
  await expect(dealer.getByText("余杭中心库")).toHaveCount(0);
  await go(dealer, "/locations");
  await settled(dealer);
  await expect(dealer.getByRole("row")).toHaveCount(2);
});
