import base, { DESKTOP, WHOLE_BROWSER } from "./playwright.config";

/** Has Lighthouse judge every page: `make lighthouse`. One page at a time, since it measures times too. */
export default {
  ...base,
  testMatch: ["lighthouse.ts"],
  reporter: [["list"]],
  workers: 1,
  retries: 0,
  timeout: 180_000,
  use: { ...base.use, launchOptions: { ...base.use?.launchOptions, executablePath: WHOLE_BROWSER } },
  projects: [{ name: "desktop", use: { viewport: DESKTOP } }],
} satisfies typeof base;
