import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const drawing = fileURLToPath(new URL('shared/src/ui/drawing.tsx', import.meta.url));
/** How Lucide draws every line; said once for an icon, where the style sheet may say it otherwise. */
const PEN = ' fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="2"';

let shapes: Record<string, { body: string }> | undefined;

/** Serves Lucide's icons as components, modules `lucide:<name>`, out of the one file that they all come in. */
export function icons(): Plugin {
  return {
    name: 'lectern-icons',
    resolveId: id => (id.startsWith('lucide:') ? { id: `\0${id}`, moduleSideEffects: false } : undefined),
    load(id) {
      if (!id.startsWith('\0lucide:')) return undefined;
      shapes ??= (JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@iconify-json/lucide/icons.json'), 'utf8')) as { icons: typeof shapes }).icons;
      const name = id.slice('\0lucide:'.length);
      const shape = shapes?.[name];
      if (!shape) throw new Error(`Lucide has no icon ${name}`);
      return `import { drawing } from ${JSON.stringify(drawing)};\nexport default /* @__PURE__ */ drawing(${JSON.stringify(shape.body.replaceAll(PEN, ''))});`;
    },
  };
}
