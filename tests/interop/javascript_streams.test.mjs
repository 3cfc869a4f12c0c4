// The TypeScript clients follow streams by their progress, and get all items as the result.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WAYS } from './clients.mjs';
import { Server, VALUES } from './server.mjs';

// An integer that a JavaScript number holds; the items' text is what is hard here.
const FIRST = 7;
const ticks = (many) => Array.from({ length: many }, (_, sent) => ({ number: FIRST + sent, text: 'é\u2028😀\n' }));

let server;
before(async () => {
  server = await Server.start(VALUES);
});
after(() => server?.end());

for (const way of WAYS) {
  const check = (title, body) =>
    test(`${way.name}: ${title}`, async () => {
      const { client } = await way.open(server);
      // The first generation takes a schema of the result before the options.
      const call = (request, options) =>
        way.name.startsWith('sdk 1') ? client.callTool(request, undefined, options) : client.callTool(request, options);
      try {
        await body({ client, call });
      } finally {
        await client.close();
      }
    });
  const count = (many, end) => ({ name: 'streams_count', arguments: { from: FIRST, many, end } });

  // A client that reads notices and the result in one piece, as happens on stdio, drops the notices by itself: hence a
  // stream that has not ended when its items are heard of.
  check('each item is progress when it comes, and its client can cancel the stream', async ({ call }) => {
    const leaving = new AbortController();
    const heard = [];
    const onprogress = (progress) => {
      heard.push(progress);
      if (heard.length === 3) leaving.abort('enough');
    };
    await assert.rejects(call(count(3, 'never'), { signal: leaving.signal, onprogress }), /enough/);
    assert.deepEqual(heard.map(({ progress }) => progress), [1, 2, 3]);
    assert.deepEqual(heard.map(({ message }) => JSON.parse(message)), ticks(3));
  });

  check('all items are the result', async ({ client, call }) => {
    await client.listTools(); // From now on the client checks results against their schema.
    for (const options of [{}, { onprogress: () => {} }]) {
      const result = await call(count(3, 'well'), options);
      assert.deepEqual(result.structuredContent, { items: ticks(3), complete: true });
    }
  });

  check('an error inside a stream comes with the items before it', async ({ call }) => {
    const result = await call(count(2, 'fail'), { onprogress: () => {} });
    assert.equal(result.isError, true);
    const lines = result.content[0].text.split('\n');
    assert.equal(lines[0], 'There are no more (sent: 2)');
    assert.deepEqual(JSON.parse(lines.at(-1)), { items: ticks(2), complete: false });
  });

  check('items of a request are arguments', async ({ call }) => {
    const result = await call({ name: 'streams_echo', arguments: { items: ticks(2) } });
    assert.deepEqual(result.structuredContent, { items: ticks(2), complete: true });
  });
}
