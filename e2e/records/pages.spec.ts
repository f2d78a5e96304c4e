import type { Page } from "@playwright/test";
import { DESKTOP, PHONE } from "../playwright.config";
import { address } from "../support/api";
import { axe, complaints, dark, fits, go, quickLogIn, settled, speak } from "../support/page";
import { find, type House, type Place, PLACES } from "../support/site";
import { expect, test as base } from "../support/test";
import { t, type Words } from "../support/words";

/** A browser in which the program is loaded once; a worker that saw a failure is followed by another with its own. */
const test = base.extend<object, { inside: Page }>({
  inside: [
    async ({ rooms, reader }, use) => {
      const context = await rooms.take({ baseURL: address(), viewport: DESKTOP, locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" });
      await quickLogIn(context, reader);
      const page = await context.newPage();
      await page.goto("/nowhere");
      await use(page);
      await rooms.leave(context);
    },
    { scope: "worker" },
  ],
});

for (const place of PLACES) {
  const title = `${place.name} loads cleanly, fits and is accessible`;
  if (place.outside) test(title, ({ page, desk, admin }) => visit(page, place, { desk, admin }));
  else test(title, ({ inside, desk, admin }) => visit(inside, place, { desk, admin }));
}

async function visit(page: Page, place: Place, house: House): Promise<void> {
  const said = complaints(page);
  const path = await find(place, house);
  await page.setViewportSize(DESKTOP);
  await (place.outside ? page.goto(path) : go(page, path));

  const look = async (words: Words, when: string) => {
    await settled(page, words);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await fits(page, when);
  };
  // Both languages on both widths; axe, which takes longest, sees one by day and the other by night.
  await dark(page, false, t);
  await look(t, "zh-CN, desktop");
  await axe(page, "zh-CN, desktop, light");
  const en = await speak(page, "en", !place.outside);
  await look(en, "en, desktop");
  await page.setViewportSize(PHONE);
  await dark(page, true, en);
  await look(en, "en, phone");
  await axe(page, "en, phone, dark");
  await speak(page, "zh-CN", !place.outside);
  await look(t, "zh-CN, phone");

  // Whoever is not logged in asks whether there is a session, and the browser notes that there is none.
  const expected = (text: string) => place.outside && text.includes("401") && text.includes("/auth/refresh");
  expect(said.filter((text) => !expected(text))).toEqual([]);
}
