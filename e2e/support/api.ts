/** The API as a script uses it: arranges what a test needs and looks at what became of it. */
import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { ADDRESS } from "./server";

export const PASSWORD = "sanbao-demo-2026";

/** Address of the server under test. */
export function address(): string {
  const found = process.env[ADDRESS];
  if (!found) throw new Error("the server was not started: run the tests by `npx playwright test`");
  return found;
}

/** Something that makes names and words of this test unlike those of any other. */
export function mark(): string {
  return randomUUID().slice(0, 8).toUpperCase();
}

/** A record as the API answers it. */
export type Rec = { id: string; version: number; [field: string]: any };
export type Page<T = Rec> = { items: T[]; next_cursor: string | null };

export class Api {
  private constructor(
    private readonly context: APIRequestContext,
    readonly me: Rec,
  ) {}

  /** Logs in; the demo people are named by what stands before the `@`. */
  static async logIn(who: string, password = PASSWORD): Promise<Api> {
    const email = who.includes("@") ? who : `${who}@sanbao.example`;
    const outside = await request.newContext({ baseURL: address() });
    const answer = await outside.post("/api/v1/auth/login", { data: { email, password } });
    const body = await json(answer);
    await outside.dispose();
    return new Api(await Api.bearing(body.access_token), body.user);
  }

  /** Whoever holds this token. */
  static async withToken(token: string): Promise<Api> {
    return new Api(await Api.bearing(token), { id: "", version: 0 });
  }

  private static bearing(token: string): Promise<APIRequestContext> {
    return request.newContext({
      baseURL: `${address()}/api/v1/`,
      extraHTTPHeaders: { Authorization: `Bearer ${token}`, "Accept-Language": "zh-CN" },
    });
  }

  async dispose(): Promise<void> {
    await this.context.dispose();
  }

  /** The bare answer, for tests of refusals. */
  try(path: string): Promise<APIResponse> {
    return this.context.get(path);
  }

  async get<T = Rec>(path: string): Promise<T> {
    return json(await this.context.get(path));
  }

  /** The first record of a list that fits. */
  async find(path: string): Promise<Rec> {
    const page = await this.get<Page>(path);
    const first = page.items[0];
    if (!first) throw new Error(`nothing in ${path}`);
    return first;
  }

  async create<T = Rec>(path: string, data: object): Promise<T> {
    return json(await this.context.post(path, { data, headers: { "Idempotency-Key": randomUUID() } }));
  }

  /** Does something with a record as it was read. */
  async act(path: string, record: { id: string; version: number }, action: string, data: object = {}): Promise<Rec> {
    const headers = { "Idempotency-Key": randomUUID(), "If-Match": `"${record.version}"` };
    return json(await this.context.post(`${path}/${record.id}/${action}`, { data, headers }));
  }

  async put(path: string, version: number, data: object): Promise<Rec> {
    return json(await this.context.put(path, { data, headers: { "If-Match": `"${version}"` } }));
  }

  async patch(path: string, version: number, data: object): Promise<Rec> {
    return json(await this.context.patch(path, { data, headers: { "If-Match": `"${version}"` } }));
  }

  async remove(path: string): Promise<void> {
    await json(await this.context.delete(path));
  }
}

async function json(answer: APIResponse): Promise<any> {
  const text = await answer.text();
  expect(answer.ok(), `${answer.status()} ${answer.url()}: ${text}`).toBe(true);
  return text === "" ? null : JSON.parse(text);
}
