// Completes the OpenAPI document that was made from annotations: node complete.mjs <from> <to>
//
// - What a schema's members mean, and which of them can be null, is what the Javadoc of the record says: a member is
//   nullable when the text of its @param has the word "null". A list whose text says that it "holds nulls" is there
//   itself, and each of its values can be null.
// - Every answer has all its members, as org.lectern.rest.JsonForm writes nulls. In a request, what no constraint
//   requires may be left out or be null.
// - The problems that follow from what an operation is (secured, with a path parameter, with If-Match …) are added to
//   those that its annotations name. Such an annotation has slugs of org.lectern.shared.ProblemType as description.
// - Examples are in examples.json, by operation.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = ['lms-ejb', 'lms-rest'].map(module => join(here, '../../../..', module, 'src/main/java'));
const [from, to] = process.argv.slice(2);
const document = JSON.parse(readFileSync(from, 'utf8'));
const examples = JSON.parse(readFileSync(join(here, 'examples.json'), 'utf8'));
const schemas = document.components.schemas;
const sources = modules.flatMap(javaFiles).map(file => readFileSync(file, 'utf8'));

function javaFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap(e => (e.isDirectory() ? javaFiles(join(folder, e.name)) : e.name.endsWith('.java') ? [join(folder, e.name)] : []))
    .sort();
}

// ------------------------------------------------------------------------------------------------ what Javadoc says

/** Text from after an opening parenthesis to the one that closes it. */
function parenthesized(text, start) {
  for (let depth = 1, i = start; ; i++) {
    if ('(<{'.includes(text[i])) depth++;
    if (')>}'.includes(text[i]) && --depth === 0) return text.slice(start, i);
  }
}

/** The parts between commas that are in no brackets or quotes. */
function parts(list) {
  const found = [''];
  let depth = 0;
  for (const part of list.match(/"(?:\\.|[^"\\])*"|[^]/g) ?? []) {
    if ('(<{'.includes(part)) depth++;
    if (')>}'.includes(part)) depth--;
    if (part === ',' && depth === 0) found.push('');
    else found[found.length - 1] += part;
  }
  return found.map(p => p.trim()).filter(p => p);
}

const prose = javadoc =>
  javadoc
    .replace(/\{@(?:code|value)\s+([^}]*)\}/g, '`$1`')
    .replace(/\{@link\s+#?([^}\s]*)(?:\s+([^}]*))?\}/g, (_, target, label) => label ?? target)
    .replace(/\s+/g, ' ')
    .trim();

function recordsOf(source) {
  const found = [];
  const declaration = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*((?:@[\w.]+(?:\((?:"[^"]*"|[^()"]|\([^()]*\))*\))?\s*)*)(?:public |private |static )*record (\w+)(?:<\w+>)?\(/g;
  for (const match of source.matchAll(declaration)) {
    const text = match[1].replace(/^\s*\* ?/gm, '');
    const [summary, ...tags] = text.split(/^@/m);
    const described = new Map();
    for (const tag of tags) {
      const param = /^param (\w+)\s+([^]*)/.exec(tag);
      if (param) described.set(param[1], param[2].replace(/\s+/g, ' ').trim());
    }
    const members = parts(parenthesized(source, match.index + match[0].length))
      .filter(component => !component.includes('@JsonbTransient'))
      .map(component => component.split(/\s+/).pop());
    found.push({ name: match[3], schema: /@Schema\([^)]*name = "(\w+)"/.exec(match[2])?.[1], summary: prose(summary), described, members });
  }
  return found;
}

const records = sources.flatMap(recordsOf);
const enums = new Map(
  sources.flatMap(source =>
    [...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:public )?enum (\w+)/g)].map(match => [
      match[2],
      prose(match[1].replace(/^\s*\* ?/gm, '').split(/^@/m)[0]),
    ]),
  ),
);

/** What a @param says; `see {@link Other}` is what the same parameter of that record says. */
function meaning(record, member, depth = 0) {
  const text = record.described.get(member);
  const see = /^see \{@(?:link|code) (\w+)?(?:#(\w+))?/.exec(text ?? '');
  if (!see || depth > 3) return text && prose(text);
  const other = records.find(r => r.name === see[1]);
  return other ? meaning(other, see[2] ?? member, depth + 1) : meaning(record, see[1], depth + 1);
}

function recordOf(name, schema) {
  const members = Object.keys(schema.properties ?? {}).sort().join();
  const same = records.filter(r => [...r.members].sort().join() === members);
  return same.find(r => r.schema === name) ?? same.find(r => r.name === name) ?? same[0];
}

// --------------------------------------------------------------------------------------------------------- schemas

const references = node =>
  JSON.stringify(node ?? {}).match(/#\/components\/schemas\/\w+/g)?.map(reference => reference.split('/').pop()) ?? [];

function reachable(nodes) {
  const seen = new Set();
  const open = nodes.flatMap(references);
  while (open.length) {
    const name = open.pop();
    if (!seen.has(name)) {
      seen.add(name);
      open.push(...references(schemas[name]));
    }
  }
  return seen;
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const PARAMETERS = {
  limit: { schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 500, default: 50 } },
  after: { example: 'bzoxNzY0' },
  'If-Match': { schema: { type: 'string', pattern: '^"\\d{1,9}"$' } },
  'Idempotency-Key': { schema: { type: 'string', minLength: 1, maxLength: 200 } },
};
for (const { operation } of operations) {
  for (const parameter of operation.parameters ?? []) Object.assign(parameter, PARAMETERS[parameter.name]);
}
const asked = reachable(operations.map(({ operation }) => operation.requestBody));
const answered = reachable([...operations.map(({ operation }) => operation.responses), { $ref: '#/components/schemas/Problem' }]);
const used = reachable([...operations.map(({ operation }) => operation), { $ref: '#/components/schemas/Problem' }]);
const isEnum = name => schemas[name]?.enum !== undefined;

function sentence(text) {
  return text && text[0].toUpperCase() + text.slice(1);
}

function member(schema, description, nullable) {
  const { $ref, example, ...rest } = schema;
  const result = $ref ? { allOf: [{ $ref }], ...rest } : { ...rest };
  if (example !== undefined && rest.format !== 'date-time') result.example = example;
  if (description && !result.description) result.description = sentence(description);
  if (nullable) result.nullable = true;
  return $ref && !result.description && !nullable ? { $ref } : result;
}

for (const [name, schema] of Object.entries(schemas)) {
  if (!used.has(name)) {
    delete schemas[name];
    continue;
  }
  if (asked.has(name) && answered.has(name) && !isEnum(name)) {
    throw new Error(`Schema ${name} is asked for and answered: what is required of it differs`);
  }
  if (isEnum(name)) schema.description ??= enums.get(name);
  if (!schema.properties) continue;
  const record = recordOf(name, schema);
  if (!record) throw new Error(`Schema ${name} is of no record`);
  schema.description ??= record.name === 'Page' ? 'A page of a list.' : record.summary;
  for (const [key, property] of Object.entries(schema.properties)) {
    const described = meaning(record, key);
    if (property.type === 'array' && /\bholds nulls\b/.test(described ?? '')) property.items.nullable = true;
    const nullable = asked.has(name) ? !schema.required?.includes(key) : /\bnull\b/.test(described ?? '');
    schema.properties[key] = member(property, described, nullable);
  }
  if (answered.has(name)) {
    schema.required = Object.keys(schema.properties).filter(key => !/\bnot there otherwise\b/.test(meaning(record, key) ?? ''));
  }
}

// -------------------------------------------------------------------------------------------------------- problems

const PROBLEM = 'application/problem+json';
const kinds = new Map();
for (const match of sources.join('\n').split('enum ProblemType')[1].matchAll(/^ {4}([A-Z_]+)\((\d+), "([^"]*)"\)/gm)) {
  kinds.set(match[1].toLowerCase().replaceAll('_', '-'), { status: Number(match[2]), title: match[3] });
}

/** One occurrence of each kind, where the title alone would tell too little. */
const OCCURRENCES = {
  validation: { detail: 'One value is not valid.', errors: [{ field: 'limit', message: 'A page has 1 to 500 rows.' }] },
  'invalid-credentials': { detail: 'The user name or the password is wrong.' },
  'invalid-refresh-token': { detail: 'The session is over; sign in again.' },
  unauthenticated: { detail: 'Send a valid access token.' },
  forbidden: { detail: 'Your role may not do this.' },
  'not-found': { detail: 'There is no lesson 4711 for you.' },
  conflict: { detail: 'Something that is there already stands against it.' },
  'timetable-clash': {
    detail: 'Room 214 is taken by lesson 4711 of 10-A-MATH on Tuesday 24 November 2026, 09:50–10:40 in room 214.',
    errors: [{ field: 'roomId', message: 'Room 214 is taken by lesson 4711 of 10-A-MATH on Tuesday 24 November 2026, 09:50–10:40 in room 214.' }],
    clashes: [
      {
        kind: 'ROOM',
        with: '214',
        lessonId: 4711,
        sectionId: 12,
        sectionCode: '10-A-MATH',
        startsAt: '2026-11-24T09:50:00Z',
        endsAt: '2026-11-24T10:40:00Z',
        room: '214',
      },
    ],
  },
  'stale-version': { detail: 'It was changed since you read it. Read it again and decide what holds.' },
  'too-large': { detail: 'At most 200 MB are taken.', errors: [{ field: 'file', message: 'At most 200 MB are taken.' }] },
  'unsupported-media-type': { detail: 'Send JSON, with Content-Type: application/json.' },
  'student-not-on-roster': {
    detail: 'Student 4 is not on the roster of this lesson.',
    errors: [{ field: 'marks[0].studentId', message: 'Student 4 is not on the roster of this lesson.' }],
  },
  'unknown-attendance-code': {
    detail: 'The school has no attendance code X.',
    errors: [{ field: 'marks[0].code', message: 'The school has no attendance code X.' }],
  },
  'minutes-late-not-allowed': {
    detail: 'Code P is not a late one, so it has no minutes.',
    errors: [{ field: 'marks[0].minutesLate', message: 'Code P is not a late one, so it has no minutes.' }],
  },
  'grades-refused': {
    detail: 'Test: Quadratics has 0 to 20 points.',
    errors: [{ field: 'cells[0].points', message: 'Test: Quadratics has 0 to 20 points.' }],
  },
  'grades-locked': { detail: 'The grades of this period are locked.' },
  'still-in-use': { detail: 'It still has 3 items; move them to another category.' },
  'enrollment-closed': { detail: 'Enrolling begins on 1 Dec 2026, 08:00.', errors: [{ field: 'sectionId', message: 'Enrolling begins on 1 Dec 2026, 08:00.' }] },
  'wrong-enrollment-key': { detail: 'This is not the key of Robotics club.', errors: [{ field: 'key', message: 'This is not the key of Robotics club.' }] },
  'precondition-required': { detail: 'Send the ETag that you read last in the header If-Match.' },
  'too-many-attempts': { detail: 'Too many attempts failed. Try again in 30 seconds.' },
  unavailable: { detail: 'The database does not answer. Nothing was changed.' },
};

function problems(slugs, instance) {
  const status = kinds.get(slugs[0]).status;
  const headers = {
    ...(status === 401 && { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } }),
    ...([429, 503].includes(status) && { 'Retry-After': { $ref: '#/components/headers/Retry-After' } }),
  };
  return {
    description: slugs.map(slug => `${kinds.get(slug).title} (\`${slug}\`)`).join('; '),
    ...(Object.keys(headers).length && { headers }),
    content: {
      [PROBLEM]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          slugs.map(slug => {
            const { title } = kinds.get(slug);
            const value = { type: `https://lectern.org/problems/${slug}`, title, status, detail: `${title}.`, instance, errors: [] };
            return [slug, { summary: title, value: { ...value, ...OCCURRENCES[slug] } }];
          }),
        ),
      },
    },
  };
}

/** The kinds that follow from what an operation is. */
function general(path, operation) {
  const parameters = operation.parameters ?? [];
  const has = (place, name) => parameters.some(p => p.in === place && (!name || p.name === name));
  const secured = !(operation.security && operation.security.length === 0);
  return [
    (operation.requestBody || has('query') || has('header', 'Idempotency-Key')) && 'validation',
    'unauthenticated',
    secured && !path.startsWith('/auth/') && 'forbidden',
    path.includes('{') && 'not-found',
    has('header', 'If-Match') && 'stale-version',
    has('header', 'If-Match') && 'precondition-required',
    operation.requestBody && 'too-large',
    operation.requestBody && 'unsupported-media-type',
    'unavailable',
  ].filter(slug => slug);
}

function completeProblems(path, operation) {
  const bySlug = new Map();
  const note = slug => bySlug.set(kinds.get(slug).status, [...(bySlug.get(kinds.get(slug).status) ?? []), slug]);
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) < 400) continue;
    const named = response.description.match(/[a-z]+(?:-[a-z]+)*/g).filter(word => kinds.has(word));
    if (!named.length || named.some(slug => kinds.get(slug).status !== Number(status))) {
      throw new Error(`${path}: ${status} names no problem of that status: ${response.description}`);
    }
    named.forEach(note);
    delete operation.responses[status];
  }
  for (const slug of general(path, operation)) if (!bySlug.get(kinds.get(slug).status)?.includes(slug)) note(slug);
  for (const [status, slugs] of [...bySlug].sort(([a], [b]) => a - b)) {
    if (slugs.length === 1 && slugs[0] === general(path, operation).find(slug => slug === slugs[0])) {
      const name = slugs[0].replace(/(^|-)(.)/g, (_, dash, letter) => letter.toUpperCase());
      document.components.responses[name] ??= problems(slugs, '/api/attendance');
      operation.responses[status] = { $ref: `#/components/responses/${name}` };
    } else {
      operation.responses[status] = problems(slugs, `/api${path.replace(/\{\w+\}/g, '4711')}`);
    }
  }
}

// ------------------------------------------------------------------------------------------------------ operations

const text = (description, extra = {}) => ({ description, schema: { type: 'string', ...extra } });
document.components.responses = {};
document.components.headers = {
  ETag: { ...text('Version of what was read; send it back in If-Match'), example: '"3"' },
  Location: { ...text('Address of what was made', { format: 'uri' }), example: 'http://localhost:8080/api/admin/jobs/51' },
  'Retry-After': { description: 'Seconds after which it may work', schema: { type: 'integer', minimum: 1 }, example: 5 },
  'Set-Cookie': { ...text('The refresh token (HttpOnly, SameSite=Strict), or its end'), example: 'lectern_refresh=…; Path=/api/auth; HttpOnly; SameSite=Strict' },
  'WWW-Authenticate': { ...text('How to sign in (RFC 6750)'), example: 'Bearer' },
};

for (const { path, operation } of operations) {
  const given = examples[operation.operationId] ?? {};
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) >= 400) continue;
    for (const header of Object.keys(response.headers ?? {})) response.headers[header] = { $ref: `#/components/headers/${header}` };
    if (status === '204') delete response.content;
    for (const content of Object.values(response.content ?? {})) if (given.response !== undefined) content.example = given.response;
  }
  for (const content of Object.values(operation.requestBody?.content ?? {})) {
    if (given.request !== undefined) content.example = given.request;
  }
  completeProblems(path, operation);
}

document.tags = [...new Map(document.tags.map(tag => [tag.name, tag])).values()].sort((a, b) => a.name.localeCompare(b.name));
const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
document.paths = sorted(document.paths);
document.components.schemas = sorted(schemas);
document.components.responses = sorted(document.components.responses);

mkdirSync(dirname(to), { recursive: true });
writeFileSync(to, `${JSON.stringify(document, null, 1)}\n`);
