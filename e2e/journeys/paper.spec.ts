import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { axe, button, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("a specialist prints the complaint form of a ticket @phone", async ({ page, context, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital));
  await quickLogIn(context, await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  await button(page, t("ticket-print")).click();
  await axe(page, "the menu of forms");
  const answered = page.waitForResponse((answer) => answer.url().includes(`/tickets/${filed.id}/paper/complaint`));
  const opened = context.waitForEvent("page");
  await button(page, t("ticket_form-complaint")).click();
  const answer = await answered;
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  expect(answer.headers()["content-disposition"]).toBe(`inline; filename="${filed.number}-complaint.pdf"`);
  await (await opened).close();
  await expect(button(page, t("ticket-print"))).toBeEnabled();
});
