import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from './install.mjs';

const COMPRESSIBLE = new Set(['.js', '.css', '.svg']);

/**
 * Builds a browser's half into dist/, and lays compressed copies beside what is served, so that no request compresses anything.
 * @param {string} folder relative to the repository
 */
export async function bundle(folder) {
  // Whatever the caller's is: what browsers get is not for development.
  process.env.NODE_ENV = 'production';
  await build({ root: join(root, folder), configFile: join(root, folder, 'vite.config.ts'), logLevel: 'warn' });
  const built = join(root, 'dist', folder);
  for (const name of readdirSync(built, { recursive: true })) {
    if (COMPRESSIBLE.has(extname(name))) compress(join(built, name));
  }
}

function compress(path) {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  );
}
