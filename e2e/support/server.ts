/**
 * One real server for the whole run, with a database of its own in a fresh folder that goes when the run ends.
 * Playwright calls this once before the first test, and what it returns after the last.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const HERE = resolve(import.meta.dirname, "..");
const ROOT = resolve(HERE, "..");
const LOG = join(HERE, "test-results", "server.log");
const START_MS = 90_000;
const STOP_MS = 20_000;

/** Where the tests find the address of the server. */
export const ADDRESS = "SANBAO_E2E_ADDRESS";

export default async function start(): Promise<() => Promise<void>> {
  const binary = process.env.SANBAO_BIN ?? join(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug", "sanbao");
  const path = resolve(ROOT, binary);
  if (!existsSync(path)) throw new Error(`there is no server at ${path}: build it, or name one by SANBAO_BIN`);

  // In the system's temporary folder, since socket paths are short; open to pass through, since the
  // PostgreSQL of root runs as another user.
  const folder = mkdtempSync(join(tmpdir(), "sanbao-e2e-"));
  chmodSync(folder, 0o711);
  const listen = `127.0.0.1:${await freePort()}`;
  const address = `http://${listen}`;

  mkdirSync(dirname(LOG), { recursive: true });
  const log = createWriteStream(LOG);
  const server = spawn(path, ["serve", "--demo", "--listen", listen, "--data-dir", join(folder, "data")], {
    env: own(process.env),
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    // In a group of its own, so that Ctrl-C reaches it only through us.
    detached: true,
  });
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  const wrote = once(server, "close");
  const stop = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(server, address);
  } catch (error) {
    await stop();
    // The last words are in the log when both pipes have closed.
    await wrote;
    await new Promise((done) => log.end(done));
    throw new Error(`${(error as Error).message}; its last words:\n${tail()}`);
  }
  process.env[ADDRESS] = address;
  return stop;
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

async function ready(server: ChildProcess, address: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`the server ended before it was ready`);
    }
    const answer = await fetch(`${address}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server was not ready after ${START_MS / 1000} s`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const timer = setTimeout(() => server.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(timer);
}

function tail(): string {
  return existsSync(LOG) ? readFileSync(LOG, "utf8").split("\n").slice(-20).join("\n") : "";
}
