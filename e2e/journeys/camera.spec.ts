import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { PHONE, WHOLE_BROWSER } from "../playwright.config";
import { organizationOf, type Person, person, ticket } from "../support/arrange";
import { film } from "../support/film";
import { axe, button, fits, quickLogIn, settled, text } from "../support/page";
import { expect, test } from "../support/test";
import { t } from "../support/words";

type Line = { tag: string; custody: { place: string; person_name: string }[] };
type Rma = { head: { id: string }; lines: Line[] };

/** A phone of the test's own: what its camera sees is a film, which the browser takes when it starts. */
const phone = test.extend<{ phone: (who: Person, film: string, more: BrowserContextOptions) => Promise<Page> }>({
  phone: async ({ baseURL, launchOptions }, use) => {
    const opened: Browser[] = [];
    await use(async (who, film, more) => {
      const camera = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
      const args = [...(launchOptions.args ?? []), ...camera];
      const browser = await chromium.launch({ ...launchOptions, executablePath: WHOLE_BROWSER, args });
      opened.push(browser);
      const context = await browser.newContext({ baseURL, viewport: PHONE, locale: "zh-CN", ...more });
      await quickLogIn(context, who);
      return context.newPage();
    });
    for (const browser of opened) await browser.close();
  },
});

phone("a tag is read by the camera of a phone, and the part is taken over", async ({ admin, desk, baseURL, phone }, info) => {
  const dealer = await organizationOf(admin, "DL-HZ");
  const filed = await ticket(desk, null);
  const line = { name: "门机电机", quantity: 1 };
  const made = await desk.create<Rma>("rmas", { dealer_id: dealer.id, ticket_id: filed.id, lines: [line] });
  const tag = made.lines[0]!.tag;

  const path = info.outputPath("tag.y4m");
  film(path, `${baseURL}/scan#${tag}`);
  const technician = await person(admin, "DL-HZ", ["technician"], { name: "高师傅" });
  const page = await phone(technician, path, { permissions: ["camera"] });
  await page.goto("/scan");
  await settled(page);

  await test.step("without a place it says so, and keeps what was read", async () => {
    await button(page, t("camera-on")).click();
    await expect(page.getByText(t("field-required")).first()).toBeVisible();
    await expect(text(page, t("rma-tag"))).toHaveValue(tag);
    await axe(page, "the camera is on");
    await fits(page);
  });
  await test.step("with one it is taken over", async () => {
    await text(page, t("rma-place")).fill("杭州服务站前台");
    await page.keyboard.press("Enter");
    await expect(page.getByText(t("rma-scanned-last"))).toBeVisible();
    const after = await desk.get<Rma>(`rmas/${made.head.id}`);
    expect(after.lines[0]!.custody.at(-1)).toMatchObject({ place: "杭州服务站前台", person_name: "高师傅" });
  });
  await test.step("held there still, it is not taken over again", async () => {
    const seen = page.locator("video");
    const at = await seen.evaluate((video: HTMLVideoElement) => video.currentTime);
    await expect.poll(() => seen.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(at + 1);
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect((await desk.get<Rma>(`rmas/${made.head.id}`)).lines[0]!.custody).toHaveLength(1);
  });
  await test.step("the place is known the next time, and the link of the code fills in the tag", async () => {
    await page.goto("/");
    await page.goto(`/scan#${tag}`);
    await settled(page);
    await expect(text(page, t("rma-place"))).toHaveValue("杭州服务站前台");
    await expect(text(page, t("rma-tag"))).toHaveValue(tag);
  });
});

phone("where the camera is not allowed, the page says what to do instead", async ({ admin, phone }, info) => {
  const path = info.outputPath("nothing.y4m");
  film(path, "");
  const page = await phone(await person(admin, "DL-HZ", ["technician"]), path, { permissions: [] });
  await page.goto("/scan");
  await settled(page);
  await button(page, t("camera-on")).click();
  await expect(page.getByText(t("camera-refused"))).toBeVisible();
  await expect(page.locator("video")).toHaveCount(0);
});
