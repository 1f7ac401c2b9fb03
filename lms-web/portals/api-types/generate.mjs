// Makes the types of the API from its document: node generate.mjs <openapi.json> <openapi.ts>
// A workspace of its own, because the generator needs an older TypeScript than the portals.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const [from, to] = process.argv.slice(2);
const types = astToString(await openapi(JSON.parse(readFileSync(from, 'utf8'))));
const note = '// Made from the OpenAPI document of lms-rest while building; not kept in git.\n';
let before = '';
try {
  before = readFileSync(to, 'utf8');
} catch {
  // made for the first time
}
// an unchanged file keeps its time, so that nothing is built again
if (before !== note + types) writeFileSync(to, note + types);
