import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import ar from './locales/ar.json';
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

/** The values that a message names, each once. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (part: unknown, top: boolean) => {
    if (!Array.isArray(part)) return;
    if (top) for (const inner of part) walk(inner, false);
    else {
      names.add(String(part[0]));
      for (const branch of Object.values((part[2] as Record<string, unknown> | undefined) ?? {})) walk(branch, true);
    }
  };
  walk(compileMessage(message), true);
  return [...names].sort();
}

test('Arabic says everything that English says, of the same values', () => {
  expect(Object.keys(ar)).toEqual(Object.keys(en));
  for (const [id, message] of Object.entries(en)) expect([id, valuesOf(ar[id as keyof typeof ar])]).toEqual([id, valuesOf(message)]);
});

test('Arabic has a form for each of its numbers', () => {
  const forms = new Intl.PluralRules('ar').resolvedOptions().pluralCategories.sort();
  for (const message of Object.values(ar).filter(m => m.includes(', plural,'))) {
    for (const form of forms) expect(message).toContain(`${form} {`);
  }
});
