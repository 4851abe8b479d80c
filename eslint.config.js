import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const console = 'The console reaches the API over HTTP only.';
const libraries =
  'Libraries know neither each other, nor HTTP frameworks, nor the database: the API passes plain objects.';

/** What no library may import: other libraries, the server, its framework and its database. */
function foreignToLibraries(...allowedLibraries) {
  const allowed = allowedLibraries.map((name) => `${name}(/|$)`).join('|') || '$';
  return [
    { regex: `^#(?!${allowed})`, message: libraries },
    { regex: '/apps/', message: libraries },
    { regex: '^(@nestjs/|@fastify/)|^(fastify|typeorm|pg|pg-boss)$', message: libraries },
  ];
}

const betweenConnectors = {
  regex: '^(\\.\\./)+(?!(?:http|operations|dialogs)/)[\\w-]+/',
  message: 'Between connectors: never. The kit is imported as #connectors.',
};

/** The order of features inside the API: a folder may import those to its right, never to its left. */
const featureOrder = [
  'transfer',
  'notices',
  'chats',
  'conversations',
  'dialog-tasks',
  'runs',
  'actions',
  'connections',
  'authorization-requests',
  'simulator',
  'authorizations',
  'auth-profiles',
  'connectors',
  'webhooks',
  'console',
  'pages',
  'end-users',
  'activity',
  'bots',
  'memberships',
  'idempotency',
  'streams',
  'api-keys',
  'single-sign-on',
  'accounts',
  'sessions',
  'second-factors',
  'workspace-settings',
  'members',
  'audit-events',
  'events',
  'audit',
  'mail',
  'jobs',
  'encryption',
  'telemetry',
  'http',
  'database',
  'config',
];

/** What Playwright answers of a page as it is at that moment. */
const looksAtOnce = [
  ...['count', 'isVisible', 'isHidden', 'isEnabled', 'isDisabled', 'isChecked', 'getAttribute'],
  ...['textContent', 'innerText', 'inputValue', 'allTextContents', 'allInnerTexts'],
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', '.cache/', 'coverage/', '**/*.d.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js', '**/*.mjs'],
    plugins: { 'import-x': importX },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 10],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true, maxDepth: 6 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'apps/api/src/config is the only reader of process.env.',
        },
      ],
    },
    settings: {
      'import-x/extensions': ['.ts', '.js', '.mjs'],
      'import-x/resolver-next': [
        importX.createNodeResolver({
          extensionAlias: { '.js': ['.ts', '.js'] },
          conditionNames: ['source', 'node', 'import'],
        }),
      ],
    },
  },
  {
    // A constructor that receives its collaborators may have five.
    files: ['**/*.service.ts', '**/*.controller.ts', '**/*.guard.ts'],
    rules: { 'max-params': ['error', 5] },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.module.ts', 'libs/connectors/src/modules.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: foreignToLibraries() }] },
  },
  {
    // The one place that knows the dialog model, as types, and the one that plays templates for specs: docs/decisions/0003.
    files: ['libs/connectors/src/dialog.ts', 'libs/connectors/src/testing/chat.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: foreignToLibraries('dialogs') }] },
  },
  {
    files: ['libs/connectors/src/*/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.module.ts', 'libs/connectors/src/testing/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...foreignToLibraries('connectors'), betweenConnectors] }],
    },
  },
  {
    files: ['apps/console/src/**/*.ts', 'apps/console/src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': ['error', { patterns: [{ group: ['#*', '**/api/src/**'], message: console }] }],
    },
  },
  {
    // Markup is long without being complex: docs/decisions/0011.
    files: ['apps/console/src/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Between features of the console: never. What two of them need is in ui/, app/ or api/.
    files: ['apps/console/src/features/**/*.ts', 'apps/console/src/features/**/*.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['#*', '**/api/src/**'], message: console },
            {
              regex:
                '^(\\.\\./)+(account|actions|activity|audit|auth-profiles|authorizations|bots|canvas|conversations|dialogs|joining|members|notices|roles|security|workspace)/',
              message: 'Between features of the console: never.',
            },
          ],
        },
      ],
    },
  },
  ...featureOrder.map((name, position) => ({
    files: [`apps/api/src/${name}/**/*.ts`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${featureOrder.slice(0, position).join('|') || 'no-feature'})/`,
              message: `Features import downwards only: ${featureOrder.join(' -> ')}.`,
            },
          ],
        },
      ],
    },
  })),
  {
    files: [
      'apps/api/src/config/*.ts',
      'test/**',
      'scripts/**',
      'bench/**',
      'examples/**',
      '**/*.spec.ts',
      'apps/sandbox/src/main.ts',
    ],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**', '**/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 500 }] },
  },
  {
    // What a page shows comes when its answers have come: one look at once is a race.
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `CallExpression[callee.name='expect'] > AwaitExpression > CallExpression[callee.property.name=/^(${looksAtOnce.join('|')})$/]`,
          message: 'A page is looked at until it shows it: await expect.poll(() => …).',
        },
      ],
    },
  },
  {
    files: ['**/*.config.ts', '**/*.config.js'],
    rules: { 'import-x/no-default-export': 'off', 'no-restricted-syntax': 'off' },
  },
);
