// The TypeScript clients call the server's tools; plain HTTP says what they have to answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WAYS } from './clients.mjs';
import { Server } from './server.mjs';

let server;
before(async () => {
  server = await Server.start();
});
after(() => server?.end());

for (const way of WAYS) {
  const check = (title, body) =>
    test(`${way.name}: ${title}`, async () => {
      const { client, agreed } = await way.open(server);
      try {
        await body({ client, agreed, call: (name, args) => client.callTool({ name, arguments: args }) });
      } finally {
        await client.close();
      }
    });

  check('the revision is the newest that both speak', ({ agreed }) => {
    assert.equal(agreed, way.revision);
  });

  check('the tools are listed with their schemas', async ({ client }) => {
    const { tools } = await client.listTools();
    const byName = Object.fromEntries(tools.map((tool) => [tool.name, tool]));
    assert.deepEqual(byName.tasks_create.inputSchema.required, ['title']);
    assert.equal(byName.tasks_list.annotations.readOnlyHint, true);
    assert.equal(byName.tasks_delete.annotations.destructiveHint, true);
  });

  check('a created task reads as plain HTTP shows it', async ({ call }) => {
    const created = await call('tasks_create', { title: `Ask "${way.name}" \\ é 漢字 😀 \u2028`, assignee: 'alice' });
    assert.notEqual(created.isError, true);
    const list = await server.post('list', {});
    assert.ok(list.includes(created.content[0].text), `${created.content[0].text} in ${list}`);
    assert.deepEqual(created.structuredContent, JSON.parse(created.content[0].text));
  });

  check('a list equals plain HTTP byte for byte', async ({ call }) => {
    await server.post('create', { title: 'Compare the lists' });
    for (const args of [{}, { state: 'todo' }, { state: 'done' }]) {
      const listed = await call('tasks_list', args);
      assert.deepEqual(listed.content.map((block) => block.text), [await server.post('list', args)]);
    }
  });

  check('a deleted task is gone', async ({ call }) => {
    const { id } = JSON.parse(await server.post('create', { title: 'Delete me' }));
    const deleted = await call('tasks_delete', { id });
    assert.notEqual(deleted.isError, true);
    const { tasks } = JSON.parse(await server.post('list', {}));
    assert.ok(!tasks.some((task) => task.id === id));
  });

  check('an unknown field is refused with a suggestion', async ({ call }) => {
    const refused = await call('tasks_create', { title: 'Never stored', asignee: 'alice' });
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /`asignee`/);
    assert.match(refused.content[0].text, /`assignee`/);
    assert.ok(!(await server.post('list', {})).includes('Never stored'));
  });

  check('a missing task is an error that names it', async ({ call }) => {
    const refused = await call('tasks_delete', { id: 987654321 });
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /987654321/);
  });

  check('an integer that JavaScript cannot hold is repeated exactly', async ({ call }) => {
    const refused = await call('tasks_delete', { id: JSON.rawJSON('9007199254740993') });
    assert.equal(refused.isError, true);
    assert.match(refused.content[0].text, /9007199254740993/);
  });

  check('an unknown tool is a protocol error', async ({ call }) => {
    await assert.rejects(call('tasks_destroy', {}), (failure) => {
      assert.equal(failure.code, -32602);
      assert.match(failure.message, /tasks_destroy/);
      return true;
    });
  });
}
