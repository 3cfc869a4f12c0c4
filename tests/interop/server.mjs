// Starts the example server `tasks`, whose path the environment variable TASKS_BINARY gives.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const BINARY = process.env.TASKS_BINARY;

// Nothing here takes longer than this, in milliseconds, unless it hangs.
const DEADLINE = 30_000;

/** A running `tasks serve` on a port of its own, with a database of its own. */
export class Server {
  static async start() {
    const server = new Server();
    server.folder = await mkdtemp(join(tmpdir(), 'tasks-'));
    server.db = join(server.folder, 'tasks.db');
    const options = ['serve', '--listen', '127.0.0.1:0', '--db', server.db];
    server.process = spawn(BINARY, options, { stdio: ['ignore', 'ignore', 'pipe'] });
    const lines = createInterface({ input: server.process.stderr });
    try {
      const [first] = await once(lines, 'line', { signal: AbortSignal.timeout(DEADLINE) });
      server.url = /^listening on (http:\/\/\S+)$/.exec(first)?.[1];
      if (!server.url) throw new Error(`first line on stderr: ${first}`);
    } catch (failure) {
      await server.end();
      throw failure;
    }
    return server;
  }

  /** Kills the process, waits until it is gone, and removes its files. */
  async end() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
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
}
