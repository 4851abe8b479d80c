import { defineConfig } from 'vitest/config';

const conditions = ['source', 'node'];

const storyTimeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

/** Stories that kill processes and count what is left of them: they run by themselves, one after the other. */
const processStories = ['crashes', 'replicas', 'shutdown', 'start'].map((name) => `test/${name}.e2e-spec.ts`);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    globalSetup: ['test/support/database.setup.ts'],
    testTimeout: 40_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['apps/**/*.spec.ts', 'libs/**/*.spec.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'story',
          include: ['test/**/*.e2e-spec.ts'],
          exclude: processStories,
          ...storyTimeouts,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: processStories,
          ...storyTimeouts,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
