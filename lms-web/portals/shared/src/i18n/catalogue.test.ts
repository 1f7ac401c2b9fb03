import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import en from './locales/en.json';

const portals = fileURLToPath(new URL('../../..', import.meta.url));
const sources = (folder: string): string[] =>
  readdirSync(join(portals, folder), { withFileTypes: true }).flatMap(e =>
    e.isDirectory() ? sources(join(folder, e.name)) : /(?<!\.test)\.tsx?$/.test(e.name) ? [readFileSync(join(portals, folder, e.name), 'utf8')] : [],
  );

test('every message is used', () => {
  const code = [...sources('shared/src'), ...sources('teacher/src'), ...sources('student/src')].join('\n');
  const unused = Object.keys(en).filter(id => !code.includes(`'${id}'`));
  expect(unused).toEqual([]);
});

test('the catalogue is in order, so that two changes to it rarely meet', () => {
  expect(Object.keys(en)).toEqual([...Object.keys(en)].sort());
});
