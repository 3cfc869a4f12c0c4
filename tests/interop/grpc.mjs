// grpc-js, with what the servers' programs print of their services and with Google's own types.
import { readdirSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import * as loader from '@grpc/proto-loader';
import { protoPath as healthProto } from 'grpc-health-check';

const PROTOS = process.env.PROTO_FOLDER;
// Where google/rpc/*.proto are.
const GOOGLE = process.env.GOOGLE_PROTOS;

// Integers of 64 bits are strings, so that all of them fit.
const OPTIONS = { keepCase: true, longs: String, enums: String, oneofs: true, includeDirs: [PROTOS, GOOGLE] };

const files = readdirSync(PROTOS, { recursive: true }).filter((name) => name.endsWith('.proto'));
const definition = loader.loadSync([...files, 'google/rpc/status.proto', 'google/rpc/error_details.proto'], OPTIONS);
const services = grpc.loadPackageDefinition(definition);
const health = grpc.loadPackageDefinition(loader.loadSync(healthProto, OPTIONS)).grpc.health.v1;

const PLAIN = grpc.credentials.createInsecure();

/** A client of a service such as `tasks.v1.Tasks`. */
export function connect(server, service, credentials = PLAIN, options = {}) {
  const Client = service === 'grpc.health.v1.Health' ? health.Health : find(services, service);
  // The library would share connections otherwise.
  return new Client(server.address, credentials, { 'grpc.use_local_subchannel_pool': 1, ...options });
}

/** Options of a call that has to end in time, with more of them. */
export const soon = (milliseconds = 30_000) => ({ deadline: Date.now() + milliseconds });

/** A call with one answer, as a promise of it and of the metadata that came first. */
export function unary(client, method, request, { metadata = new grpc.Metadata(), options = soon() } = {}) {
  return new Promise((resolve, reject) => {
    let head;
    const call = client[method](request, metadata, options, (error, reply) => (error ? reject(error) : resolve({ reply, head })));
    call.on('metadata', (came) => {
      head = came;
    });
  });
}

/** What an error says of itself: the message of its service, by its full name, and gRPC's own. */
export function details(error, name) {
  const [packed] = error.metadata.get('grpc-status-details-bin');
  const status = decode('google.rpc.Status', packed);
  const [typed, info] = status.details;
  const url = (full) => `type.googleapis.com/${full}`;
  if (typed.type_url !== url(name) || info.type_url !== url('google.rpc.ErrorInfo')) throw new Error(JSON.stringify(status));
  return { status, typed: decode(name, typed.value), info: decode('google.rpc.ErrorInfo', info.value) };
}

function decode(name, bytes) {
  return definition[name].deserialize(bytes);
}

function find(place, name) {
  return name.split('.').reduce((inside, part) => inside[part], place);
}

export { grpc };
