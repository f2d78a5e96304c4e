import type { Page } from "@playwright/test";
import { person, ticket } from "../support/arrange";
import { axe, button, choice, dialog, panel, search, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { state } from "../support/ticket";
import { t } from "../support/words";

/** Opens the dialogue of something that is rarely done. */
async function more(page: Page, name: string) {
  await button(page, t("page-more")).click();
  await button(page, name).click();
  return dialog(page);
}

test("two calls about one matter become one ticket, and another matter of it gets its own", async ({ as, admin, desk }) => {
  const [kept, again] = [await ticket(desk, null), await ticket(desk, null)];
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  const links = panel(page, t("ticket-links"));

  await test.step("the second call goes on in the first ticket", async () => {
    await page.goto(`/tickets/${again.id}`);
    await settled(page);
    const form = await more(page, t("ticket_action-merge"));
    await search(form, t("ticket-merged-into"), kept.number, new RegExp(kept.number));
    await axe(page, "merging");
    await button(form, t("ticket_action-merge")).click();
    await expect(form).toBeHidden();
    await expect(state(page, "merged")).toBeVisible();
    await page.getByRole("link", { name: t("ticket-open-merged") }).click();
    await expect(page).toHaveURL(new RegExp(kept.id));
    await settled(page);
    await expect(panel(page, t("ticket-timeline"))).toContainText(again.number);
  });

  const subject = `对讲机无声 ${kept.number}`;
  await test.step("what is another matter is split off", async () => {
    const form = await more(page, t("ticket-split"));
    await text(form, t("ticket-subject")).fill(subject);
    await button(form, t("ticket-split")).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
    await settled(page);
    await expect(links).toContainText(t("ticket-link-split-from"));
    await links.getByRole("link", { name: kept.number }).click();
    await expect(page).toHaveURL(new RegExp(kept.id));
    await expect(links).toContainText(t("ticket-link-split-into"));
    await expect(links).toContainText(subject);
  });

  await test.step("a third is linked, and the link taken away", async () => {
    const third = await ticket(desk, null);
    await button(links, t("ticket-add-link")).click();
    const form = dialog(page);
    await choice(form, t("ticket-link-kind")).selectOption({ label: t("ticket_link_kind-related") });
    await search(form, t("ticket-other"), third.number, new RegExp(third.number));
    await page.keyboard.press("Control+Enter");
    await expect(form).toBeHidden();
    await expect(links).toContainText(third.number);
    await axe(page, "linked");
    await button(links, t("ticket-remove-link", { number: third.number })).click();
    await button(dialog(page), t("ticket-unlink")).click();
    await expect(links).not.toContainText(third.number);
    await expect(links).toContainText(subject);
  });
});

test("a colleague who is mentioned hears of it in the list, and stays where she was", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, null);
  const asked = await person(admin, "SB", ["engineer"]);
  const list = await as(asked);
  await list.goto(`/tickets?q=${filed.number}`);
  await settled(list);
  const place = list.getByRole("link", { name: filed.number });
  await place.focus();

  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const comments = panel(page, t("ticket-comments"));
  await text(comments, t("ticket-comment")).fill("请看看是不是皮带轮。");
  await choice(comments, t("ticket-mentions")).fill(asked.name);
  await page.getByRole("listbox", { name: t("ticket-mentions"), exact: true }).getByRole("option", { name: asked.name }).click();
  await expect(button(comments, t("page-clear-choice", { field: asked.name }))).toBeVisible();
  await axe(page, "somebody is mentioned");
  await button(comments, t("ticket-comment-keep")).click();
  await expect(comments).toContainText("请看看是不是皮带轮。");

  const changed = button(list, t("ticket-changed-show", { count: 1 }));
  await expect(changed).toBeVisible();
  await expect(place).toBeFocused();
  await axe(list, "something changed meanwhile");
  await changed.click();
  await expect(changed).toHaveCount(0);
  await button(list, t("notification-bell", { count: 1 })).click();
  const news = list.locator("#bell-menu");
  await expect(news).toContainText(t("notification_kind-mentioned"));
  await news.locator(`a[href*="${filed.id}"]`).click();
  await settled(list);
  await expect(panel(list, t("ticket-comments"))).toContainText("请看看是不是皮带轮。");
});
