import { Api, mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { button, logIn, menu, panel, sendLogIn, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a wrong password is refused without saying whose it is @phone", async ({ page, admin }) => {
  const me = await person(admin, "SB", ["technician"]);
  await page.goto("/");
  await sendLogIn(page, { ...me, password: "nicht das richtige" });
  await expect(page.getByRole("alert")).toContainText(t("problem-login_failed"));
  await expect(page.getByLabel(t("account-email"))).toHaveValue(me.email);
  await sendLogIn(page, me);
  await expect(menu(page, me)).toBeVisible();
});

test("an empty log-in says what is missing", async ({ page }) => {
  await page.goto("/");
  await button(page, t("account-log-in")).click();
  await expect(page.getByText(t("field-required"))).toHaveCount(2);
  await expect(page.getByLabel(t("account-email"))).toBeFocused();
});

test("after the log-in the page shows what the address asked for, and log-out ends it", async ({ page, admin, desk }) => {
  const me = await person(admin, "SB", ["service_specialist"]);
  const lift = await unit(desk, CUSTOMERS.garden);
  await page.goto(`/units/${lift.id}`);
  await sendLogIn(page, me);
  await expect(page.getByRole("heading", { level: 1, name: lift.serial })).toBeVisible();
  await menu(page, me).click();
  await button(page, t("account-log-out")).click();
  await expect(page.getByRole("heading", { level: 1, name: t("account-log-in") })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: t("account-log-in") })).toBeVisible();
});

test("when a session ends, what was typed is kept until the next log-in", async ({ page, admin, desk }) => {
  const me = await person(admin, "SB", ["service_specialist"]);
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  const words = `打到一半的话 ${mark()}`;
  await logIn(page, me);
  await page.goto(`/tickets/${filed.id}`);
  const comments = panel(page, t("ticket-comments"));
  // That somebody writes is told within a moment. Only then is the next request of the page the one that the button sends.
  const told = page.waitForResponse((answer) => answer.url().endsWith("/presence") && answer.request().postDataJSON()?.state === "editing");
  await text(comments, t("ticket-comment")).fill(words);
  await told;

  const elsewhere = await Api.logIn(me.email, me.password);
  for (const session of await elsewhere.get<{ id: string; current: boolean }[]>("me/sessions")) {
    if (!session.current) await elsewhere.remove(`me/sessions/${session.id}`);
  }
  await button(comments, t("ticket-comment-keep")).click();
  await expect(page.getByRole("status").filter({ hasText: t("account-ended") })).toBeVisible();
  await page.getByLabel(t("account-password")).fill(me.password);
  await button(page, t("account-log-in")).click();
  await expect(text(comments, t("ticket-comment"))).toHaveValue(words);
  await button(comments, t("ticket-comment-keep")).click();
  await expect(comments.getByRole("listitem").filter({ hasText: words })).toBeVisible();
});
