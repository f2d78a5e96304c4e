/** The test of this suite: knows the server's address and has people of the house at hand. */
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test";
import { Api, address } from "./api";
import { type Person, person } from "./arrange";
import { quickLogIn } from "./page";

type Own = {
  /** Opens a browser of its own in which somebody is logged in. */
  as: (who: { email: string; password: string }, more?: { viewport?: { width: number; height: number } }) => Promise<Page>;
};
type Shared = {
  /** The administrator, by the API. */
  admin: Api;
  /** The service desk, by the API. */
  desk: Api;
  /** Somebody of the house who may see every page; one per worker. */
  reader: Person;
};

export const test = base.extend<Own, Shared>({
  baseURL: async ({}, use) => use(address()),
  as: async ({ browser, baseURL, viewport, locale, timezoneId, colorScheme, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, more = {}) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, viewport, locale, timezoneId, colorScheme, ...more });
      opened.push(context);
      await quickLogIn(context, who);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  admin: [
    async ({}, use) => {
      const api = await Api.logIn("admin");
      await use(api);
      await api.dispose();
    },
    { scope: "worker" },
  ],
  desk: [
    async ({}, use) => {
      const api = await Api.logIn("specialist");
      await use(api);
      await api.dispose();
    },
    { scope: "worker" },
  ],
  reader: [
    async ({ admin }, use) => {
      const roles = ["admin", "service_specialist", "supervisor", "quality", "technician"];
      await use(await person(admin, "SB", roles, { name: "尹读者" }));
    },
    { scope: "worker" },
  ],
});

export { expect };
