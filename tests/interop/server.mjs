// Starts a server: the example `tasks`, or the test server `values`. The environment says where they are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const TASKS = process.env.TASKS_BINARY;
export const VALUES = process.env.VALUES_BINARY;

// Nothing here takes longer than this, in milliseconds, unless it hangs.
const DEADLINE = 30_000;

/** A running server on a port of its own; `tasks` has a database of its own. */
export class Server {
  static async start(binary = TASKS, { options: more = [], env = {} } = {}) {
    const server = new Server();
    server.folder = await mkdtemp(join(tmpdir(), 'tasks-'));
    const options = binary === TASKS ? ['--db', join(server.folder, 'tasks.db')] : [];
    // How the same services are reached on stdio.
    server.stdio = { command: binary, args: ['mcp', ...options] };
    const serve = ['serve', '--listen', '127.0.0.1:0', ...options, ...more];
    server.process = spawn(binary, serve, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
    const lines = createInterface({ input: server.process.stderr });
    try {
      const [first] = await once(lines, 'line', { signal: AbortSignal.timeout(DEADLINE) });
      server.url = /^listening on (https?:\/\/\S+)$/.exec(first)?.[1];
      if (!server.url) throw new Error(`first line on stderr: ${first}`);
    } catch (failure) {
      await server.end();
      throw failure;
    }
    // A file of which no test runs ends before its server is there, and never stops it.
    process.once('exit', () => server.process.kill('SIGKILL'));
    server.process.unref();
    server.process.stderr.unref();
    // As gRPC's clients take it.
    server.address = new URL(server.url).host;
    return server;
  }

  /** Kills the process, waits until it is gone, and removes its files. */
  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.ref();
      const gone = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await gone;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The text that plain HTTP answers to a call, which has to succeed. */
  async post(method, body) {
    const response = await fetch(`${this.url}/api/tasks/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text;
  }

  /** A value of the page at `/metrics`, by name and labels as they stand there; 0 where it is not. */
  async counted(metric) {
    const page = await fetch(`${this.url}/metrics`, { signal: AbortSignal.timeout(DEADLINE) });
    const line = (await page.text()).split('\n').find((found) => found.startsWith(`${metric} `));
    return Number(line?.slice(metric.length + 1) ?? 0);
  }
}

/** Asks again and again until something is true. */
export async function eventually(what, isTrue) {
  const deadline = Date.now() + DEADLINE;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`not within ${DEADLINE / 1000} seconds: ${what}`);
  }
}
