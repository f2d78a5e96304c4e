import { Api } from "../support/api";
import { person } from "../support/arrange";
import { button, choice, dark, dialog, logIn, panel, text } from "../support/page";
import { expect, test } from "../support/test";
import { t, words } from "../support/words";

test("language and theme are kept", async ({ page, as, admin }) => {
  const me = await person(admin, "SB", ["service_specialist"]);
  const en = words("en");
  await logIn(page, me);
  await page.goto("/account");
  await choice(page, t("people-language")).selectOption({ label: t("locale-en") });
  await button(page, t("page-save")).click();
  await expect(page.getByRole("heading", { level: 1, name: en("account-title") })).toBeVisible();
  await button(page, en("page-dark")).click();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: en("account-title") })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("html")).toHaveClass(/pf-v6-theme-dark/);
  await expect(button(page, en("page-dark"))).toHaveAttribute("aria-pressed", "true");

  // The language belongs to the person, the theme to the browser.
  const elsewhere = await as(me);
  await elsewhere.goto("/account");
  await expect(elsewhere.getByRole("heading", { level: 1, name: en("account-title") })).toBeVisible();
  await expect(elsewhere.locator("html")).not.toHaveClass(/pf-v6-theme-dark/);
});

test("who asks for stillness sees nothing fade", async ({ page }) => {
  await page.goto("/");
  await expect(text(page, t("account-email"))).toBeVisible();
  await page.evaluate(() => {
    document.body.dataset.faded = "0";
    document.addEventListener("transitionrun", () => (document.body.dataset.faded = String(Number(document.body.dataset.faded) + 1)));
  });
  const faded = page.locator("body");
  // Two frames later all that follows the change has begun.
  const frames = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await dark(page, true, t);
  await frames();
  await expect(faded).toHaveAttribute("data-faded", "0");
  // Whoever does not ask sees it, or this would prove nothing.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await dark(page, false, t);
  await expect(faded).not.toHaveAttribute("data-faded", "0");
});

test("another log-in is listed and can be ended", async ({ page, as, admin }) => {
  const me = await person(admin, "SB", ["service_specialist"]);
  const other = await as(me);
  await other.goto("/account");
  await expect(other.getByRole("heading", { level: 1, name: t("account-title") })).toBeVisible();
  await logIn(page, me);
  await page.goto("/account/sessions");
  const rows = page.getByRole("table", { name: t("account-sessions") }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: t("account-this-device") })).toHaveCount(1);
  await button(rows.last().or(rows.nth(1)), t("account-end-session")).click();
  await button(dialog(page), t("account-end-session")).click();
  await expect(page.getByText(t("account-session-ended"))).toBeVisible();
  await expect(rows).toHaveCount(2);
  await other.reload();
  await expect(other.getByRole("heading", { level: 1, name: t("account-log-in") })).toBeVisible();
});

test("an API token is shown once, may do what was chosen, and ends when revoked", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto("/account/api-tokens");
  await button(page, t("account-new-token")).click();
  const form = dialog(page);
  await text(form, t("account-token-name")).fill("夜间报表");
  await form.getByRole("checkbox", { name: t("permission-ticket-read"), exact: true }).check();
  await button(form, t("account-make-token")).click();
  await expect(form).toBeHidden();
  const secret = await page.getByLabel(t("account-token-secret"), { exact: true }).inputValue();
  expect(secret).toMatch(/^sbt_/);

  const script = await Api.withToken(secret);
  expect((await script.try("tickets")).status()).toBe(200);
  expect((await script.try("units")).status()).toBe(403);

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "夜间报表" });
  await expect(row).toContainText(t("account-token-valid"));
  await expect(page.getByLabel(t("account-token-secret"), { exact: true })).toHaveCount(0);
  await expect(page.getByText(secret)).toHaveCount(0);

  await button(row, t("account-revoke")).click();
  await button(dialog(page), t("account-revoke")).click();
  await expect(row).toContainText(t("account-token-revoked"));
  expect((await script.try("tickets")).status()).toBe(401);
  await script.dispose();
});

test("a password is changed, and other devices are logged out", async ({ page, as, admin }) => {
  const me = await person(admin, "SB", ["technician"]);
  const other = await as(me);
  await other.goto("/account");
  await logIn(page, me);
  await page.goto("/account/password");
  const fresh = "雨后的西湖边有三只白鹭在飞";
  const form = panel(page, t("account-change-password"));
  await form.getByLabel(t("account-current-password")).fill(me.password);
  await form.getByLabel(t("account-new-password")).first().fill(fresh);
  await form.getByLabel(t("account-repeat-password")).fill(fresh);
  await button(form, t("account-change-password")).click();
  await expect(page.getByText(t("account-password-changed"))).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { level: 1, name: t("account-log-in") })).toBeVisible();
  await logIn(other, { ...me, password: fresh });
});
