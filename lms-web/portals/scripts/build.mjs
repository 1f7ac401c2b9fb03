// Builds both apps into lms-web/target/portals, with a compressed copy beside each text file. Quiet, unless
// something is wrong.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { printSizes } from './sizes.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));

function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (/\.(js|css|svg|html|webmanifest)$/.test(entry.name)) {
      const content = readFileSync(path);
      if (content.length < 1024) continue;
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    }
  }
}

for (const app of ['teacher', 'student']) {
  await build({ configFile: join(here, app, 'vite.config.ts'), logLevel: process.env.LOG ?? 'warn' });
  compress(join(here, '../target/portals', app));
}
printSizes();
