import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type ResolvedConfig } from 'vite';

const worker = fileURLToPath(new URL('shared/src/worker/sw.ts', import.meta.url));

/** What an app is without a network: all of it but the alphabets and icons that few devices show. */
const WANTED = [/\.(js|css|html|svg)$/, /^assets\/inter-latin(-ext)?-wght-normal-.*\.woff2$/, /^icon-.*\.png$/, /^manifest\.webmanifest$/];

/** The wanted files of a built app. The name of an asset holds a hash of what is in it; of others the worker is told one. */
function precache(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll(sep, '/'))
    .filter(path => WANTED.some(pattern => pattern.test(path)))
    .sort()
    .map(url => ({
      url,
      revision: url.startsWith('assets/') ? null : createHash('sha256').update(readFileSync(join(folder, url))).digest('hex').slice(0, 32),
    }));
}

/** Adds the service worker, `sw.js`, to a built app. */
export function offline(app: string): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'lectern-offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle(error?: Error) {
      if (error) return;
      const { outDir, target } = config.build;
      await build({
        configFile: false,
        root: config.root,
        logLevel: config.logLevel,
        define: { __APP__: JSON.stringify(app), __FILES__: JSON.stringify(precache(outDir)) },
        build: {
          outDir,
          target,
          emptyOutDir: false,
          copyPublicDir: false,
          modulePreload: false,
          reportCompressedSize: false,
          rolldownOptions: { input: worker, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      });
    },
  };
}
