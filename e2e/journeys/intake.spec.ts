import { mark } from "../support/api";
import { person, unit } from "../support/arrange";
import { axe, button, choice, fits, quickLogIn, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a call is filed by the keyboard alone, with a look at what becomes of it @phone", async ({ page, context, admin, desk }) => {
  const word = mark();
  const owner = await desk.create("customers", { kind: "company", name: `来电客户${word}` });
  const digits = String(Date.now()).slice(-8);
  await desk.create(`customers/${owner.id}/contacts`, { name: `周${word}`, phone: `139 ${digits.slice(0, 4)} ${digits.slice(4)}` });
  const lift = await unit(desk, `来电客户${word}`);
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets/new");
  await settled(page);
  const forecast = page.locator("section").filter({ has: page.getByRole("heading", { name: t("ticket-forecast") }) });

  await test.step("the number on the display finds the person, the customer and the only unit", async () => {
    await expect(choice(page, t("ticket-caller"))).toBeFocused();
    await page.keyboard.type(digits.slice(4));
    await expect(page.getByRole("option", { name: `周${word}` })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(text(page, t("ticket-subject"))).toBeFocused();
    await expect(choice(page, t("ticket-customer"))).toHaveValue(`来电客户${word}`);
    await expect(choice(page, t("ticket-unit"))).toHaveValue(lift.serial);
    await expect(text(page, t("ticket-contact-name"))).toHaveValue(`周${word}`);
  });

  await test.step("what is typed says where it goes, by when, and what it may be", async () => {
    await page.keyboard.type(`门机异响 ${word}`);
    await expect(forecast).toContainText(t("ticket-forecast-goes-to"));
    await expect(forecast).toContainText(t("clock_kind-respond"));
    const topic = button(forecast, t("ticket-suggest-topic", { topic: t("ticket_topic-product_quality") }));
    await topic.focus();
    await page.keyboard.press("Enter");
    await expect(choice(page, t("ticket-topic"))).toHaveValue("product_quality");
    await expect(topic).toHaveCount(0);
    await fits(page, "intake");
    await axe(page, "intake");
  });

  await test.step("Ctrl+Enter files it", async () => {
    await text(page, t("ticket-subject")).focus();
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
  });
});

test("a caller whom nobody knows becomes the contact", async ({ page, context, admin }) => {
  const word = mark();
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets/new");
  await settled(page);
  await page.keyboard.type(`0571 8${String(Date.now()).slice(-7)}`);
  await expect(page.getByText(t("page-none-found"))).toBeVisible();
  await text(page, t("ticket-subject")).fill(`咨询保养 ${word}`);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible();
  await expect(page.getByText("0571 8", { exact: false }).first()).toBeVisible();
});

test("Enter waits for what is being looked for, and takes nothing that was found before", async ({ page, context, admin, desk }) => {
  const word = mark();
  const [before, wanted] = [`先前客户${word}`, `后来客户${word}`];
  for (const name of [before, wanted]) await desk.create("customers", { kind: "company", name });
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets/new");
  await settled(page);
  const customer = choice(page, t("ticket-customer"));
  const chosen = button(page, t("page-clear-choice", { field: t("ticket-customer") }));
  await customer.fill(before);
  await expect(page.getByRole("option", { name: before })).toBeVisible();
  let answer = () => {};
  const asked = new Promise<void>((done) => (answer = done));
  await page.route(/\/api\/v1\/customers\?/, async (route) => {
    await asked;
    await route.continue();
  });
  const question = page.waitForRequest(/\/api\/v1\/customers\?/);
  await customer.fill(wanted);
  await page.keyboard.press("Enter");
  await question;
  await expect(chosen).toHaveCount(0);
  await expect(page).toHaveURL(/\/tickets\/new$/);
  answer();
  await expect(chosen).toBeVisible();
  await expect(customer).toHaveValue(wanted);
});
