// Which server does the journey run against? One of its own: a free port, a fresh data folder, demo data.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const BINARY =
  process.env.SCENEPOOL_BIN ?? new URL("../../target/debug/scenepool", import.meta.url).pathname;
const READY_WITHIN_MS = 180_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Asks until the answer satisfies, or throws when the time is over. */
export async function until(what, ask, withinMs = 60_000) {
  const end = Date.now() + withinMs;
  let last;
  while (Date.now() < end) {
    last = await ask().catch((error) => error);
    if (last && !(last instanceof Error)) return last;
    await pause(100);
  }
  throw new Error(`${what} did not happen within ${withinMs / 1000} s; last: ${last}`);
}

export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "scenepool-e2e-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(BINARY, ["serve"], {
    env: {
      ...process.env,
      SCENEPOOL_ADDR: `127.0.0.1:${port}`,
      SCENEPOOL_DATA_DIR: folder,
      SCENEPOOL_DATABASE_URL: "",
      SCENEPOOL_DEMO: "true",
      // Models are trained when the journey asks for it.
      SCENEPOOL_TRAIN_HOURS: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      log = (log + chunk).slice(-20_000);
    });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.once("error", (error) => {
    log += `\n${error}`;
  });
  await until(
    "the server's readiness",
    async () => {
      if (child.exitCode !== null) throw new Error(`the server ended: ${log}`);
      return (await fetch(`${base}/readyz`)).ok;
    },
    READY_WITHIN_MS,
  ).catch((error) => {
    child.kill("SIGKILL");
    throw new Error(`${error.message}\n${log}`);
  });
  return {
    base,
    log: () => log,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
