/** What tests do with a page, and what every page must be. */
import type axeCore from "axe-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { address } from "./api";
import { type Language, LANGUAGES, t, type Words, words } from "./words";

/** Logs in through the page, as people do. */
export async function logIn(page: Page, who: { name: string; email: string; password: string }): Promise<void> {
  await page.goto("/");
  await sendLogIn(page, who);
  await expect(menu(page, who)).toBeVisible();
}

/** Fills the form of the log-in and sends it. */
export async function sendLogIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByLabel(t("account-email")).fill(who.email);
  await page.getByLabel(t("account-password")).fill(who.password);
  await button(page, t("account-log-in")).click();
}

/** Logs in the browser by the API, for tests that are about something else. */
export async function quickLogIn(context: BrowserContext, who: { email: string; password: string }): Promise<void> {
  const answer = await context.request.post(`${address()}/api/v1/auth/login`, {
    data: { email: who.email, password: who.password },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** The button that opens the menu of one's account. */
export function menu(page: Page, who: { name: string }): Locator {
  return button(page, t("account-menu", { name: who.name }));
}

/** A field to type in. */
export function text(scope: Page | Locator, name: string): Locator {
  return scope.getByRole("textbox", { name, exact: true });
}

/** A field with a few values, or one that searches while one types. */
export function choice(scope: Page | Locator, name: string): Locator {
  return scope.getByRole("combobox", { name, exact: true });
}

/** A button by the whole of its name. */
export function button(scope: Page | Locator, name: string): Locator {
  return scope.getByRole("button", { name, exact: true });
}

/** Types a part of a name and chooses what is found. */
export async function search(scope: Page | Locator, name: string, typed: string, found: string | RegExp): Promise<void> {
  await choice(scope, name).fill(typed);
  await scope.getByRole("listbox", { name, exact: true }).getByRole("option", { name: found }).click();
  await expect(button(scope, t("page-clear-choice", { field: name }))).toBeVisible();
}

/** A part of a page with a heading of its own. */
export function panel(page: Page, heading: string | RegExp): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: heading, level: 2 }) });
}

/** The open dialogue. */
export function dialog(page: Page): Locator {
  return page.getByRole("dialog");
}

/** Waits until a page has all that it shows. */
export async function settled(page: Page, language: Words = t): Promise<void> {
  // Until the program is there, a first page with a name of its own stands in.
  await expect(page.locator(".sanbao-boot")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(language("page-waiting"), { exact: true })).toHaveCount(0);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/**
 * Goes somewhere as links do, without loading the program again, which takes most of a second; by way of a place that
 * does not exist, so that nothing of the place before is taken for the one that is wanted.
 */
export async function go(page: Page, path: string): Promise<void> {
  const to = (path: string) =>
    page.evaluate((path) => {
      history.pushState(null, "", path);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
  const nowhere = page.getByRole("heading", { name: NOWHERE, level: 1 });
  await to("/nowhere");
  await expect(nowhere).toBeVisible();
  if (path === "/nowhere") return;
  await to(path);
  await expect(nowhere).toHaveCount(0);
}

const NOWHERE = new RegExp(LANGUAGES.map((language) => words(language)("page-lost")).join("|"));

/** Opens the page that is open anew: everything on it is read again. */
export async function again(page: Page): Promise<void> {
  const { pathname, search } = new URL(page.url());
  await go(page, pathname + search);
}

/** What went wrong on a page without anybody being told. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(`${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`${message.text()} (${message.location().url})`);
  });
  return found;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails when axe finds anything. */
export async function axe(page: Page, when = ""): Promise<void> {
  // Given to a page once for as long as it is loaded: what the browser has compiled by then runs in half the time.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    // What fades, or is grey while it is renewed, has its colours only when it has arrived.
    const fading = () =>
      document.getAnimations().filter((a) => a.playState === "running" && a.effect?.getComputedTiming().iterations !== Infinity);
    while (fading().length > 0 || document.querySelector("[aria-busy=true]")) {
      await Promise.allSettled(fading().map((a) => a.finished));
      await new Promise(requestAnimationFrame);
    }
    const { axe } = window as unknown as { axe: typeof axeCore };
    return (await axe.run(document, { resultTypes: ["violations"] })).violations;
  });
  const said = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} (${violation.impact}): ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replaceAll("\n", " ")}`),
  );
  expect.soft(said, `axe ${when} on ${page.url()}`).toEqual([]);
}

/** Fails when one must scroll sideways, or when something is cut off at the right. */
export async function fits(page: Page, when = ""): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at && at.id !== "main"; at = at.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    for (const element of document.querySelectorAll("main *, header *")) {
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.height > 0 && box.right > width + 1 && !scrolls(element)) {
        found.push(`${element.tagName.toLowerCase()}.${element.getAttribute("class")} ends at ${Math.round(box.right)}: ${element.textContent?.slice(0, 40)}`);
      }
    }
    // A table has room of its own to scroll in, and whoever sits at a desk should not need it.
    for (const table of document.querySelectorAll("main .sb-table")) {
      const hidden = table.scrollWidth - table.clientWidth;
      const columns = [...table.querySelectorAll("th")].map((column) => column.textContent).join(", ");
      if (hidden > 1) found.push(`a table is ${hidden} too wide: ${columns}`);
    }
    return found.slice(0, 5);
  });
  expect.soft(wide, `width ${when} on ${page.url()}`).toEqual([]);
}

/** Fails when a cell of a table is so narrow that its words stand one below the other. */
export async function roomy(page: Page): Promise<void> {
  const narrow = await page.evaluate(() => {
    // On a phone each row is a card.
    if (document.documentElement.clientWidth < 768) return [];
    const found: string[] = [];
    for (const cell of document.querySelectorAll("main .sb-table td:not(:has(input))")) {
      const words = document.createRange();
      words.selectNodeContents(cell);
      const { width, height } = words.getBoundingClientRect();
      if (height > width && height > 70) found.push(`${cell.getAttribute("data-label")}: ${cell.textContent?.slice(0, 40)}`);
    }
    return found.slice(0, 5);
  });
  expect.soft(narrow, page.url()).toEqual([]);
}

/** Switches the page to a language by its own button; for whoever is logged in, their profile too. */
export async function speak(page: Page, language: Language, loggedIn = true): Promise<Words> {
  const saved = loggedIn
    ? page.waitForResponse((r) => r.url().endsWith("/api/v1/me") && r.request().method() === "PUT")
    : null;
  await button(page, language === "en" ? "EN English" : "中文 切换到中文").click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await saved;
  return words(language);
}

/** Switches between light and dark by the page's own button. */
export async function dark(page: Page, wanted: boolean, language: Words): Promise<void> {
  const button = page.getByRole("button", { name: language("page-dark") });
  if ((await button.getAttribute("aria-pressed")) !== String(wanted)) await button.click();
  await expect(button).toHaveAttribute("aria-pressed", String(wanted));
}
