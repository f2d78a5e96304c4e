import { person, ticket } from "../support/arrange";
import { axe, button, dialog, panel, quickLogIn, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

const words = "门机异响，客户很着急。";

test("what was typed is not lost by a link, by going back or by closing a dialogue", async ({ page, context, admin, desk }) => {
  const filed = await ticket(desk, null);
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto("/tickets?open=true");
  await settled(page);
  await page.getByRole("link", { name: filed.number }).click();
  await settled(page);
  const comment = text(panel(page, t("ticket-comments")), t("ticket-comment"));
  await comment.fill(words);
  const question = page.getByRole("dialog", { name: t("page-unsaved") });

  await page.getByRole("navigation").getByRole("link", { name: t("page-nav-units") }).click();
  await expect(question).toContainText(t("page-unsaved-hint"));
  await axe(page, "asked before leaving");
  await button(question, t("page-unsaved-stay")).click();
  await expect(comment).toHaveValue(words);

  await page.goBack();
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/tickets/${filed.id}`));
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(comment).toHaveValue(words);

  await page.goBack();
  await button(question, t("page-unsaved-leave")).click();
  await expect(page).toHaveURL(/\/tickets\?open=true/);
  await settled(page);

  await page.goForward();
  await settled(page);
  await expect(comment).toHaveValue("");
  await comment.fill(words);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(words)).toBeVisible();
  // What was sent holds nobody up.
  await page.getByRole("navigation").getByRole("link", { name: t("page-nav-units") }).click();
  await expect(page).toHaveURL(/\/units/);

  // A dialogue asks within itself.
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  await button(page, t("page-more")).click();
  await button(page, t("ticket_action-cancel")).click();
  const reason = text(dialog(page), t("ticket-cancel-reason"));
  await reason.fill(words);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toContainText(t("page-unsaved-hint"));
  await axe(page, "a dialogue asks");
  await page.keyboard.press("Enter");
  await expect(reason).toHaveValue(words);
  await dialog(page).locator(".pf-v6-c-modal-box__close").getByRole("button").click();
  await button(dialog(page), t("page-unsaved-leave")).click();
  await expect(dialog(page)).toHaveCount(0);
});
