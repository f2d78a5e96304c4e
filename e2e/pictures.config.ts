import base from "./playwright.config";

/** Takes pictures of every page, for people to look at: `npm run pictures`. */
export default {
  ...base,
  testMatch: ["pictures.ts"],
  reporter: [["list"]],
  projects: [{ name: "pictures" }],
} satisfies typeof base;
