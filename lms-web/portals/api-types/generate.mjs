// Makes the types of the API from its document, and beside them one call of each operation by a client with these types:
// node generate.mjs <openapi.json> <openapi.ts>
// A workspace of its own, because the generator needs an older TypeScript than the portals.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import openapi, { astToString } from 'openapi-typescript';
import { everyCall } from './every-call.mjs';

const [from, to] = process.argv.slice(2);
const document = readFileSync(from, 'utf8');
const note = '// Made from the OpenAPI document of lms-rest while building; not kept in git.\n';

function write(file, content) {
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // made for the first time
  }
  // an unchanged file keeps its time, so that nothing is built again
  if (before !== note + content) writeFileSync(file, note + content);
}

// of a copy, because the generator changes what it reads
write(to, astToString(await openapi(JSON.parse(document))));
write(join(dirname(to), 'every-call.ts'), everyCall(JSON.parse(document)));
