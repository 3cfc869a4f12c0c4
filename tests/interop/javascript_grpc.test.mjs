// grpc-js calls the servers, from the `.proto` files that their programs print.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect, details, grpc, soon, unary } from './grpc.mjs';
import { eventually, Server, VALUES } from './server.mjs';

const { status } = grpc;
// Beyond what a JavaScript number holds.
const EXACT = '9007199254740993';
const LARGEST = '18446744073709551615';
const tick = (sent) => ({ number: String(BigInt(EXACT) + BigInt(sent)), text: 'é\u2028😀\n', _text: 'text' });

let server, mirror, tasks, streams, echo;
before(async () => {
  server = await Server.start();
  mirror = await Server.start(VALUES);
  tasks = connect(server, 'tasks.v1.Tasks');
  streams = connect(mirror, 'values.v1.Streams');
  echo = connect(mirror, 'values.v1.Echo');
});
after(async () => {
  for (const client of [tasks, streams, echo]) client?.close();
  await server?.end();
  await mirror?.end();
});

const check = (title, body) => test(`grpc: ${title}`, body);

const count = (many, end, options = soon()) => streams.Count({ from: EXACT, many, end }, options);

/** All items of a stream, and the error that ended it if one did. */
async function read(call) {
  const items = [];
  try {
    for await (const item of call) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
}

check('a call has one answer, which plain HTTP shows as well', async () => {
  const { reply } = await unary(tasks, 'Create', { title: 'Review "it" \\ é 漢字 😀 \u2028', assignee: 'alice' });
  assert.equal(reply.title, 'Review "it" \\ é 漢字 😀 \u2028');
  assert.equal(reply.state, 'TASK_STATE_TODO');
  assert.equal(reply._created_by, undefined);
  const { tasks: listed } = JSON.parse(await server.post('list', {}));
  assert.equal(listed.find((task) => String(task.id) === reply.id).title, reply.title);
});

check('a change is heard of while it happens', async () => {
  const watching = tasks.Watch({ assignee: 'carol' }, soon());
  await once(watching, 'metadata');
  await server.post('create', { title: 'Watch me', assignee: 'carol' });
  const [event] = await once(watching, 'data');
  assert.equal(event.kind, 'created');
  assert.equal(event.created.task.title, 'Watch me');
  watching.on('error', (error) => assert.equal(error.code, status.CANCELLED));
  watching.cancel();
});

check('a stream has all items and ends', async () => {
  assert.deepEqual(await read(count(3, 'END_WELL')), { items: [tick(0), tick(1), tick(2)] });
});

check('requests are streamed', async () => {
  const sum = await new Promise((resolve, reject) => {
    const call = streams.Sum(soon(), (error, reply) => (error ? reject(error) : resolve(reply)));
    for (const number of ['1', EXACT]) call.write({ number });
    call.end();
  });
  assert.equal(sum.result, '9007199254740994');
});

check('both sides stream in turn', async () => {
  const call = streams.Echo(soon());
  for (let sent = 0; sent < 3; sent += 1) {
    const answered = once(call, 'data');
    call.write(tick(sent));
    assert.deepEqual(await answered, [tick(sent)]);
  }
  call.end();
  assert.deepEqual(await read(call), { items: [] });
});

check('an error is the variant that it was', async () => {
  for (const id of [EXACT, LARGEST]) {
    await assert.rejects(unary(tasks, 'Get', { id }), (error) => {
      assert.equal(error.code, status.NOT_FOUND);
      assert.ok(error.details.includes(id));
      const { status: whole, typed, info } = details(error, 'tasks.v1.TaskError');
      assert.deepEqual([whole.code, whole.message], [error.code, error.details]);
      assert.deepEqual([typed.kind, typed.no_such_task.id], ['no_such_task', id]);
      assert.deepEqual([info.reason, info.domain], ['NO_SUCH_TASK', 'tasks.v1.Tasks']);
      return true;
    });
  }
});

check('an error inside a stream comes behind its items', async () => {
  const { items, error } = await read(count(2, 'END_FAIL'));
  assert.deepEqual(items, [tick(0), tick(1)]);
  assert.equal(error.code, status.NOT_FOUND);
  const { typed, info } = details(error, 'values.v1.StreamError');
  assert.deepEqual([typed.kind, typed.no_more.sent], ['no_more', '2']);
  assert.equal(info.reason, 'NO_MORE');
});

check('a deadline passes inside a stream', async () => {
  const { items, error } = await read(count(2, 'END_NEVER', soon(300)));
  assert.equal(error.code, status.DEADLINE_EXCEEDED);
  // As far as they came in time.
  assert.deepEqual(items, [tick(0), tick(1)].slice(0, items.length));
});

check('a caller that leaves cancels its call', async () => {
  const own = await Server.start(VALUES);
  const client = connect(own, 'values.v1.Streams');
  try {
    const call = client.Count({ from: 1, many: 1, end: 'END_NEVER' }, soon());
    await once(call, 'data');
    assert.equal(await own.counted('traitwire_calls_running'), 1);
    const ended = once(call, 'error');
    call.cancel();
    const [error] = await ended.catch((thrown) => [thrown]);
    assert.equal(error.code, status.CANCELLED);
    await eventually('the call has ended', async () => (await own.counted('traitwire_calls_running')) === 0);
  } finally {
    client.close();
    await own.end();
  }
});

check('metadata goes both ways', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const metadata = new grpc.Metadata();
  metadata.set('traceparent', `00-${trace}-b7ad6b7169203331-01`);
  const { head } = await unary(tasks, 'List', { limit: 1 }, { metadata });
  assert.match(String(head.get('traceparent')[0]), new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`));
});

check('a token opens what it may', async () => {
  const guarded = await Server.start(undefined, { env: { TASKS_ADMIN_TOKEN: 'secret' } });
  const client = connect(guarded, 'tasks.v1.Tasks');
  const purge = (token) => {
    const metadata = new grpc.Metadata();
    if (token) metadata.set('authorization', `Bearer ${token}`);
    return unary(client, 'Purge', {}, { metadata });
  };
  try {
    await assert.rejects(purge(), { code: status.UNAUTHENTICATED });
    await assert.rejects(purge('guess'), { code: status.UNAUTHENTICATED });
    const metadata = new grpc.Metadata();
    metadata.set('authorization', 'Bearer secret');
    const { reply: task } = await unary(client, 'Create', { title: 'Finish me' }, { metadata });
    assert.equal(task.created_by, 'admin');
    await unary(client, 'Update', { id: task.id, changes: { state: 'TASK_STATE_DONE' } }, { metadata });
    assert.equal((await purge('secret')).reply.result, '1');
  } finally {
    client.close();
    await guarded.end();
  }
});

check('values of all forms come back', async () => {
  const empty = {};
  const same = async (method, request, expected) => assert.deepEqual((await unary(echo, method, request)).reply, expected);
  const numbers = { large: EXACT, greatest: LARGEST, least: '-9223372036854775808', ratio: 0.1 };
  await same('Numbers', numbers, numbers);
  const kinds = [
    { unit: empty, kind: 'unit' },
    { newtype: EXACT, kind: 'newtype' },
    { tuple: { f0: LARGEST, f1: 'x' }, kind: 'tuple' },
    { struct: { large: EXACT, next: { newtype: '1', kind: 'newtype' }, _next: 'next' }, kind: 'struct' },
    { message: { id: '1', name: 'x' }, kind: 'message' },
  ];
  await same('External', { values: kinds }, { result: kinds });
  const lists = [{ number: EXACT, kind: 'number' }, { list: { items: ['1', '2'] }, kind: 'list' }, { flag: true, kind: 'flag' }];
  await same('Untagged', { values: lists }, { result: lists });
  const collections = {
    by_name: { a: '1', b: EXACT },
    by_number: { '-7': { items: [{ id: '1', name: 'x' }] } },
    set: ['-1', '5'],
    matrix: [{ items: [0.5, -2] }, { items: [1e-9] }],
    gaps: [{ value: '1', _value: 'value' }, empty, { value: EXACT, _value: 'value' }],
    fixed: [1, 2, 3],
    pair: { f0: 'x', f1: 255 },
  };
  await same('Collections', collections, collections);
  const known = {
    data: Buffer.from([0, 255]),
    at: { seconds: '1767225600', nanos: 5 },
    took: { seconds: '3', nanos: 7 },
    from: '::1',
    any: { stringValue: 'x', kind: 'stringValue' },
  };
  await same('Known', known, known);
  await same('Maybe', { value: '0' }, { result: '0', _result: 'result' });
  await same('Maybe', {}, {});
});

check('messages may be compressed', async () => {
  const client = connect(server, 'tasks.v1.Tasks', undefined, { 'grpc.default_compression_algorithm': 2 });
  try {
    const { reply } = await unary(client, 'Create', { title: 'x'.repeat(200) });
    assert.equal(reply.title, 'x'.repeat(200));
  } finally {
    client.close();
  }
});

check('limits hold, and say where', async () => {
  await assert.rejects(unary(tasks, 'Create', { title: '' }), (error) => {
    assert.equal(error.code, status.INVALID_ARGUMENT);
    assert.match(error.details, /`title`/);
    return true;
  });
  await assert.rejects(unary(tasks, 'Create', { title: 'x'.repeat(4 << 20) }), { code: status.RESOURCE_EXHAUSTED });
});

check('an unknown method is unimplemented', async () => {
  const whole = (value) => value;
  const called = new Promise((resolve, reject) => {
    const path = '/tasks.v1.Tasks/Creat';
    tasks.makeUnaryRequest(path, whole, whole, Buffer.of(), soon(), (error, reply) => (error ? reject(error) : resolve(reply)));
  });
  await assert.rejects(called, { code: status.UNIMPLEMENTED });
});

check('a server and its services are healthy', async () => {
  const client = connect(server, 'grpc.health.v1.Health');
  try {
    for (const service of ['', 'tasks.v1.Tasks']) {
      assert.equal((await unary(client, 'Check', { service })).reply.status, 'SERVING');
    }
    await assert.rejects(unary(client, 'Check', { service: 'nobody' }), { code: status.NOT_FOUND });
    const watching = client.Watch({ service: '' }, soon());
    const [{ status: now }] = await once(watching, 'data');
    assert.equal(now, 'SERVING');
    watching.on('error', () => {});
    watching.cancel();
  } finally {
    client.close();
  }
});

check('calls go through TLS', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tls-'));
  const made = spawnSync(process.env.PYTHON, ['-m', 'trustme', '-q', '-d', folder, '-i', 'localhost', '127.0.0.1']);
  assert.equal(made.status, 0, String(made.stderr));
  const options = ['--tls-cert', join(folder, 'server.pem'), '--tls-key', join(folder, 'server.key')];
  const guarded = await Server.start(undefined, { options });
  const roots = await readFile(join(folder, 'client.pem'));
  // Node looks for names in certificates, not for addresses.
  const named = { 'grpc.ssl_target_name_override': 'localhost' };
  const client = connect(guarded, 'tasks.v1.Tasks', grpc.credentials.createSsl(roots), named);
  const stranger = connect(guarded, 'tasks.v1.Tasks', grpc.credentials.createSsl(), named);
  try {
    assert.match(guarded.url, /^https:/);
    assert.equal((await unary(client, 'Create', { title: 'In secret' })).reply.title, 'In secret');
    await assert.rejects(unary(stranger, 'Create', { title: 'To whom?' }), { code: status.UNAVAILABLE });
  } finally {
    client.close();
    stranger.close();
    await guarded.end();
    await rm(folder, { recursive: true });
  }
});
