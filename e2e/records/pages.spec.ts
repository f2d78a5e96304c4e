import { PHONE } from "../playwright.config";
import { axe, complaints, dark, fits, quickLogIn, settled, speak } from "../support/page";
import { find, PLACES } from "../support/site";
import { expect, test } from "../support/test";
import { t, type Words } from "../support/words";

for (const place of PLACES) {
  test(`${place.name} loads cleanly, fits and is accessible`, async ({ page, context, reader, desk, admin }) => {
    const said = complaints(page);
    if (!place.outside) await quickLogIn(context, reader);
    await page.goto(await find(place, { desk, admin }));

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
  });
}
