// Writes a call of each operation of an OpenAPI document in TypeScript, with the document's own examples. It is never
// run: the compiler, which the tests of the portals call, accepts it only when a client that is made from the document
// can call everything, and knows what it sends and gets.

/** How a client reads what is no JSON, and what it has then; what is not named here is read as bytes. */
const READERS = { 'text/csv': ['text', 'string'], 'text/calendar': ['text', 'string'] };
const BYTES = ['blob', 'Blob'];

const HEAD = `import createClient from 'openapi-fetch';
import type { components, operations, paths } from './openapi';

/** Whether nothing is known of a type: any, unknown, never, or an object of whatever members. */
type Vague<T> = 0 extends 1 & T
  ? true
  : unknown extends T
    ? true
    : [T] extends [never]
      ? true
      : T extends string | number | boolean
        ? false
        : string extends keyof T
          ? true
          : [keyof T] extends [never]
            ? true
            : false;
/** A type of which something is known, also of the rows of a page; never for others. */
type Known<T> = Vague<T> extends true ? never : T extends { items: (infer Row)[] } ? (Vague<Row> extends true ? never : T) : T;

type Contents<R> = R extends { content: infer Content } ? Content[keyof Content] : never;
type Sent<Operation> = Operation extends { requestBody?: infer Body } ? Known<Contents<NonNullable<Body>>> : never;
type Answered<Operation> = Operation extends { responses: infer Responses }
  ? Known<Contents<Responses[keyof Responses & (200 | 201 | 202)]>>
  : never;
type Problem = components['schemas']['Problem'];

const api = createClient<paths>({ baseUrl: '/api' });
`;

const text = value => JSON.stringify(value);

/** What openapi-fetch takes as parameters, each with its example; empty when there are none. */
function parameters(operation) {
  const places = {};
  for (const { in: place, name, example, schema } of operation.parameters ?? []) {
    (places[place] ??= {})[name] = example ?? schema.example ?? schema.default;
  }
  return Object.keys(places).length ? `params: ${text(places)}` : '';
}

function call(path, method, operation) {
  const answer = `Answered<operations['${operation.operationId}']>`;
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'));
  const types = Object.keys(success.content ?? {});
  const isJson = types[0] === 'application/json';
  const [reader, read] = types.length === 1 ? (READERS[types[0]] ?? BYTES) : BYTES;
  const request = Object.values(operation.requestBody?.content ?? {})[0];
  const options = [
    parameters(operation),
    request && 'body',
    status !== '204' && !isJson && `parseAs: '${reader}'`,
  ].filter(option => option);
  return [
    `/** ${operation.summary} */`,
    `export async function ${operation.operationId}() {`,
    request && `  const body: Sent<operations['${operation.operationId}']> = ${text(request.example)};`,
    `  const { data, error } = await api.${method.toUpperCase()}(${[text(path), options.length && `{ ${options.join(', ')} }`].filter(part => part).join(', ')});`,
    '  const problem: Problem | undefined = error;',
    status === '204'
      ? '  const answer: undefined = data;'
      : `  const answer: ${isJson ? answer : read} | undefined = data;`,
    status !== '204' && !isJson && `  const told: ${answer} = '';`,
    `  return { answer, problem${status !== '204' && !isJson ? ', told' : ''} };`,
    '}',
  ]
    .filter(line => line)
    .join('\n');
}

/**
 * All calls.
 *
 * @param document with an id, a success and examples for each operation, as its own tests require
 */
export function everyCall(document) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => call(path, method, operation)),
  );
  return [HEAD, ...calls].join('\n') + '\n';
}
