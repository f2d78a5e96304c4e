import { mark, type Rec } from "../support/api";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { button, choice, dialog, go, menu, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { act } from "../support/ticket";
import { t } from "../support/words";
import type { Page } from "@playwright/test";

/** So many minutes ago. */
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** The bell, which says how many are unread. */
const bell = (page: Page) => page.locator("#bell");

/** The clock of a kind on the page of a ticket. */
const clock = (page: Page, kind: string) =>
  panel(page, t("clock-panel")).locator(".sb-clock").filter({ has: page.getByText(t(`clock_kind-${kind}`), { exact: true }) });

/** The address of a list of notifications under the bell that names a ticket. */
const told = (page: Page, number: string) => page.locator("#bell-menu").getByRole("link").filter({ hasText: number });

test("a broken promise warns, escalates and is explained by its ribbon", async ({ as, admin, desk }) => {
  test.slow();
  const supervisor = await person(admin, "SB", ["supervisor"]);
  const page = await as(supervisor);
  await page.goto("/tickets?open=true");
  await expect(menu(page, supervisor)).toBeVisible();

  // An emergency has half an hour, around the clock: after seventy minutes more than twice the time is gone.
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden), { severity: "emergency", reported_at: ago(70) });

  await test.step("the supervisor is told without asking", async () => {
    await expect(bell(page).locator(".sb-count")).toBeVisible({ timeout: 90_000 });
    await bell(page).click();
    await expect(told(page, filed.number).first()).toBeVisible({ timeout: 90_000 });
  });

  await test.step("the list says that something changed, and marks the ticket when it is shown", async () => {
    await page.keyboard.press("Escape");
    await go(page, `/tickets?open=true&q=${filed.number}`);
    const row = page.getByRole("row").filter({ hasText: filed.number });
    await expect(row.getByText(t("ticket-broken", { count: 1 }))).toBeVisible();
    await row.getByRole("link").first().click();
  });

  await test.step("the ribbon explains it", async () => {
    await settled(page);
    const respond = clock(page, "respond");
    await expect(respond.getByText(t("clock_outcome-breached"), { exact: true })).toBeVisible();
    await expect(respond).toContainText("30 分钟");
    await expect(respond.getByRole("img")).toHaveAccessibleName(new RegExp(t("stretch_kind-counted")));
    await respond.getByText(/^计时记录/).click();
    await expect(respond.getByRole("table")).toContainText(t("clock_reason-filed"));
  });

  await test.step("an answer ends the clock, late as it is", async () => {
    await act(page, "respond", (form) => text(form, t("ticket-answer")).fill("请先断电，技师正在路上。"));
    await expect(clock(page, "respond")).toContainText("实际");
  });
});

test("a crisis reaches the supervisor at once and lies in the special cases", async ({ as, admin, desk }) => {
  const supervisor = await person(admin, "SB", ["supervisor"]);
  const page = await as(supervisor);
  await page.goto("/queues");
  await settled(page);
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.garden), { kind: "complaint" });
  await desk.act("tickets", filed, "flag_crisis", { kinds: ["media"], reason: "客户联系了电视台。" });
  // A burst is told in one note, so it may name more than this case.
  const note = page.locator(".sb-toasts").getByRole("listitem").filter({ hasText: t("notification_kind-crisis") });
  await expect(note.first()).toBeVisible();
  await bell(page).click();
  await expect(told(page, filed.number).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("main").getByRole("link").filter({ hasText: t("queue-special_case") }).click();
  await expect(page.getByRole("row").filter({ hasText: filed.number })).toBeVisible();
});

test("the third complaint about one unit becomes an individual case and goes to the supervisors", async ({ as, admin, desk }) => {
  const supervisor = await person(admin, "SB", ["supervisor"]);
  const lift = await unit(desk, CUSTOMERS.hospital);
  const filed: Rec[] = [];
  for (let i = 0; i < 3; i++) filed.push(await ticket(desk, lift, { kind: "complaint" }));
  const third = filed[2]!;
  const page = await as(supervisor);
  await page.goto(`/tickets/${third.id}`);
  await settled(page);
  await expect(page.locator(".sb-badges").getByText(t("ticket-individual-case"), { exact: true })).toBeVisible();
  await expect(panel(page, t("ticket-handled-by"))).toContainText("个案");
  await go(page, "/notifications");
  await expect(page.getByRole("main").getByRole("link", { name: third.number })).toBeVisible();
});

test("pausing and going on is seen in the ledger and on the ribbon", async ({ as, admin, desk }) => {
  const specialist = await person(admin, "SB", ["service_specialist"]);
  let filed = await ticket(desk, await unit(desk, CUSTOMERS.garden), { reported_at: ago(60 * 24 * 3) });
  filed = await desk.act("tickets", filed, "verify");
  filed = await desk.act("tickets", filed, "assign", { assignee_id: specialist.id });
  filed = await desk.act("tickets", filed, "start");
  await desk.act("tickets", filed, "wait", { reason: "customer", ball_holder: "customer" });
  const page = await as(specialist);
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const resolve = clock(page, "resolve");
  await resolve.getByText(/^计时记录/).click();
  await expect(resolve.getByRole("table")).toContainText(t("clock_event_kind-pause"));
  await act(page, "resume");
  await expect(resolve.getByRole("table")).toContainText(t("clock_event_kind-resume"));
});

test("an administrator adds a policy, sees what moves and finds it on the ticket", async ({ as, admin, desk }) => {
  test.slow();
  const supervisor = await person(admin, "SB", ["supervisor", "service_specialist"]);
  const customer = await desk.create("customers", { kind: "company", name: `时限客户 ${mark()}` });
  const filed = await ticket(desk, null, { customer_id: customer.id, contact_name: null, contact_phone: null });
  const name = `重点客户 ${mark()}`;
  const page = await as(supervisor);
  await page.goto("/sla-policies");
  await settled(page);

  await test.step("adds the rule", async () => {
    await button(page, t("rule-add")).click();
    const form = dialog(page);
    await text(form, t("rule-name")).fill(name);
    await form.getByRole("spinbutton", { name: t("clock_kind-respond"), exact: true }).fill("6");
    const customers = t("condition_field-customer");
    await choice(form, customers).fill(customer.name);
    await form.getByRole("listbox", { name: customers }).getByRole("option", { name: customer.name }).click();
    await expect(form.getByRole("list", { name: t("condition_field-customer") })).toContainText(customer.name);
    await button(form, t("rule-take")).click();
    await expect(form).toBeHidden();
  });

  await test.step("tries it out in the browser before anything is saved", async () => {
    const trial = panel(page, t("rule-trial"));
    await search(trial, t("condition_field-customer"), customer.name, customer.name);
    await expect(trial).toContainText(`规则“${name}”`);
  });

  await test.step("sees what moves, and saves", async () => {
    await button(page, t("rule-preview")).click();
    const preview = dialog(page);
    await expect(preview.getByRole("row").filter({ hasText: filed.number }).first()).toBeVisible();
    await button(preview, t("page-save")).click();
    await expect(preview).toBeHidden();
  });

  await test.step("finds the new promise on the ticket", async () => {
    await expect(async () => {
      await go(page, `/tickets/${filed.id}`);
      await expect(clock(page, "respond")).toContainText(name, { timeout: 10_000 });
    }).toPass({ timeout: 60_000 });
  });
});

test("pause and resume over a long holiday are told by the ribbon of an imported history", async ({ as, admin }) => {
  const source = `holiday_${mark()}`;
  const events = [
    "case,at,from,to",
    // Wednesday before the National Day, 16:00: an hour of work, then the customer is awaited until Friday after it.
    "a,2026-09-30T08:00:00Z,NEW,WORK",
    "a,2026-09-30T09:00:00Z,WORK,WAIT",
    "a,2026-10-09T02:00:00Z,WAIT,WORK",
    "a,2026-10-09T05:00:00Z,WORK,DONE",
  ];
  const run = await admin.create<Rec>("imports", {
    kind: "tickets",
    csv: ["case,created,subject", "a,2026-09-30T08:00:00Z,节前报修"].join("\n"),
    events: events.join("\n"),
    mapping: {
      source,
      subject: "{subject}",
      kind: "repair_request",
      zone: "UTC",
      cases: { reference: "case", created_at: "created" },
      events: { reference: "case", at: "at", from: "from", to: "to" },
      states: {
        NEW: { status: "new" },
        WORK: { status: "in_progress" },
        WAIT: { status: "waiting", wait_reason: "customer", ball_holder: "customer" },
        DONE: { status: "resolved" },
      },
    },
  });
  await expect.poll(async () => (await admin.get<{ status: string }>(`imports/${run.id}`)).status).toBe("finished");
  const found = await admin.find(`tickets?external_source=${source}`);
  const clocks = await admin.get<{ clocks: { kind: string; counted_seconds: number }[] }>(`tickets/${found.id}/clocks`);
  // One hour before the holiday, three hours after it; nothing of what lies between.
  expect(clocks.clocks.find((one) => one.kind === "resolve")?.counted_seconds).toBe(4 * 3600);

  const page = await as(await person(admin, "SB", ["engineer"]));
  await page.goto(`/tickets/${found.id}`);
  await settled(page);
  const resolve = clock(page, "resolve");
  await expect(resolve.getByRole("img")).toHaveAccessibleName(new RegExp(t("stretch_kind-paused")));
  await resolve.getByText(/^计时记录/).click();
  const ledger = resolve.getByRole("table");
  await expect(ledger).toContainText(t("clock_reason-customer"));
  await expect(ledger).toContainText("2026-10-09");
});

test("an administrator adds a forgotten holiday, sees what moves, and the promise follows", async ({ as, admin, desk }) => {
  test.slow();
  type Clocks = { clocks: { kind: string; due_at: string }[] };
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital), { kind: "complaint", topic: "delivery" });
  const due = async () => {
    const { clocks } = await desk.get<Clocks>(`tickets/${filed.id}/clocks`);
    return clocks.find((one) => one.kind === "verify_complaint")?.due_at ?? "";
  };
  const before = await due();
  // In Shanghai, where the service desk is.
  const day = new Date(new Date(before).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const desks = (await admin.get<{ items: Rec[] }>("calendars?limit=100")).items;
  const calendar = desks.find((one) => one.code === "service_desk") as Rec;
  const untouched = await admin.get<Rec & { calendar: object }>(`calendars/${calendar.id}`);

  const page = await as(await person(admin, "SB", ["admin", "service_specialist"]));
  await page.goto(`/calendars/${calendar.id}`);
  await button(page, t("calendar-add-day")).click();
  const form = dialog(page);
  await form.getByLabel(t("calendar-date")).fill(day);
  await text(form, t("calendar-day-name")).fill("停工");
  await button(form, t("page-save")).click();
  const preview = dialog(page).filter({ hasText: t("calendar-moves") });
  await expect(preview.getByRole("row").filter({ hasText: filed.number }).first()).toBeVisible();
  expect(await due(), "a preview changes nothing").toBe(before);
  await button(preview, t("page-save")).click();
  await expect(preview).toHaveCount(0);

  await expect.poll(due, { timeout: 30_000 }).not.toBe(before);
  // What is due is read anew at once; the ledger hears of it from the job.
  const told = async () => JSON.stringify(await desk.get(`tickets/${filed.id}/clocks`));
  await expect.poll(told, { timeout: 30_000 }).toContain("calendar_changed");
  await go(page, `/tickets/${filed.id}`);
  await settled(page);
  const verdict = clock(page, "verify_complaint");
  await verdict.getByText(/^计时记录/).click();
  await expect(verdict.getByRole("table")).toContainText(t("clock_reason-calendar_changed"));

  await test.step("and is put back", async () => {
    const now = await admin.get<Rec>(`calendars/${calendar.id}`);
    const { code, name } = now as Rec & { code: string; name: string };
    await admin.put(`calendars/${calendar.id}`, now.version, { code, name, calendar: untouched.calendar });
    await expect.poll(due, { timeout: 30_000 }).toBe(before);
  });
});
