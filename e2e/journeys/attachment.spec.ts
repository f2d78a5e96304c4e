import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CUSTOMERS, person, ticket, unit } from "../support/arrange";
import { axe, button, dialog, fits, panel, quickLogIn, settled } from "../support/page";
import { expect, test } from "../support/test";
import { t, words } from "../support/words";

/** A real picture: the one in the README. */
const PICTURE = readFileSync(join(import.meta.dirname, "..", "desk.png"));

test("photographs and files on a ticket are added, seen, kept inside and taken away @phone", async ({ page, context, as, admin, desk }) => {
  const filed = await ticket(desk, await unit(desk, CUSTOMERS.hospital));
  await quickLogIn(context, await person(admin, "SB", ["technician"]));
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const files = panel(page, t("attachment-list"));
  const input = files.locator("[data-test=attachment-file]");
  const file = (name: string) => files.getByRole("listitem").filter({ hasText: name });

  await test.step("without files it says what to do", async () => {
    await expect(files.getByText(t("attachment-none"))).toBeVisible();
  });

  await test.step("two files at once, one of them seen by the customer later", async () => {
    await files.getByLabel(t("attachment-open")).check();
    await input.setInputFiles([
      { name: "门机皮带.png", mimeType: "image/png", buffer: PICTURE },
      { name: "测量记录.txt", mimeType: "text/plain", buffer: Buffer.from("门机皮带张力 12 N") },
    ]);
    await expect(file("门机皮带.png").getByRole("img")).toHaveCount(0);
    await expect(file("门机皮带.png").locator("img")).toBeVisible();
    await expect(file("测量记录.txt")).toBeVisible();
    await files.getByLabel(t("attachment-open")).uncheck();
    await input.setInputFiles({ name: "成本.txt", mimeType: "text/plain", buffer: Buffer.from("内部") });
    await expect(file("成本.txt")).toContainText(t("comment_visibility-internal"));
    await fits(page, "files");
    await axe(page, "files");
  });

  await test.step("a picture opens large and can be saved", async () => {
    await file("门机皮带.png").getByRole("button", { name: "门机皮带.png", exact: true }).click();
    const large = dialog(page).getByRole("img", { name: "门机皮带.png" });
    await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(600);
    const saved = page.waitForEvent("download");
    await button(dialog(page), t("attachment-save")).click();
    expect((await saved).suggestedFilename()).toBe("门机皮带.png");
    await page.keyboard.press("Escape");
  });

  await test.step("a file that is too large is told before it is sent", async () => {
    const large = Buffer.alloc(20 * 1024 * 1024 + 1, 1);
    await input.setInputFiles({ name: "太大.bin", mimeType: "application/octet-stream", buffer: large });
    await expect(file("太大.bin")).toContainText("21 MB");
    await button(file("太大.bin"), t("page-dismiss")).click();
    await expect(file("太大.bin")).toHaveCount(0);
  });

  await test.step("the dealer sees what is public, in its language", async () => {
    const en = words("en");
    const theirs = await as(await person(admin, "DL-HZ", ["dealer"], { locale: "en" }));
    await theirs.goto(`/tickets/${filed.id}`);
    const seen = panel(theirs, new RegExp(`^(${en("attachment-list")}|${t("attachment-list")})$`));
    await expect(seen.getByRole("button", { name: "测量记录.txt", exact: true })).toBeVisible();
    await expect(theirs.getByText("成本.txt")).toHaveCount(0);
  });

  await test.step("one is taken away, and the timeline tells of it", async () => {
    await button(file("测量记录.txt"), t("attachment-remove-one", { name: "测量记录.txt" })).click();
    await button(dialog(page), t("attachment-remove")).click();
    await expect(file("测量记录.txt")).toHaveCount(0);
    const timeline = panel(page, t("ticket-timeline"));
    await expect(timeline.getByText(t("attachment-change-removed"))).toBeVisible();
  });
});

test("a picture is pasted and a file dropped", async ({ as, admin, desk }) => {
  const filed = await ticket(desk, null);
  const page = await as(await person(admin, "SB", ["service_specialist"]));
  await page.goto(`/tickets/${filed.id}`);
  await settled(page);
  const files = panel(page, t("attachment-list"));
  const bytes = [...PICTURE];
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "截图.png", { type: "image/png" }));
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
  }, bytes);
  await expect(files.getByRole("button", { name: "截图.png", exact: true })).toBeVisible();
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["日志"], "控制柜.log", { type: "text/plain" }));
    return data;
  });
  await files.locator(".sb-drop").dispatchEvent("drop", { dataTransfer: data });
  await expect(files.getByRole("button", { name: "控制柜.log", exact: true })).toBeVisible();
});
