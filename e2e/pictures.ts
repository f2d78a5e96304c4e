/** Pictures of every page in both languages, both themes and two widths, into e2e/pictures/. */
import { join } from "node:path";
import { DESKTOP } from "./playwright.config";
import { dark, fits, quickLogIn, roomy, settled, speak } from "./support/page";
import { find, PLACES } from "./support/site";
import { test } from "./support/test";
import { t, type Words } from "./support/words";

const FOLDER = join(import.meta.dirname, "pictures");

for (const place of PLACES) {
  test(place.name, async ({ page, context, reader, desk, admin, viewport }) => {
    if (!place.outside) await quickLogIn(context, reader);
    const size = viewport ?? DESKTOP;
    await page.goto(await find(place, { desk, admin }));
    const take = async (words: Words, language: string) => {
      for (const [theme, night] of [["light", false], ["dark", true]] as const) {
        await settled(page, words);
        await dark(page, night, words);
        // The page scrolls inside its frame: make room for all of it.
        const hidden = await page.evaluate(() => {
          const all = [document.documentElement, ...document.querySelectorAll(".pf-v6-c-page__main-container, #main")];
          return Math.max(...all.map((element) => element.scrollHeight - element.clientHeight));
        });
        await page.setViewportSize({ width: size.width, height: Math.min(size.height + hidden, 6000) });
        await page.screenshot({
          path: join(FOLDER, `${place.name}-${size.width}-${language}-${theme}.png`),
          animations: "disabled",
        });
        await page.setViewportSize(size);
      }
    };
    await take(t, "zh-CN");
    await fits(page, "zh-CN");
    await take(await speak(page, "en", !place.outside), "en");
    await fits(page, "en");
    await roomy(page);
    if (!place.outside) await speak(page, "zh-CN");
  });
}
