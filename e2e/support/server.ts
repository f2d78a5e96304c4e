/**
 * One real server for the whole run, with a database of its own in a fresh folder that goes when the run ends.
 * Playwright calls this once before the first test, and what it returns after the last.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const HERE = resolve(import.meta.dirname, "..");
const ROOT = resolve(HERE, "..");
const LOG = join(HERE, "test-results", "server.log");
const START_MS = 90_000;

/**
 * Runs the server until it ends or its input closes, however we end; then removes the folder.
 */
const GUARD = `
  exec 3<&0
  "$@" </dev/null &
  server=$!
  { cat <&3 >/dev/null; kill "$server"; } 2>/dev/null &
  wait "$server"
  rm -rf "$0"
`;

/** Where the tests find the address of the server. */
export const ADDRESS = "SANBAO_E2E_ADDRESS";

export default async function start(): Promise<() => Promise<void>> {
  const binary = process.env.SANBAO_BIN ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug", "sanbao");
  const path = resolve(ROOT, binary);
  if (!existsSync(path)) throw new Error(`there is no server at ${path}: build it, or name one by SANBAO_BIN`);

  // In the system's temporary folder, since socket paths are short; open to pass through, since the
  // PostgreSQL of root runs as another user.
  const folder = mkdtempSync(join(tmpdir(), "sanbao-e2e-"));
  chmodSync(folder, 0o711);
  const listen = `127.0.0.1:${await freePort()}`;
  const address = `http://${listen}`;

  mkdirSync(dirname(LOG), { recursive: true });
  const log = openSync(LOG, "w");
  const guard = spawn("sh", ["-c", GUARD, folder, path, "serve", "--demo", "--listen", listen, "--data-dir", join(folder, "data")], {
    env: own(process.env),
    cwd: ROOT,
    stdio: ["pipe", log, log],
    // In a group of its own, so that Ctrl-C reaches it only through us.
    detached: true,
  });
  closeSync(log);
  try {
    await ready(guard, address);
  } catch (error) {
    await end(guard);
    throw new Error(`${(error as Error).message}; its last words:\n${tail()}`);
  }
  process.env[ADDRESS] = address;
  return () => end(guard);
}

/** The environment without what would lead the server elsewhere. */
function own(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = (name: string) => name === "DATABASE_URL" || name.startsWith("SANBAO_");
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign(name)));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function ready(guard: ChildProcess, address: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (guard.exitCode !== null || guard.signalCode !== null) {
      throw new Error(`the server ended before it was ready`);
    }
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server was not ready after ${START_MS / 1000} s`);
}

async function end(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null) return;
  const ended = once(guard, "exit");
  guard.stdin?.end();
  await ended;
}

function tail(): string {
  return existsSync(LOG) ? readFileSync(LOG, "utf8").split("\n").slice(-20).join("\n") : "";
}
