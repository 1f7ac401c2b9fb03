import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const folder = fileURLToPath(new URL('shared/src/i18n/locales/', import.meta.url));
const marks: Record<string, string> = Object.fromEntries([...'aàeéiìoôuûcçnñyýAÀEÉIÌOÔUÛSŠ'].flatMap((c, i, all) => (i % 2 ? [] : [[c, all[i + 1] ?? c]])));

/** Letters with marks and some more length: what is not in the catalogue, or too tight, can be seen. */
function pseudo(part: unknown, top = true): unknown {
  if (typeof part === 'string') return part.replace(/[a-zA-Z]/g, c => marks[c] ?? c);
  if (!Array.isArray(part)) return part;
  if (top) return [...part.map(p => (typeof p === 'string' ? pseudo(p) : pseudo(p, false))), ' ·'];
  const [name, format, options] = part as [string, string?, unknown?];
  if (!options || typeof options !== 'object') return part;
  return [name, format, Object.fromEntries(Object.entries(options).map(([k, v]) => [k, typeof v === 'string' ? pseudo(v) : Array.isArray(v) ? v.map(x => (typeof x === 'string' && x !== '#' ? pseudo(x) : x)) : v]))];
}

/** Serves the catalogues compiled, as modules `messages:<locale>`, so that no parser of messages is shipped. */
export function messages(): Plugin {
  return {
    name: 'lectern-messages',
    resolveId: id => (id.startsWith('messages:') ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0messages:')) return undefined;
      const locale = id.slice('\0messages:'.length);
      const file = `${folder}${locale === 'pseudo' ? 'en' : locale}.json`;
      this.addWatchFile(file);
      const source = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const compiled = Object.fromEntries(
        Object.entries(source).map(([key, text]) => {
          const parts = compileMessage(text);
          return [key, locale === 'pseudo' ? pseudo(typeof parts === 'string' ? [parts] : parts) : parts];
        }),
      );
      return `export default ${JSON.stringify(compiled)}`;
    },
  };
}
