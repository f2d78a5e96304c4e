// Runs before the first paint: theme and language first, so that neither flashes; then the page itself.
// A file of its own because the content security policy forbids inline scripts.
(() => {
  "use strict";

  const root = document.documentElement;
  const { page, wasm } = document.currentScript.dataset;

  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  };

  const theme = stored("sanbao.theme"); // "light" or "dark"; anything else follows the system
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.classList.toggle("pf-v6-theme-dark", dark);

  const locales = ["zh-CN", "en"];
  const locale = stored("sanbao.locale");
  root.lang = locales.includes(locale) ? locale : /^zh\b/i.test(navigator.language) ? "zh-CN" : "en";

  // The words of that language, beside the module that will ask for them.
  const words = document.createElement("link");
  Object.assign(words, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  words.href = document.querySelector(`meta[name="words-${root.lang}"]`).content;
  document.head.append(words);

  const failed = (reason) => {
    console.error("the page did not start:", reason);
    const show = () => {
      document.getElementById("loading")?.remove();
      document.getElementById("loading-failed")?.removeAttribute("hidden");
    };
    if (document.readyState === "loading") {
      addEventListener("DOMContentLoaded", show);
    } else {
      show();
    }
  };

  addEventListener("sanbao-failed", () => failed("its words did not come"));

  // Yew mounts into the body, so wait for it.
  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  Promise.all([import(page), parsed])
    .then(([module]) => module.default({ module_or_path: wasm }))
    .catch(failed);
})();
