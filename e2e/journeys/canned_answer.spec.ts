import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { Api, mark } from "../support/api";
import { axe, button, choice, dialog, fits, go, panel, quickLogIn, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a canned answer is written, found by a stroke, filled and sent without gaps @phone", async ({ page, context, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital), { contact_name: "徐慧" });
  const title = `已收到 ${mark()}`;
  const writer = await person(admin, "SB", ["service_specialist"], { name: "王小芳" });
  await quickLogIn(context, writer);
  const own = await Api.logIn(writer.email, writer.password);
  for (let n = 1; n <= 8; n++) {
    await own.create("canned-answers", { title: `第 ${n} 条`, body: "您好", locale: "zh-CN", private: true, active: true });
  }
  await own.dispose();

  await test.step("one's own answer, with a placeholder that there is not", async () => {
    await page.goto("/canned-answers/new");
    await settled(page);
    await text(page, t("canned-title")).fill(title);
    await text(page, t("canned-body")).fill("您好 {{contact.nam}}");
    await button(page, t("page-save")).click();
    await expect(page.getByText(/没有占位符“contact\.nam”/).first()).toBeVisible();
    await fits(page, "refused");
    await axe(page, "refused");
  });

  await test.step("a press puts the placeholder in where the cursor stands", async () => {
    const body = text(page, t("canned-body"));
    await body.fill("，您好：工单 ");
    await body.press("Home");
    await button(page, t("placeholder-contact-name")).click();
    await body.press("End");
    await button(page, t("placeholder-ticket-number")).click();
    await body.press("End");
    await button(page, t("placeholder-assignee-name")).click();
    await expect(body).toHaveValue("{{contact.name}}，您好：工单 {{ticket.number}}{{assignee.name}}");
    await button(page, t("page-save")).click();
    await expect(page.getByRole("link", { name: title })).toBeVisible();
  });

  const comments = panel(page, t("ticket-comments"));
  const comment = text(comments, t("ticket-comment"));
  const finder = choice(comments, t("canned-find"));

  await test.step("a stroke in the empty comment finds it", async () => {
    await go(page, `/tickets/${filed.id}`);
    await settled(page);
    await comment.pressSequentially("/");
    await expect(finder).toBeFocused();
    await expect(comment).toHaveValue("");
    // All of them to choose from, more than there is room for.
    const listed = comments.getByRole("listbox", { name: t("canned-find") });
    const options = listed.getByRole("option");
    await expect(options).toHaveCount(8);
    expect(await listed.evaluate((list) => list.scrollHeight > list.clientHeight)).toBe(true);
    await axe(page, "all of them");
    // The arrow keys go around to the last: it is seen, though the list is longer than its room, and hangs out of its card.
    await finder.press("ArrowUp");
    await expect(options.last()).toHaveAttribute("aria-selected", "true");
    await expect(options.last()).toBeInViewport({ ratio: 0.9 });
    await finder.press("ArrowDown");
    await expect(options.first()).toBeInViewport({ ratio: 0.9 });
    await expect(finder).toBeInViewport({ ratio: 0.9 });
    await finder.fill(title);
    // It was among those before; alone, it is what Enter takes.
    await expect(options).toHaveCount(1);
    await expect(options).toContainText(title);
    await axe(page, "finder");
    await finder.press("Enter");
    await expect(comment).toHaveValue(`徐慧，您好：工单 ${filed.number}____`);
    await expect(comment).toBeFocused();
  });

  await test.step("what the ticket does not say is told, and held back until it is filled", async () => {
    await expect(comments.getByText(t("canned-gaps-which", { names: t("placeholder-assignee-name") }))).toBeVisible();
    await fits(page, "gaps");
    await axe(page, "gaps");
    await button(comments, t("ticket-comment-keep")).click();
    await expect(comments.getByText(t("field-gap_left")).first()).toBeVisible();
    await comment.fill(`徐慧，您好：工单 ${filed.number} 已受理`);
    await expect(comments.getByText(t("canned-gaps"))).toHaveCount(0);
    await button(comments, t("ticket-comment-keep")).click();
    await expect(comments.getByRole("listitem").filter({ hasText: `工单 ${filed.number} 已受理` })).toBeVisible();
  });

  await test.step("Escape goes back to the comment", async () => {
    await button(comments, t("canned-use")).click();
    await expect(finder).toBeFocused();
    await finder.press("Escape");
    await finder.press("Escape");
    await expect(finder).toHaveCount(0);
    await expect(comment).toBeFocused();
  });

  await test.step("it is deleted", async () => {
    await go(page, `/canned-answers?q=${encodeURIComponent(title)}`);
    await page.getByRole("link", { name: title }).click();
    await button(page, t("canned-delete")).click();
    await button(dialog(page), t("canned-delete")).click();
    await expect(page).toHaveURL(/\/canned-answers$/);
    await expect(page.getByRole("link", { name: title })).toHaveCount(0);
  });
});

test("the house's answers are a supervisor's to change", async ({ as, admin }) => {
  const page = await as(await person(admin, "SB", ["technician"]));
  const house = await admin.find("canned-answers?private=false");
  await page.goto(`/canned-answers/${house.id}`);
  await settled(page);
  await expect(page.getByText(t("canned-read-only"))).toBeVisible();
  await expect(button(page, t("canned-delete"))).toHaveCount(0);
});
