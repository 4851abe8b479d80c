// Turns TypeScript into the JavaScript of dist/, file by file. Types are checked by `npm run types`: leaving that out here makes the build
// some fifty times faster, and the first start with it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformSync } from 'oxc-transform';
import { bundle } from './bundle.mjs';
import { root } from './install.mjs';

const SOURCES = ['apps/api/src', 'apps/sandbox/src', 'libs'];
const OPTIONS = {
  lang: 'ts',
  target: 'es2022',
  sourcemap: true,
  decorator: { legacy: true, emitDecoratorMetadata: true },
  typescript: { onlyRemoveTypeImports: false },
};

function isLeftOut(path) {
  return /\.(spec|d)\.ts$|\/testing\.ts$|\/testing\//.test(path);
}

function compile(path) {
  const source = readFileSync(join(root, path), 'utf8');
  const { code, map, errors } = transformSync(path, source, OPTIONS);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  const target = join(root, 'dist', path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  const sources = [relative(dirname(target), join(root, path))];
  writeFileSync(`${target}.map`, JSON.stringify({ ...map, sources }));
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
}

/** What a connector tells people: the catalogue shows it. */
function isCatalogueText(path) {
  return /^libs[\\/]connectors[\\/]src[\\/][\w-]+[\\/]README\.md$/.test(path);
}

function copy(path) {
  mkdirSync(dirname(join(root, 'dist', path)), { recursive: true });
  copyFileSync(join(root, path), join(root, 'dist', path));
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const folder of SOURCES) {
  for (const name of readdirSync(join(root, folder), { recursive: true })) {
    const path = join(folder, name);
    if (path.endsWith('.ts') && !isLeftOut(path)) compile(path);
    if (isCatalogueText(path)) copy(path);
  }
}
await bundle('apps/console');
await bundle('apps/chat');
