import { mark } from "../support/api";
import { person } from "../support/arrange";
import { button, logIn, search, sendLogIn, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("an administrator invites a person, who sets a password by the link, once", async ({ page, browser, baseURL, admin }) => {
  const administrator = await person(admin, "SB", ["admin"]);
  const name = `新同事${mark()}`;
  const guest = { name, email: `guest.${mark().toLowerCase()}@sanbao.example`, password: "山外青山楼外楼西湖歌舞几时休" };
  let link = "";

  await test.step("the administrator fills the invitation and copies the link", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await logIn(page, administrator);
    await page.getByRole("navigation", { name: t("page-nav"), exact: true }).getByRole("link", { name: t("page-nav-users") }).click();
    await page.getByRole("link", { name: t("people-invite") }).click();
    await search(page, t("people-organization"), "恒升", /杭州恒升/);
    await text(page, t("people-name")).fill(guest.name);
    await text(page, t("account-email")).fill(guest.email);
    await page.getByRole("checkbox", { name: t("role-dealer"), exact: true }).check();
    await button(page, t("people-invite")).click();
    await expect(page.getByText(t("people-link-ready", { name }))).toBeVisible();
    await button(page, t("page-copy")).click();
    await expect(page.getByText(t("page-copied"))).toBeVisible();
    link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(new RegExp(`^${baseURL}/welcome#token=.{20,}`));
    expect(await page.getByLabel(t("people-link"), { exact: true }).inputValue()).toBe(link);
  });

  await test.step("the new person sets a password, which must be typed twice alike, and logs in", async () => {
    const context = await browser.newContext({ locale: "zh-CN" });
    const fresh = await context.newPage();
    await fresh.goto(link);
    await expect(fresh).toHaveURL(/\/welcome$/);
    await fresh.getByLabel(t("account-new-password")).first().fill(guest.password);
    await fresh.getByLabel(t("account-repeat-password")).fill("something else");
    await button(fresh, t("account-set-password")).click();
    await expect(fresh.getByText(t("account-repeat-wrong"))).toBeVisible();
    await fresh.getByLabel(t("account-repeat-password")).fill(guest.password);
    await button(fresh, t("account-set-password")).click();
    await expect(fresh.getByText(t("account-password-set"))).toBeVisible();
    await fresh.getByRole("link", { name: t("account-log-in") }).click();
    await sendLogIn(fresh, guest);
    await expect(button(fresh, t("account-menu", { name }))).toBeVisible();
    await context.close();
  });

  await test.step("the used link does not work again", async () => {
    const context = await browser.newContext({ locale: "zh-CN" });
    const fresh = await context.newPage();
    await fresh.goto(link);
    await fresh.getByLabel(t("account-new-password")).first().fill(`${guest.password}再来`);
    await fresh.getByLabel(t("account-repeat-password")).fill(`${guest.password}再来`);
    await button(fresh, t("account-set-password")).click();
    await expect(fresh.getByRole("alert")).toContainText(t("problem-link_invalid"));
    await fresh.goto(`${baseURL}/`);
    await sendLogIn(fresh, guest);
    await expect(button(fresh, t("account-menu", { name }))).toBeVisible();
    await context.close();
  });

  await test.step("the administrator finds the person active", async () => {
    await page.getByRole("link", { name: t("people-to-person", { name }) }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.locator(".sb-badges").getByText(t("user_status-active"))).toBeVisible();
  });
});
