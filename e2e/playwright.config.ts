import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's Chromium, without its window where that is there; another one can be named. */
const BROWSERS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
/** The browser with everything in it: without its window it has no camera, not even a false one. */
export const WHOLE_BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The pages of a browser share what is compiled; see support/rooms.ts.
  "--process-per-site",
];

/** Widths that every page must do well at. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export default defineConfig({
  testDir: ".",
  testMatch: ["journeys/**/*.spec.ts", "records/**/*.spec.ts"],
  outputDir: "test-results",
  globalSetup: "./support/server.ts",
  fullyParallel: true,
  workers: 2,
  // A machine that is busy with two browsers may be late once; what fails twice has failed, and what fails once is listed.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["html", { open: "never" }]],
  use: {
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    colorScheme: "light",
    // What moves costs frames and is looked at by nobody here.
    contextOptions: { reducedMotion: "reduce" },
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args },
  },
  projects: [
    { name: "desktop", use: { viewport: DESKTOP }, grepInvert: /@phone-only/ },
    { name: "phone", use: { viewport: PHONE, hasTouch: true }, grep: /@phone/ },
  ],
});
