/** Has Lighthouse judge every page: accessible without a flaw, built as one builds today, the log-in painted soon. */
import { chromium, expect } from "@playwright/test";
import { createServer } from "node:net";
import { Api, address } from "./support/api";
import { quickLogIn } from "./support/page";
import { find, PLACES } from "./support/site";
import { test } from "./support/test";

/** What is asked of each page, out of 100. */
const ASKED = { accessibility: 100, "best-practices": 95 } as const;
/** Until the log-in is painted with the released binary. */
const PAINTED_MS = 1500;
const RELEASED = /\/release\//.test(process.env.SANBAO_BIN ?? "");

/** The part of Lighthouse's answer that is read here. */
type Answer = {
  lhr: {
    categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
    audits: Record<string, { title: string; score: number | null; numericValue?: number; details?: { items?: unknown[] } }>;
  };
};
/** It has packages of its own, which only this run fetches; so the compiler does not know it. */
const LIGHTHOUSE = "./lighthouse/node_modules/lighthouse/core/index.js";

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => probe.once("listening", listening));
  const port = (probe.address() as { port: number }).port;
  await new Promise((closed) => probe.close(closed));
  return port;
}

for (const place of PLACES) {
  test(place.name, async ({ reader, launchOptions, locale }) => {
    const timed = place.name === "log-in";
    const port = await freePort();
    // All of it takes longer than a log-in lasts.
    const house = { desk: await Api.logIn("specialist"), admin: await Api.logIn("admin") };
    const args = [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`];
    const browser = await chromium.launchPersistentContext("", { ...launchOptions, args, locale });
    try {
      if (!place.outside) await quickLogIn(browser, reader);
      const lighthouse = (await import(LIGHTHOUSE)).default as (url: string, flags: object, config: object) => Promise<Answer>;
      const { lhr } = await lighthouse(
        address() + (await find(place, house)),
        { port, logLevel: "error", disableStorageReset: true },
        {
          extends: "lighthouse:default",
          settings: {
            onlyCategories: [...Object.keys(ASKED), ...(timed ? ["performance"] : [])],
            // Open pages hear what is new over a stream, so their network is never idle.
            maxWaitForLoad: 15_000,
            formFactor: "desktop",
            screenEmulation: { disabled: true },
            // As it is here, without a slower network or processor in between.
            throttlingMethod: "provided",
          },
        },
      );
      const scores = Object.keys(ASKED).map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)] as const);
      const painted = Math.round(lhr.audits["largest-contentful-paint"]?.numericValue ?? Number.POSITIVE_INFINITY);
      const said = scores.map((score) => score.join(" ")).join(", ");
      console.log(`${place.name}: ${said}${timed ? `, painted after ${painted} ms` : ""}`);
      for (const [name, score] of scores) {
        const wrong = (lhr.categories[name]?.auditRefs ?? [])
          .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
          .map(({ id }) => ({ id, items: lhr.audits[id]?.details?.items }));
        expect(score, JSON.stringify(wrong, null, 1)).toBeGreaterThanOrEqual(ASKED[name as keyof typeof ASKED]);
      }
      if (RELEASED && timed) expect(painted).toBeLessThanOrEqual(PAINTED_MS);
    } finally {
      await browser.close();
      await Promise.all([house.desk.dispose(), house.admin.dispose()]);
    }
  });
}
