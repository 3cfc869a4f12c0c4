// The TypeScript clients of both generations, over both transports.
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const INFO = { name: 'interop', version: '1.0.0' };

const modern = (name, mode, revision) => ({
  name: `client 2, ${name}`,
  client: () => new ModernClient(INFO, { versionNegotiation: { mode } }),
  Http: ModernHttp,
  Stdio: ModernStdio,
  revision,
});

const LEGACY = {
  name: 'sdk 1',
  client: () => new LegacyClient(INFO),
  Http: LegacyHttp,
  Stdio: LegacyStdio,
  revision: '2025-11-25',
};

const LIBRARIES = [
  LEGACY,
  modern('legacy', 'legacy', '2025-11-25'),
  modern('auto', 'auto', '2026-07-28'),
  modern('pinned', { pin: '2026-07-28' }, '2026-07-28'),
];

const TRANSPORTS = {
  http: (library, server) => new library.Http(new URL(`${server.url}/mcp`)),
  stdio: (library, server) => new library.Stdio({ ...server.stdio, stderr: 'inherit' }),
};

/** Every library over every transport: a name, the revision the two have to agree on, and how to connect. */
export const WAYS = LIBRARIES.flatMap((library) =>
  Object.entries(TRANSPORTS).map(([transport, wire]) => ({
    name: `${library.name}, ${transport}`,
    revision: library.revision,
    open: (server) => open(library.client(), wire(library, server)),
  })),
);

async function open(client, wire) {
  // The first generation tells its transport, and nobody else, what was agreed on.
  const inner = wire.setProtocolVersion?.bind(wire);
  let agreed;
  wire.setProtocolVersion = (revision) => {
    agreed = revision;
    inner?.(revision);
  };
  await client.connect(wire);
  return { client, agreed: client.getNegotiatedProtocolVersion?.() ?? agreed };
}
