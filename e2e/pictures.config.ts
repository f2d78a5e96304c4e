import base, { DESKTOP, PHONE } from "./playwright.config";

/** Takes pictures of every page, for people to look at: `npm run pictures`. */
export default {
  ...base,
  testMatch: ["pictures.ts"],
  reporter: [["list"]],
  projects: [DESKTOP, PHONE].map((viewport) => ({ name: `${viewport.width}`, use: { viewport } })),
} satisfies typeof base;
