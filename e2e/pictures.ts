/** Pictures of every page in both languages, both themes and two widths, into e2e/pictures/. */
import { join } from "node:path";
import { DESKTOP, PHONE } from "./playwright.config";
import { dark, quickLogIn, settled, speak } from "./support/page";
import { find, PLACES } from "./support/site";
import { test } from "./support/test";
import { t, type Words } from "./support/words";

const FOLDER = join(import.meta.dirname, "pictures");

for (const place of PLACES) {
  test(place.name, async ({ page, context, reader, desk, admin }) => {
    if (!place.outside) await quickLogIn(context, reader);
    await page.setViewportSize(DESKTOP);
    await page.goto(await find(place, { desk, admin }));
    const take = async (words: Words, language: string) => {
      for (const [theme, night] of [["light", false], ["dark", true]] as const) {
        await dark(page, night, words);
        for (const size of [DESKTOP, PHONE]) {
          await page.setViewportSize(size);
          await settled(page, words);
          // The page scrolls inside its frame: make room for all of it.
          const height = await page.evaluate(() => {
            const main = document.querySelector(".pf-v6-c-page__main-container") ?? document.documentElement;
            return innerHeight + main.scrollHeight - main.clientHeight;
          });
          await page.setViewportSize({ width: size.width, height: Math.min(height, 6000) });
          await page.screenshot({
            path: join(FOLDER, `${place.name}-${size.width}-${language}-${theme}.png`),
            animations: "disabled",
          });
        }
        await page.setViewportSize(DESKTOP);
      }
    };
    await take(t, "zh-CN");
    await take(await speak(page, "en", !place.outside), "en");
    if (!place.outside) await speak(page, "zh-CN");
  });
}
