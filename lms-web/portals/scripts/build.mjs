// Builds both apps into lms-web/target/portals, with a compressed copy beside each text file. Quiet, unless
// something is wrong.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { printSizes } from './sizes.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

async function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await compress(path);
    else if (/\.(js|css|svg|html|webmanifest)$/.test(entry.name)) {
      const content = readFileSync(path);
      if (content.length < 1024) continue;
      writeFileSync(`${path}.gz`, await gzipped(content, { level: 9 }));
      writeFileSync(`${path}.br`, await brotlied(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    }
  }
}

await Promise.all(
  ['teacher', 'student'].map(async app => {
    await build({ configFile: join(here, app, 'vite.config.ts'), logLevel: process.env.LOG ?? 'warn' });
    await compress(join(here, '../target/portals', app));
  }),
);
printSizes();
