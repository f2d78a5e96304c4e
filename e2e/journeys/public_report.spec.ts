import { DESKTOP, PHONE } from "../playwright.config";
import { address, mark } from "../support/api";
import { person } from "../support/arrange";
import { axe, button, complaints, dialog, fits, settled, speak, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

test("whoever scans the code on a unit reports without a log-in and follows it by a link", async ({ page, desk }) => {
  const said = complaints(page);
  const unit = await desk.find("units?q=SB1600B-24-00006");
  const { code } = await desk.create<{ code: string }>(`units/${unit.id}/label`, {});
  const words = `关门时有摩擦声 ${mark()}`;
  let number = "";
  await page.setViewportSize(PHONE);

  await test.step("the page knows the unit, and what is missing is said beside its field", async () => {
    await page.goto(`/report#${code}`);
    await settled(page);
    await expect(page.getByText("SB1600B-24-00006")).toBeVisible();
    await axe(page, "report");
    await button(page, t("public-send")).click();
    await expect(text(page, t("public-description"))).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("danger is told with the number to call, before anything is typed", async () => {
    await page.getByRole("checkbox", { name: t("public-danger") }).check();
    await expect(page.getByText(t("public-danger-call"))).toBeVisible();
    await text(page, t("public-description")).fill(words);
    await text(page, t("public-name")).fill("王师傅");
    await text(page, t("public-phone")).fill("138 0000 1234");
    await button(page, t("public-send")).click();
    const thanks = page.getByText(/TK-\d{4}-\d{6}/).first();
    await expect(thanks).toBeVisible();
    number = (await thanks.innerText()).match(/TK-\d{4}-\d{6}/)![0];
    await fits(page, "receipt");
  });

  await test.step("the link says how far it is, and what the house writes", async () => {
    await page.getByRole("link", { name: t("public-follow") }).click();
    await settled(page);
    await expect(page.getByText(number)).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(t("public-no-messages"))).toBeVisible();
    const ticket = await desk.find(`tickets?q=${number}`);
    await desk.create(`tickets/${ticket.id}/comments`, { visibility: "public", body: "维修人员 20 分钟到" });
    await desk.create(`tickets/${ticket.id}/comments`, { visibility: "internal", body: "先查欠款" });
    await button(page, t("public-look-again")).click();
    await expect(page.getByText("维修人员 20 分钟到")).toBeVisible();
    await expect(page.getByText("欠款")).toHaveCount(0);
    await axe(page, "track");
    const en = await speak(page, "en", false);
    await settled(page, en);
    await fits(page, "track, en");
    await page.setViewportSize(DESKTOP);
    await fits(page, "track, desktop");
  });

  await test.step("who comes next sees that something is reported already", async () => {
    await page.goto("about:blank");
    await page.goto(`/report#${code}`);
    const zh = await speak(page, "zh-CN", false);
    await expect(page.getByText(zh("public-known"))).toBeVisible();
  });
  // Nobody is logged in, and the browser notes that the server said so.
  expect(said.filter((line) => !(line.includes("401") && line.includes("/auth/refresh")))).toEqual([]);
});

test("a specialist prints the code of a unit, and it leads to the page of that unit", async ({ as, desk, admin }) => {
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  const unit = await desk.find("units?q=SB1600B-24-00006");
  await page.goto(`/units/${unit.id}`);
  await button(page, t("public-label")).click();
  const picture = dialog(page).getByRole("img", { name: t("public-label-title", { serial: "SB1600B-24-00006" }) });
  await expect(picture).toBeVisible();
  const { code, address: held } = await desk.create<{ code: string; address: string }>(`units/${unit.id}/label`, {});
  expect(await dialog(page).getByLabel(t("public-label-link"), { exact: true }).inputValue()).toBe(held);
  expect(held).toBe(`${address()}/report#${code}`);
  await axe(page, "label");
  // On paper there is the label alone: not even the dialogue around it.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".sb-label svg")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
});

test("a code that is none says what to do", async ({ page }) => {
  await page.goto("/report#AAAAAAAAAAAAAAAAAAAAAA");
  await expect(page.getByText(t("problem-not_found"))).toBeVisible();
  await page.goto("about:blank");
  await page.goto("/report");
  await expect(page.getByText(t("public-no-code-hint"))).toBeVisible();
});
