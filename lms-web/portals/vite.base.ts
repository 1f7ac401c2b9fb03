import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { mockApi } from './dev/mock-api.ts';
import { shapeOfAnswers } from './scripts/shape.mjs';
import { messages } from './vite.messages.ts';

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
export function portal(app: 'teacher' | 'student', name: string) {
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
      preloadFont(app),
      ...(backend ? [] : [mockApi()]),
      VitePWA({
        registerType: 'prompt',
        injectRegister: false,
        strategies: 'generateSW',
        manifest: {
          id: `/${app}/`,
          name,
          short_name: name,
          start_url: `/${app}/`,
          scope: `/${app}/`,
          display: 'standalone',
          background_color: '#fdfdfc',
          theme_color: '#fdfdfc',
          icons: [
            { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
            { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
            { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
            { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
        },
        workbox: {
          globPatterns: ['**/*.{js,css,html,svg}', 'assets/inter-latin{,-ext}-wght-normal-*.woff2', 'icon-192.png'],
          navigateFallback: `/${app}/index.html`,
          navigateFallbackAllowlist: [new RegExp(`^/${app}/`)],
          cleanupOutdatedCaches: true,
          // the first visit is a visit like any other: what it has not asked for yet is there without a network
          clientsClaim: true,
          runtimeCaching: [
            {
              urlPattern: ({ url }) => url.pathname.endsWith('.woff2'),
              handler: 'CacheFirst',
              options: { cacheName: 'fonts', expiration: { maxEntries: 12 } },
            },
          ],
        },
      }),
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

