// Lets test scripts import packages by name from the folder that NODE_PACKAGES names: Node itself looks only in the
// folders above the script, where this repository keeps no packages.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const tests = new URL('..', import.meta.url).href;
const packages = pathToFileURL(`${process.env.NODE_PACKAGES}/`).href;

function resolve(specifier, context, next) {
  const ours = context.parentURL?.startsWith(tests);
  const bare = /^[@a-z]/.test(specifier) && !specifier.includes(':');
  return next(specifier, ours && bare ? { ...context, parentURL: packages } : context);
}

registerHooks({ resolve });
