// What Maven asks of the console: `node build/maven.mjs install|build|check TOOLCHAIN`.
// A step whose inputs have not changed since it last succeeded is left out; checks always run.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const [step, toolchain] = process.argv.slice(2);
const npmCommand = join(toolchain, 'npm/package/bin/npm-cli.js');
const openApi = '../collector/openapi.yaml';

const steps = {
  install() {
    const stamp = 'node_modules/.curfew-install';
    unlessUnchanged(stamp, ['package-lock.json', npmCommand], () => {
      npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
    });
    writeFileSync(join(toolchain, 'complete'), '');
  },
  build() {
    const inputs = [
      'src',
      'public',
      'build',
      'index.html',
      'vite.config.ts',
      'tsconfig.json',
      'package-lock.json',
      openApi,
    ];
    unlessUnchanged('target/console.sha256', inputs, () => {
      npm('run', '--silent', 'api');
      npm('run', '--silent', 'build');
    });
  },
  check() {
    for (const check of ['lint', 'format', 'types', 'test']) {
      npm('run', '--silent', check);
    }
  },
};

function npm(...words) {
  const path = dirname(process.execPath) + delimiter + (process.env.PATH ?? '');
  const { status } = spawnSync(process.execPath, [npmCommand, ...words], {
    stdio: 'inherit',
    env: { ...process.env, PATH: path, NO_COLOR: '1', npm_config_update_notifier: 'false' },
  });
  if (status !== 0) {
    console.error(`npm ${words.join(' ')} failed (${String(status)})`);
    process.exit(1);
  }
}

function unlessUnchanged(stamp, inputs, act) {
  const now = createHash('sha256');
  for (const file of inputs.flatMap(files)) {
    now.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  const digest = now.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    console.log(`console: ${step} is up to date`);
    return;
  }
  act();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function files(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

if (!(step in steps)) {
  console.error(`unknown step: ${step}`);
  process.exit(2);
}
steps[step]();
