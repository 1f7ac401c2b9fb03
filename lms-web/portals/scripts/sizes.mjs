// Prints what a first visit to each app loads as JavaScript, gzipped, and ends with 1 above the budget of 130 KB.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 130;
const target = fileURLToPath(new URL('../../target/portals/', import.meta.url));

/** Files that index.html and its modules import statically, and those of the first screen. */
function firstLoad(app) {
  const folder = join(target, app);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const wanted = [...html.matchAll(/(?:src|href)="\/[a-z]+\/(assets\/[^"]+\.js)"/g)].map(m => m[1]);
  const seen = new Set();
  while (wanted.length > 0) {
    const file = wanted.pop();
    if (seen.has(file)) continue;
    seen.add(file);
    const code = readFileSync(join(folder, file), 'utf8');
    for (const m of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) wanted.push(`assets/${m[1]}`);
  }
  return [...seen];
}

export function printSizes() {
  const kb = n => (n / 1000).toFixed(1).padStart(6);
  for (const app of ['teacher', 'student']) {
    const folder = join(target, app);
    if (!existsSync(folder)) continue;
    const gz = file => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
    const first = firstLoad(app).reduce((sum, file) => sum + gz(file), 0);
    const all = readdirSync(join(folder, 'assets')).filter(f => f.endsWith('.js')).reduce((sum, f) => sum + gz(`assets/${f}`), 0);
    const css = readdirSync(join(folder, 'assets')).filter(f => f.endsWith('.css')).reduce((sum, f) => sum + gz(`assets/${f}`), 0);
    console.log(`${app}: first load ${kb(first)} KB of JavaScript, gzipped (budget ${BUDGET_KB}); later ${kb(all - first)} KB; styles ${kb(css)} KB`);
    if (first > BUDGET_KB * 1000) {
      console.error(`The first load of ${app} is above its budget of ${BUDGET_KB} KB.`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) printSizes();
