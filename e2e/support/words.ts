/**
 * The words that people read, from the same files as the page: a test asks for `t("ticket_action-verify")`
 * and finds the button in the language shown.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Language = "zh-CN" | "en";
export const LANGUAGES: Language[] = ["zh-CN", "en"];

/** A word by its key; `{ $name }` takes what is given. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

const ROOT = join(import.meta.dirname, "..", "..");

function load(language: Language): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of [join(ROOT, "shared/locales", language), join(ROOT, "frontend/locales", language)]) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".ftl"))) {
      for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
        const [, key, text] = /^([a-z][\w-]*) = (.*)$/.exec(line) ?? [];
        if (key !== undefined && text !== undefined) found.set(key, text.trim());
      }
    }
  }
  return found;
}

const books = new Map<Language, Map<string, string>>();

/** The words of a language. */
export function words(language: Language): Words {
  const book = books.get(language) ?? load(language);
  books.set(language, book);
  return (key, values = {}) => {
    const text = book.get(key);
    if (text === undefined) throw new Error(`no message "${key}" in ${language}`);
    if (text.includes("->")) throw new Error(`"${key}" has cases; ask for what does not change`);
    return text.replace(/\{ \$(\w+) \}/g, (_, name: string) => String(values[name] ?? ""));
  };
}

/** Chinese, which the demo company speaks. */
export const t = words("zh-CN");
