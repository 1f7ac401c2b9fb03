// What Maven calls: `install` (the libraries), `types` (of the API), `build` (both apps into target/portals) and `test`. Each does nothing
// when nothing that it depends on has changed since it last succeeded. They wait for each other: `mvn -Prun` starts
// `build` beside the other modules. With --skip-tests=true a build unpacks no libraries that only tests need.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shapeOfAnswers } from './shape.mjs';

const portals = fileURLToPath(new URL('..', import.meta.url));
const target = join(portals, '../target');
const own = ['node_modules', '.git', '.building'];
const lock = join(portals, '.building');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(e => !own.includes(e.name))
    .flatMap(e => (e.isDirectory() ? files(join(folder, e.name)) : [join(folder, e.name)]))
    .sort();
}

function fingerprint(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) hash.update(path.slice(portals.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function run(command, args) {
  // npm is a script file on Windows, which only a shell starts.
  const done = spawnSync(command, args, { cwd: portals, stdio: 'inherit', shell: process.platform === 'win32' && command === 'npm' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function unlessDone(stamp, paths, result, work, alsoOf = '') {
  const now = fingerprint(paths) + alsoOf;
  if (existsSync(stamp) && existsSync(result) && readFileSync(stamp, 'utf8') === now) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Takes the lock, and waits for a living process that has it; it is given back when this process ends. */
function waitForTurn() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      process.on('exit', () => rmSync(lock, { force: true }));
      return;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
    }
    let holder = 0;
    try {
      holder = Number(readFileSync(lock, 'utf8'));
    } catch {
      continue; // given back just now
    }
    if (holder && !isAlive(holder)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

const skipTests = process.argv.includes('--skip-tests=true');
const modules = join(portals, 'node_modules');

/** Unpacks the libraries: those that a build needs (dependencies), or also those of its checks (devDependencies). */
function install(withChecks = true) {
  const stamp = join(modules, '.lectern');
  const all = fingerprint(files(portals).filter(f => /(^|[\\/])(package(-lock)?\.json|\.npmrc)$/.test(f)));
  const some = `${all} without checks`;
  const now = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (now === all || (!withChecks && now === some)) return;
  const omit = withChecks ? [] : ['--omit=dev'];
  run('npm', ['ci', ...omit, '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, withChecks ? all : some);
}

const document = join(portals, '../../lms-rest/target/openapi/META-INF/openapi.json');
const types = join(portals, 'shared/src/api/openapi.ts');
function makeTypes() {
  install();
  if (!existsSync(document)) throw new Error(`${document} is missing: build lms-rest first, as mvn -am does`);
  unlessDone(join(target, 'portals.types'), [document, ...files(join(portals, 'api-types'))], types, () =>
    run(process.execPath, ['api-types/generate.mjs', document, types]),
  );
}
const tasks = {
  install: () => install(),
  types: makeTypes,
  build() {
    install(!skipTests);
    // types leave no trace in what is built
    const sources = files(portals).filter(f => f !== types && !/\.test\.tsx?$/.test(f));
    unlessDone(join(target, 'portals.built'), sources, join(target, 'portals/student/index.html'), () => run(process.execPath, ['scripts/build.mjs']), shapeOfAnswers());
  },
  test() {
    makeTypes();
    unlessDone(join(target, 'portals.tested'), files(portals), modules, () => {
      run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
      run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', '--silent=passed-only']);
    });
  },
};

const task = tasks[process.argv[2]];
if (!task) throw new Error(`Say one of: ${Object.keys(tasks).join(', ')}`);
waitForTurn();
task();
