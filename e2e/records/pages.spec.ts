import { axe, complaints, dark, fits, quickLogIn, settled, speak } from "../support/page";
import { find, PLACES } from "../support/site";
import { expect, test } from "../support/test";
import { t, type Words } from "../support/words";

for (const place of PLACES) {
  test(`${place.name} loads cleanly, fits and is accessible @phone`, async ({ page, context, reader, desk, admin }, info) => {
    const said = complaints(page);
    if (!place.outside) await quickLogIn(context, reader);
    await page.goto(await find(place, { desk, admin }));

    const look = async (words: Words, when: string) => {
      await settled(page, words);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await fits(page, when);
      await axe(page, when);
    };
    // Two looks on each width: together they see both languages by day and by night.
    const night = info.project.name === "phone";
    await dark(page, night, t);
    await look(t, night ? "zh-CN dark" : "zh-CN light");
    const en = await speak(page, "en", !place.outside);
    await dark(page, !night, en);
    await look(en, night ? "en light" : "en dark");
    if (!place.outside) await speak(page, "zh-CN");

    // Whoever is not logged in asks whether there is a session, and the browser notes that there is none.
    const expected = (text: string) => place.outside && text.includes("401") && text.includes("/auth/refresh");
    expect(said.filter((text) => !expected(text))).toEqual([]);
  });
}
