import { axe, complaints, dark, fits, quickLogIn, settled, speak } from "../support/page";
import { find, PLACES } from "../support/site";
import { expect, test } from "../support/test";
import { t, type Words } from "../support/words";

for (const place of PLACES) {
  test(`${place.name} loads cleanly, fits and is accessible @phone`, async ({ page, context, reader, desk, admin }, info) => {
    const said = complaints(page);
    if (!place.outside) {
      await quickLogIn(context, reader);
    }
    await page.goto(await find(place, { desk, admin }));

    const look = async (words: Words, when: string) => {
      await settled(page, words);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await fits(page, when);
      await axe(page, when);
    };
    // On the phone two looks see all there is to see: contrast goes with the theme, width with the words.
    const all = info.project.name === "desktop";
    await look(t, "zh-CN light");
    if (all) {
      await dark(page, true, t);
      await look(t, "zh-CN dark");
    }
    const en = await speak(page, "en", !place.outside);
    if (all) await look(en, "en dark");
    await dark(page, !all, en); // the theme not seen yet
    await look(en, all ? "en light" : "en dark");
    if (!place.outside) await speak(page, "zh-CN", true);

    // Whoever is not logged in asks whether there is a session, and the browser notes that there is none.
    const expected = (text: string) => place.outside && text.includes("401") && text.includes("/auth/refresh");
    expect(said.filter((text) => !expected(text))).toEqual([]);
  });
}
