// The service which all peers have, as the TypeScript SDK serves it: behind Node's own HTTP server, no log.
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

const User = z.object({ id: z.number().int(), name: z.string(), email: z.string(), roles: z.array(z.string()) });

function users() {
  const server = new McpServer({ name: 'users', version: '0.0.0' });
  const tool = {
    description: 'Look up one user.',
    inputSchema: z.object({ id: z.number().int().min(0) }),
    outputSchema: User,
  };
  server.registerTool('users_get_user', tool, async ({ id }) => {
    const user = { id, name: `User ${id}`, email: `u${id}@example.com`, roles: ['admin', 'dev'] };
    return { content: [{ type: 'text', text: JSON.stringify(user) }], structuredContent: user };
  });
  return server;
}

const handler = createMcpHandler(users, { responseMode: 'auto' });
const server = createServer(toNodeHandler(handler));
server.listen(0, '127.0.0.1', () => {
  process.stderr.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
