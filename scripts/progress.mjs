import { spawn } from 'node:child_process';

const TICK_MS = 5_000;

/**
 * Runs a program to its end, passing its output on, and says now and then that it is still at it.
 * @param {string} title what the program is for, as in "Building"
 * @param {readonly string[]} command
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it or it could not be started
 */
export function runWithProgress(title, [file, ...args], options = {}) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  console.log(`${title} …`);
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
    const ticker = setInterval(() => console.log(`${title} … ${seconds()} s`), TICK_MS);
    const end = (code) => {
      clearInterval(ticker);
      if (code === 0 && seconds() > 2) console.log(`${title}: done in ${seconds()} s.`);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${title} failed: ${error.message}`);
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}
