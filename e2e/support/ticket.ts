/** Steps of a ticket, as people take them on its page. */
import { expect, type Locator, type Page } from "@playwright/test";
import { button, dialog } from "./page";
import { t } from "./words";

/** Presses the button of an action, fills its dialogue and sends it. */
export async function act(page: Page, action: string, fill: (form: Locator) => Promise<void> = async () => {}) {
  const name = t(`ticket_action-${action}`);
  await button(page, name).click();
  const form = dialog(page);
  await expect(form).toBeVisible();
  await fill(form);
  await button(form, name).click();
  await expect(form).toBeHidden();
}

/** The state of the ticket that is open, beside its name. */
export function state(page: Page, status: string): Locator {
  return page.locator(".sb-badges").getByText(t(`ticket_status-${status}`), { exact: true });
}

/** What happened to the ticket that is open. */
export function timeline(page: Page): Locator {
  return page.getByRole("list", { name: t("ticket-timeline") }).getByRole("listitem");
}
