import { mark } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { button, choice, dialog, menu, panel, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { act, state } from "../support/ticket";
import { t } from "../support/words";

test("a technician finds the own work on the telephone and begins it @phone-only", async ({ as, admin, desk, viewport }) => {
  const technician = await person(admin, "SB", ["technician"]);
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  const verified = await desk.act("tickets", filed, "verify");
  await desk.act("tickets", verified, "assign", { assignee_id: technician.id });
  expect(viewport?.width).toBe(390);

  const page = await as(technician);
  await page.goto("/account");
  const ways = page.getByRole("navigation", { name: t("page-nav"), exact: true });
  await expect(menu(page, technician)).toBeVisible();
  await expect(ways).toBeHidden();
  await button(page, t("page-nav-toggle")).click();
  await ways.getByRole("link", { name: t("page-nav-tickets") }).click();
  await expect(ways).toBeHidden();
  await button(page, t("ticket-mine")).click();
  await expect(page.getByText(t("page-rows-all", { count: 1 }))).toBeVisible();
  await page.getByRole("link", { name: filed.number }).click();
  await act(page, "start", (form) => text(form, t("ticket-note")).fill("已到现场"));
  await expect(state(page, "in_progress")).toBeVisible();
  await expect(page.getByText("已到现场")).toBeVisible();
});

test("on the telephone the ways close when one goes where one is @phone-only", async ({ as, reader }) => {
  const page = await as(reader);
  await page.goto("/tickets?open=true");
  await button(page, t("page-nav-toggle")).click();
  const ways = page.getByRole("navigation", { name: t("page-nav"), exact: true });
  await ways.getByRole("link", { name: t("page-nav-tickets") }).click();
  await expect(ways).toBeHidden({ timeout: 2_000 });
});

test("the intake says what is missing before anything is sent", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets/new");
  let sent = 0;
  page.on("request", (request) => (sent += request.method() === "POST" && request.url().endsWith("/tickets") ? 1 : 0));
  await button(page, t("ticket-file")).click();
  const subject = text(page, t("ticket-subject"));
  await expect(subject).toHaveAttribute("aria-invalid", "true");
  await expect(subject).toHaveAccessibleDescription(t("field-required"));
  await expect(subject).toBeFocused();
  expect(sent).toBe(0);
  await subject.fill("平层不准");
  await expect(subject).not.toHaveAttribute("aria-invalid");
});

test("a double click files one ticket", async ({ as, admin, desk }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  const subject = `双击登记 ${mark()}`;
  await page.goto("/tickets/new");
  await text(page, t("ticket-subject")).fill(subject);
  await button(page, t("ticket-file")).dblclick();
  await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  const found = await desk.get<{ items: unknown[] }>(`tickets?q=${encodeURIComponent(subject)}`);
  expect(found.items).toHaveLength(1);
});

test("a ticket that could not be sent is sent once more and filed once", async ({ as, admin, desk }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  const subject = `断网登记 ${mark()}`;
  await page.goto("/tickets/new");
  await text(page, t("ticket-subject")).fill(subject);
  // It arrives, but the answer is lost.
  await page.route("**/api/v1/tickets", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await button(page, t("ticket-file")).click();
  await expect(page.getByRole("alert")).toContainText(t("page-network"));
  await page.unrouteAll();
  await button(page, t("ticket-file")).click();
  await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  const found = await desk.get<{ items: unknown[] }>(`tickets?q=${encodeURIComponent(subject)}`);
  expect(found.items).toHaveLength(1);
});

test("whoever was slower is told, keeps what was typed and can go on", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}/edit`);
  await settled(page);
  const subject = text(page, t("ticket-subject"));
  await subject.fill("我改的主题");
  await desk.patch(`tickets/${filed.id}`, filed.version, { contact_phone: "139 9999 0000" });
  await button(page, t("page-save")).click();
  await expect(page.getByRole("alert")).toContainText(t("problem-version_stale"));
  await expect(page.getByText(t("page-stale-kept"))).toBeVisible();
  await expect(subject).toHaveValue("我改的主题");
  await expect(text(page, t("ticket-contact-phone"))).toHaveValue("139 9999 0000");
  await button(page, t("page-save")).click();
  await expect(page.getByRole("heading", { level: 1, name: "我改的主题" })).toBeVisible();
  await expect(page.getByRole("link", { name: "139 9999 0000" })).toBeVisible();
});

test("an action names what is missing instead of failing", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, null, { contact_name: null, contact_phone: null });
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await act(page, "verify");
  await button(page, t("ticket_action-assign")).click();
  const missing = [t("ticket-contact-name"), t("ticket-unit")];
  const note = dialog(page).getByText(t("ticket-missing", { fields: "" }).trim());
  for (const field of missing) await expect(note).toContainText(field);
});

test("a dialogue begins in its first field, and leaving it leads back to where one was", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await button(page, t("page-more")).click();
  const cancel = button(page, t("ticket_action-cancel"));
  await cancel.click();
  await expect.soft(text(dialog(page), t("ticket-cancel-reason"))).toBeFocused({ timeout: 2_000 });
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(cancel).toBeFocused({ timeout: 2_000 });
});

test("what is meant for colleagues is marked, and the choice begins there", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden));
  const page = await as(await person(admin, "SB", ["engineer"]));
  await page.goto(`/tickets/${filed.id}`);
  const comments = panel(page, t("ticket-comments"));
  await expect(comments.getByRole("radio", { name: t("ticket-comment-internal") })).toBeChecked();
  await text(comments, t("ticket-comment")).fill("客户态度强硬，注意措辞");
  await button(comments, t("ticket-comment-keep")).click();
  const first = comments.getByRole("listitem").filter({ hasText: "注意措辞" });
  await expect(first).toContainText(t("comment_visibility-internal"));
  await comments.getByRole("radio", { name: t("ticket-comment-public") }).check();
  await text(comments, t("ticket-comment")).fill("明天上午上门");
  await button(comments, t("ticket-comment-send")).click();
  await expect(comments.getByRole("listitem").filter({ hasText: "明天上午上门" })).not.toContainText(t("comment_visibility-internal"));
});

test("the filter lives in the address and survives going back", async ({ as, admin, desk }) => {
  const word = mark();
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden), { subject: `筛选 ${word}` });
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets?q=${word}&open=true`);
  await choice(page, t("page-status")).selectOption({ label: t("ticket_status-new") });
  await expect(page).toHaveURL(/status=new/);
  await page.getByRole("row").filter({ hasText: word }).click();
  await expect(page.getByRole("heading", { level: 1, name: filed.number })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`q=${word}.*status=new`));
  await expect(page.getByRole("searchbox", { name: t("ticket-search") })).toHaveValue(word);
  await expect(page.getByRole("link", { name: filed.number })).toBeVisible();
});
