/** The test of this suite: knows the server's address and has people of the house at hand. */
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";
import { Api, address } from "./api";
import { type Person, person } from "./arrange";
import { quickLogIn } from "./page";
import { Rooms } from "./rooms";

type Own = {
  /** How this test's browsers look, and what language they ask for. */
  looks: BrowserContextOptions;
  /** Opens a browser of its own in which somebody is logged in. */
  as: (who: { email: string; password: string }, more?: { viewport?: { width: number; height: number } }) => Promise<Page>;
};
type Shared = {
  /** Where browsers come from, and go when a test is done with them. */
  rooms: Rooms;
  /** The administrator, by the API. */
  admin: Api;
  /** The service desk, by the API. */
  desk: Api;
  /** Somebody of the house who may see every page; one per worker. */
  reader: Person;
};

export const test = base.extend<Own, Shared>({
  baseURL: async ({}, use) => use(address()),
  looks: async ({ baseURL, viewport, hasTouch, locale, timezoneId, colorScheme, contextOptions }, use) =>
    use({ ...contextOptions, baseURL, viewport, hasTouch, locale, timezoneId, colorScheme }),
  context: async ({ rooms, looks }, use) => {
    const context = await rooms.take(looks);
    await use(context);
    await rooms.leave(context);
  },
  as: async ({ rooms, looks }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, more = {}) => {
      const context = await rooms.take({ ...looks, ...more });
      opened.push(context);
      await quickLogIn(context, who);
      return context.newPage();
    });
    for (const context of opened) await rooms.leave(context);
  },
  rooms: [
    async ({ browser }, use) => {
      const rooms = new Rooms(browser);
      await use(rooms);
      await rooms.close();
    },
    { scope: "worker" },
  ],
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
