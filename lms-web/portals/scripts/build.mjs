// Builds both apps into lms-web/target/portals. Quiet, unless something is wrong.
import { build } from 'vite';
import { printSizes } from './sizes.mjs';

for (const app of ['teacher', 'student']) {
  await build({ configFile: new URL(`../${app}/vite.config.ts`, import.meta.url).pathname, logLevel: process.env.LOG ?? 'warn' });
}
printSizes();
