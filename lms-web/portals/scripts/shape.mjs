import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../../..', import.meta.url));
let known;

/**
 * Names the shape of what the API answers, and so of what is kept on devices: data of another shape is not restored.
 * The records of the API's sources are looked at, not the document made of them, so that the portals can be built
 * beside the API. It may change more often than the answers do; that costs a device one more request.
 */
export function shapeOfAnswers() {
  if (known) return known;
  const hash = createHash('sha256');
  for (const module of ['lms-ejb', 'lms-rest']) {
    const sources = join(modules, module, 'src/main/java');
    for (const name of readdirSync(sources, { recursive: true }).sort()) {
      if (!name.endsWith('.java')) continue;
      const source = readFileSync(join(sources, name), 'utf8');
      if (/\brecord \w+\(/.test(source)) hash.update(source);
    }
  }
  return (known = hash.digest('hex').slice(0, 12));
}
