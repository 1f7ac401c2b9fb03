import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { mockApi } from './dev/mock-api.ts';
import { shapeOfAnswers } from './scripts/shape.mjs';
import { icons } from './vite.icons.ts';
import { messages } from './vite.messages.ts';
import { offline } from './vite.offline.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const version = (JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as { version: string }).version;


/** Inter's weight axis comes in seven alphabets; the page needs the first at once. */
const preloadFont = (app: string): Plugin => ({
  name: 'lectern-preload-font',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle }) {
      const font = Object.keys(bundle ?? {}).find(f => /inter-latin-wght-normal.*\.woff2$/.test(f));
      return font ? [{ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${app}/${font}` }, injectTo: 'head' }] : [];
    },
  },
});

/** The build of one app: `teacher` or `student`. */
export function portal(app: 'teacher' | 'student') {
  const backend = process.env['LECTERN_API'];
  const root = join(here, app);
  return defineConfig({
    root,
    base: `/${app}/`,
    define: { __BUILD__: JSON.stringify(shapeOfAnswers()), __VERSION__: JSON.stringify(version) },
    plugins: [
      react(),
      tailwindcss(),
      messages(),
      icons(),
      preloadFont(app),
      ...(backend ? [] : [mockApi()]),
      offline(app),
    ],
    build: {
      outDir: join(here, '../target/portals', app),
      emptyOutDir: true,
      target: ['chrome123', 'firefox121', 'safari17.5'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      sourcemap: false,
    },
    server: { port: 8150, strictPort: false, proxy: backend ? { '/api': backend } : undefined },
    preview: { port: 8151, strictPort: false, proxy: backend ? { '/api': backend } : undefined },
  } as UserConfig);
}

