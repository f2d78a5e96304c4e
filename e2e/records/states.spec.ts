import { quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

/** Lists with a search: address, what the box is called, what an empty list says. */
const LISTS = [
  { path: "/tickets", box: "ticket-search", none: "ticket-none-found" },
  { path: "/units", box: "unit-search", none: "unit-none-found" },
  { path: "/customers", box: "customer-search", none: "customer-none-found" },
  { path: "/products", box: "catalogue-search", none: "catalogue-none-found" },
  { path: "/fault-codes", box: "catalogue-search", none: "catalogue-none-found" },
  { path: "/organizations", box: "people-search-organizations", none: "people-no-organizations" },
  { path: "/users", box: "people-search", none: "people-none" },
];
const UNAVAILABLE = {
  status: 503,
  contentType: "application/problem+json",
  headers: { "Retry-After": "1" },
  body: JSON.stringify({
    type: "about:blank",
    title: t("problem-unavailable"),
    status: 503,
    detail: t("problem-unavailable-detail"),
    code: "unavailable",
    request_id: "e2e-request",
  }),
};

test.beforeEach(async ({ context, reader }) => quickLogIn(context, reader));

for (const { path, box, none } of LISTS) {
  test(`${path} says when nothing fits, and how to go on`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("table")).toBeVisible();
    await page.getByRole("searchbox", { name: t(box) }).fill("没有这样的东西 404");
    await expect(page.getByText(t(none), { exact: true })).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
    expect(new URL(page.url()).searchParams.get("q")).toBe("没有这样的东西 404");
    await page.reload();
    await expect(page.getByText(t(none), { exact: true })).toBeVisible();
    await page.getByRole("button", { name: t("page-clear-filters") }).first().click();
    await expect(page.getByRole("table")).toBeVisible();
    await expect(page.getByRole("searchbox")).toHaveValue("");
  });
}

test("a list that cannot be read says why and can be asked again", async ({ page }) => {
  await page.route("**/api/v1/units?*", (route) => route.fulfill(UNAVAILABLE));
  await page.route("**/api/v1/units", (route) => route.fulfill(UNAVAILABLE));
  await page.goto("/units");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(t("problem-unavailable"));
  await expect(alert).toContainText(t("page-request-id", { id: "e2e-request" }));
  await expect(page.getByRole("table")).toHaveCount(0);
  await page.unrouteAll();
  await alert.getByRole("button", { name: t("page-retry") }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("what was read stays in sight when it cannot be renewed", async ({ page }) => {
  await page.goto("/units?q=SB1600B-24");
  const row = page.getByRole("row").filter({ hasText: "SB1600B-24-00005" });
  await expect(row).toBeVisible();
  await page.route("**/api/v1/units?*", (route) => route.abort());
  await page.getByLabel(t("page-status"), { exact: true }).selectOption({ label: t("unit_status-in_service") });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(t("page-network"));
  await expect(row).toBeVisible();
  await page.unrouteAll();
  await alert.getByRole("button", { name: t("page-retry") }).click();
  await expect(alert).toHaveCount(0);
  await settled(page);
  await expect(row).toBeVisible();
});

test("an address of no page says so and leads home @phone", async ({ page }) => {
  await page.goto("/tickets/42");
  await expect(page.getByRole("heading", { level: 1, name: t("page-lost") })).toBeVisible();
  await page.getByRole("link", { name: t("page-lost-home") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("ticket-list") })).toBeVisible();
});
