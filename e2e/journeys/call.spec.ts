import { Api, mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { again, button, choice, logIn, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { act, state, timeline } from "../support/ticket";
import { t } from "../support/words";
import { PHONE } from "../playwright.config";

test("a call about a unit under warranty is filed, worked and confirmed", async ({ page, as, admin, desk }) => {
  test.slow();
  const specialist = await person(admin, "SB", ["service_specialist"]);
  const technician = await person(admin, "SB", ["technician"]);
  const customer = await person(admin, "CU-XH", ["customer"]);
  const lift = await unit(desk, CUSTOMERS.garden);
  const earlier = await ticket(desk, lift);
  const subject = `2 幢电梯关门撞人 ${mark()}`;
  let path = "";

  await test.step("the specialist finds the unit by a part of its serial and sees what is known of it", async () => {
    await logIn(page, specialist);
    await page.getByRole("link", { name: t("ticket-new") }).click();
    await expect(page.getByRole("heading", { level: 1, name: t("ticket-new") })).toBeVisible();
    await search(page, t("ticket-unit"), lift.serial.slice(4), lift.serial);
    const known = page.getByRole("complementary", { name: t("ticket-known") });
    await expect(known.getByText(t("warranty_status-in_warranty")).first()).toBeVisible();
    await expect(known.getByRole("list", { name: t("unit-warranty-reasons") }).first()).not.toBeEmpty();
    await expect(known.getByRole("heading", { name: t("ticket-earlier", { count: 1 }) })).toBeVisible();
    await expect(known.getByRole("link", { name: earlier.number })).toBeVisible();
    await expect(choice(page, t("ticket-customer"))).toHaveValue(CUSTOMERS.garden);
  });

  await test.step("and files the ticket", async () => {
    await button(page, "林建国 137 0571 5001").click();
    await expect(text(page, t("ticket-contact-phone"))).toHaveValue("137 0571 5001");
    await expect(choice(page, t("ticket-channel"))).toHaveValue("phone");
    await text(page, t("ticket-subject")).fill(subject);
    await text(page, t("ticket-description")).fill("昨晚起关门时碰到乘客，没有重新打开。");
    await button(page, t("ticket-file")).click();
    await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
    path = new URL(page.url()).pathname;
    expect(path).toMatch(/^\/tickets\/[0-9a-f-]{36}$/);
    await expect(state(page, "new")).toBeVisible();
  });

  await test.step("verifies it, which keeps the warranty verdict, and assigns the technician", async () => {
    await act(page, "verify");
    await expect(state(page, "verifying")).toBeVisible();
    await expect(panel(page, t("ticket-unit")).getByText(t("warranty_status-in_warranty")).first()).toBeVisible();
    await act(page, "assign", (form) => search(form, t("ticket-assignee"), technician.name, technician.name));
    await expect(state(page, "assigned")).toBeVisible();
    await expect(panel(page, t("ticket-handled-by")).getByText(technician.name)).toBeVisible();
  });

  await test.step("the technician finds it on the telephone and works it", async () => {
    const phone = await as(technician, { viewport: PHONE });
    await phone.goto("/");
    await button(phone, t("ticket-mine")).click();
    await phone.getByRole("row").filter({ hasText: subject }).getByRole("link").first().click();
    await act(phone, "start");
    await expect(state(phone, "in_progress")).toBeVisible();
    await act(phone, "wait", async (form) => {
      await choice(form, t("ticket-wait-reason")).selectOption({ label: t("wait_reason-parts") });
      await choice(form, t("ticket-ball-holder")).selectOption({ label: t("ball_holder-supplier") });
      await text(form, t("ticket-wait-note")).fill("等门机控制器");
    });
    await expect(panel(phone, t("ticket-waits")).getByText(t("wait_reason-parts"))).toBeVisible();
    await act(phone, "resume");
    await act(phone, "resolve", async (form) => {
      await text(form, t("ticket-solution")).fill("更换光幕并调整关门力。");
      await choice(form, t("ticket-repair-outcome")).selectOption({ label: t("repair_outcome-fixed") });
    });
    await expect(state(phone, "resolved")).toBeVisible();
  });

  await test.step("the customer sees the solution and confirms", async () => {
    const home = await as(customer);
    await home.goto(path);
    await expect(panel(home, t("ticket-outcome")).getByText("更换光幕并调整关门力。")).toBeVisible();
    await act(home, "confirm");
    await expect(state(home, "closed")).toBeVisible();
  });

  await test.step("the specialist finds it closed, with all that happened", async () => {
    await again(page);
    await settled(page);
    await expect(state(page, "closed")).toBeVisible();
    const steps = ["confirm", "resolve", "resume", "wait", "start", "assign", "verify"].map((step) => t(`ticket_action-${step}`));
    await expect(timeline(page).getByRole("strong")).toHaveText([...steps, t("ticket_event_kind-rule"), t("ticket_event_kind-created")]);
    await expect(timeline(page).filter({ hasText: "等门机控制器" })).toHaveCount(1);
    const seen = await Api.logIn(specialist.email, specialist.password);
    expect(await seen.get(path.slice(1))).toMatchObject({ status: "closed", solution: "更换光幕并调整关门力。" });
    await seen.dispose();
  });
});
