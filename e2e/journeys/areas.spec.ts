import { axe, button, quickLogIn, settled, speak } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("pages of another area come when they are opened, and again when they did not come", async ({ page, context, reader }) => {
  await quickLogIn(context, reader);
  const fetched: string[] = [];
  page.on("request", (request) => {
    const [, name] = /\/page-\w+\/(\w+)\.wasm$/.exec(request.url()) ?? [];
    if (name !== undefined) fetched.push(name);
  });
  await page.goto("/tickets?open=true");
  await settled(page);
  // What is released fetches the rest while it is idle; the desk does not wait for it.
  expect(fetched[0]).toBe("page");

  await page.route("**/split_claims.wasm", (route) => route.abort());
  await page.goto("/warranty-claims");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(t("page-part-missing"));
  await expect(page.getByRole("alert")).toContainText(t("page-part-missing-hint"));
  await axe(page, "a part is missing");
  await page.unroute("**/split_claims.wasm");
  await button(page, t("page-retry")).click();
  await settled(page);
  await expect(heading).toHaveText(t("claim-nav"));
});

test("the words of the other language come when it is chosen", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const [, language] = /\/words-(zh-CN|en)-\w+\.ftl$/.exec(request.url()) ?? [];
    if (language !== undefined) fetched.push(language);
  });
  await page.goto("/");
  await expect(button(page, t("account-log-in"))).toBeVisible();
  expect(new Set(fetched)).toEqual(new Set(["zh-CN"]));
  const en = await speak(page, "en", false);
  await expect(button(page, en("account-log-in"))).toBeVisible();
  expect(new Set(fetched)).toEqual(new Set(["zh-CN", "en"]));
});
