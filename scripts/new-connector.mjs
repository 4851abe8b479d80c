import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './install.mjs';

const SKELETON = join(root, 'scripts/new-connector');
const COLORS = [
  '#334155',
  '#7c2d12',
  '#713f12',
  '#365314',
  '#14532d',
  '#134e4a',
  '#164e63',
  '#1e3a8a',
  '#4c1d95',
  '#831843',
];

/** All the ways in which code writes a name. */
function formsOf(id) {
  const words = id.split('-');
  const capitals = words.map((word) => word[0].toUpperCase() + word.slice(1));
  const pascal = capitals.join('');
  const letters = words.length > 1 ? capitals[0][0] + capitals[1][0] : capitals[0].slice(0, 2);
  const color = COLORS[createHash('sha256').update(id).digest()[0] % COLORS.length];
  return {
    id,
    name: capitals.join(' '),
    pascal,
    camel: pascal[0].toLowerCase() + pascal.slice(1),
    constant: id.replaceAll('-', '_').toUpperCase(),
    ...{ letters, color },
  };
}

const skeleton = formsOf('acme-notes');

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Whether JavaScript takes this as the name of a constant. */
function isIdentifier(name) {
  try {
    return typeof new Function(`'use strict'; const ${name} = 1;`) === 'function';
  } catch {
    return false;
  }
}

/** What is wrong with a name; undefined when nothing is. */
function complaintAbout(id, forms) {
  if (!id) return 'Say what the connector shall be called: npm run new:connector -- fjord-desk';
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) || id.length > 40) {
    return `"${id}" cannot be the id of a connector: lower-case words with hyphens between them, 40 characters at most, such as fjord-desk.`;
  }
  const folders = [`libs/connectors/src/${id}`, `apps/sandbox/src/${id}`];
  const taken = folders.find((folder) => existsSync(join(root, folder)));
  if (taken !== undefined) return `The name is taken: there is ${taken} already.`;
  const texts = filesBelow(SKELETON).map((path) => readFileSync(path, 'utf8').replaceAll(skeleton.camel, ''));
  const isUsed = texts.some((text) => new RegExp(`\\b${forms.camel}\\b`).test(text));
  if (isUsed || !isIdentifier(forms.camel))
    return `"${id}" means something else in code: add a word, such as ${id}-cloud.`;
  return undefined;
}

function translate(text, forms) {
  return text
    .replaceAll(skeleton.constant, forms.constant)
    .replaceAll(skeleton.pascal, forms.pascal)
    .replaceAll(skeleton.camel, forms.camel)
    .replaceAll(skeleton.id, forms.id)
    .replaceAll(skeleton.name, forms.name)
    .replaceAll(`letters: '${skeleton.letters}'`, `letters: '${forms.letters}'`)
    .replaceAll(skeleton.color, forms.color);
}

/** Copies the skeleton to where the parts of a connector live; answers the paths. */
function writeParts(forms) {
  const targets = [
    [join(SKELETON, 'connector'), `libs/connectors/src/${forms.id}`],
    [join(SKELETON, 'sandbox'), `apps/sandbox/src/${forms.id}`],
  ];
  const copies = targets.flatMap(([from, to]) => filesBelow(from).map((path) => [path, to + path.slice(from.length)]));
  const all = [...copies, [join(SKELETON, 'story.ts'), `test/connectors/${forms.id}.ts`]];
  return all.map(([from, to]) => {
    const path = translate(to, forms);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), translate(readFileSync(from, 'utf8'), forms));
    return path;
  });
}

/** Changes a file by a function; throws when that finds nothing to change. */
function edit(path, change) {
  const before = readFileSync(join(root, path), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${path} does not look as expected: register the connector there by hand.`);
  writeFileSync(join(root, path), after);
  return path;
}

/** Adds an entry to a list between two texts, in the order of the alphabet. */
function addTo(text, pattern, entry) {
  return text.replace(pattern, (_, before, entries, after) => {
    const list = [
      ...entries
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
      entry,
    ];
    return before + list.sort((one, other) => one.localeCompare(other, 'en')).join(', ') + after;
  });
}

/** Adds an import before the first one that comes after it, or behind the last. */
function addImport(text, line) {
  const isSystem = (one) => /^import \{.*\} from '\.\/[\w-]+\/[\w-]+\.(?:module|system)\.js';$/.test(one);
  const lines = text.split('\n');
  const next = lines.findIndex((one) => isSystem(one) && one.localeCompare(line, 'en') > 0);
  lines.splice(next === -1 ? lines.findLastIndex(isSystem) + 1 : next, 0, line);
  return lines.join('\n');
}

function register({ id, name, camel, pascal, constant }) {
  const key = id === camel ? id : `'${id}'`;
  const row = `| [${name}](../libs/connectors/src/${id}/README.md) | OAuth 2 code + PKCE; API key | notes: create | 1 |`;
  return [
    edit('libs/connectors/src/modules.ts', (text) => {
      const imported = addImport(text, `import { ${constant}, ${pascal}Module } from './${id}/${id}.module.js';`);
      const offered = addTo(imported, /(imports: \[)([^\]]*)(\])/, `${pascal}Module`);
      return addTo(offered, /(inject: \[)([^\]]*)(\])/, constant);
    }),
    edit('apps/sandbox/src/systems.ts', (text) =>
      addImport(text, `import { ${camel}System } from './${id}/${id}.system.js';`).replace(
        /(systems = \{)([^}]*?),?(\s*\} as const)/,
        (_, before, entries, after) => `${before}${entries}, ${key}: ${camel}System${after}`,
      ),
    ),
    edit('docs/connectors.md', (text) => {
      const lines = text.split('\n');
      const rows = lines.filter((line) => line.startsWith('| ['));
      const next = rows.find((line) => line.localeCompare(row, 'en') > 0);
      lines.splice(next === undefined ? lines.lastIndexOf(rows.at(-1)) + 1 : lines.indexOf(next), 0, row);
      return lines.join('\n');
    }),
  ];
}

/** Makes a connector that works, and says what to do with it. */
function main([id]) {
  const forms = id && /^[a-z]/.test(id) ? formsOf(id) : undefined;
  const complaint = complaintAbout(id, forms);
  if (complaint !== undefined) {
    console.error(complaint);
    process.exit(1);
  }
  const written = [...writeParts(forms), ...register(forms)];
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/prettier/bin/prettier.cjs'), '--log-level', 'warn', '--write', ...written],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  console.log(`${forms.name} is a connector now:\n\n${written.map((path) => `  ${path}`).join('\n')}\n`);
  console.log(`It works with its look-alike: npx vitest run --project unit libs/connectors/src/${id}\n`);
  console.log('Now make it the real system, step by step: docs/add-a-connector.md');
}

main(process.argv.slice(2));
