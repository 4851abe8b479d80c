import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { hasGlewlwyd, installGlewlwyd } from './glewlwyd.mjs';
import { installMissing, requireNode, root } from './install.mjs';

/** Runs every suite and answers how many tests passed and failed; what could not be loaded has failed. */
function runSuites(chromium) {
  const folder = mkdtempSync(join(tmpdir(), 'attache-test-'));
  const file = join(folder, 'report.json');
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: environment(chromium) },
  );
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  if (!report) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + unloaded.length;
  // An error outside of any test fails the run without failing a test.
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** Runs the numbered examples, when there are any; they count by their own last line, or as one. */
function runExamples(chromium) {
  if (!existsSync(join(root, 'examples/run.mjs'))) return { passed: 0, failed: 0 };
  console.log('\nExamples …');
  const { status, stdout } = spawnSync(process.execPath, ['examples/run.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(chromium),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  process.stdout.write(stdout ?? '');
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(stdout ?? '') ?? [];
  const counted = { passed: Number(passed ?? (status === 0 ? 1 : 0)), failed: Number(failed ?? 0) };
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function environment(chromium) {
  return { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) };
}

function finish({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

requireNode();
if (!(await installMissing())) finish({ passed: 0, failed: 1 });
const chromium = findChromium() ?? (await installChromium());
if (!chromium && process.env.CI) {
  console.error('CI runs no browser story without a browser: install Chromium, or set CHROMIUM_PATH.');
  finish({ passed: 0, failed: 1 });
}
const canSignOn = hasGlewlwyd() || (await installGlewlwyd());
if (!canSignOn && process.env.CI) {
  console.error('CI signs in with providers of two makes: install glewlwyd.');
  finish({ passed: 0, failed: 1 });
}
if (!(await buildStale())) finish({ passed: 0, failed: 1 });
const suites = runSuites(chromium);
const examples = runExamples(chromium);
if (!chromium) console.log('\nThe browser stories did not run: Chromium is missing (see above).');
finish({ passed: suites.passed + examples.passed, failed: suites.failed + examples.failed });
