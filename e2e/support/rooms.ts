/**
 * Browsers for one test after the other. A new browser reads, checks and compiles the whole program each time it is loaded, which
 * is most of what a load costs. So whoever is done leaves a browser as it was found, and the next takes it: with nobody logged in
 * and nothing kept, but with the program ready.
 */
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "@playwright/test";
import { address } from "./api";

type Room = { context: BrowserContext; keeper: Page; session: CDPSession };

/** The browsers of one worker, by what they were opened with. */
export class Rooms {
  private readonly free = new Map<string, Room[]>();
  private readonly taken = new Map<BrowserContext, { room: Room; kind: string }>();

  constructor(private readonly browser: Browser) {}

  /** One that nobody uses. */
  async take(options: BrowserContextOptions): Promise<BrowserContext> {
    const kind = JSON.stringify(options);
    const room = this.free.get(kind)?.pop() ?? (await this.open(options));
    this.taken.set(room.context, { room, kind });
    return room.context;
  }

  /** Closes its pages and forgets what they kept. */
  async leave(context: BrowserContext): Promise<void> {
    const found = this.taken.get(context);
    if (!found) throw new Error("this browser was not taken here");
    const { room, kind } = found;
    this.taken.delete(context);
    await Promise.all(context.pages().filter((page) => page !== room.keeper).map((page) => page.close()));
    await context.unrouteAll();
    await context.clearPermissions();
    await room.session.send("Storage.clearDataForOrigin", { origin: address(), storageTypes: "all" });
    await context.clearCookies();
    this.free.set(kind, [...(this.free.get(kind) ?? []), room]);
  }

  /** Closes all that are not in use. */
  async close(): Promise<void> {
    for (const room of [...this.free.values()].flat()) await room.context.close();
    this.free.clear();
  }

  private async open(options: BrowserContextOptions): Promise<Room> {
    const context = await this.browser.newContext(options);
    // An answer of the same server with no program in it. The pages of a browser share one process (see playwright.config.ts),
    // and what it has compiled stays for as long as somebody there holds it.
    const keeper = await context.newPage();
    await keeper.goto(`${address()}/health/live`);
    await keeper.evaluate(async () => {
      const read = async (path: string) => (await fetch(path)).text();
      const [parts] = /\/assets\/[\w-]+\/__wasm_split\.js/.exec(await read("/")) ?? [];
      if (!parts) throw new Error("the page names no parts");
      const names = ["page.wasm", ...((await read(parts)).match(/split_\w+\.wasm/g) ?? [])];
      const held = await Promise.all(names.map((name) => WebAssembly.compileStreaming(fetch(new URL(name, new URL(parts, location.href))))));
      Object.assign(window, { held });
    });
    return { context, keeper, session: await context.newCDPSession(keeper) };
  }
}
