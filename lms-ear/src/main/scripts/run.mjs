// What `mvn -Prun` asks before and after it builds.
//   check  ends with 0 when everything that is run was built from the sources as they are now; else it starts building
//          the portals, which takes as long as all the Java and needs none of it, and ends with 1
//   built  remembers that everything was built just now
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../../../..', import.meta.url));
const modules = ['lms-ejb', 'lms-rest', 'lms-web', 'lms-ear'];
const archives = ['lms-rest/target/lms-rest.war', 'lms-web/target/lms-web.war', 'lms-ear/target/runner.jar'];
const remembered = join(home, 'lms-ear/target/run.built');
const notSources = ['node_modules', 'target', 'test', '.building', 'openapi.ts'];

function files(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter(name => !notSources.includes(name))
    .sort()
    .flatMap(name => files(join(path, name)));
}

/** Of the sources by what is in them, of the archives by when they were made: other builds write to the same place. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const sources = ['pom.xml', ...modules.flatMap(m => [`${m}/pom.xml`, `${m}/src`]), 'lms-web/portals'];
  for (const file of sources.flatMap(s => files(join(home, s)))) {
    hash.update(file.slice(home.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  for (const archive of archives.map(a => join(home, a))) {
    hash.update(existsSync(archive) ? `${statSync(archive).size} ${statSync(archive).mtimeMs}` : 'missing').update('\0');
  }
  return hash.digest('hex');
}

const tasks = {
  check() {
    if (existsSync(remembered) && readFileSync(remembered, 'utf8') === fingerprint()) return 0;
    rmSync(remembered, { force: true });
    spawn(process.execPath, ['scripts/maven.mjs', 'build', '--skip-tests=true'], { cwd: join(home, 'lms-web/portals'), detached: true, stdio: 'ignore' }).unref();
    return 1;
  },
  built() {
    mkdirSync(dirname(remembered), { recursive: true });
    writeFileSync(remembered, fingerprint());
    return 0;
  },
};

process.exitCode = tasks[process.argv[2]]();
