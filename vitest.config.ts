import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const conditions = ['source', 'node'];

const storyTimeouts = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

/** Stories that kill processes and count what is left of them: they run apart from the others. */
const processStories = ['crashes', 'crashes-while-refreshing', 'replicas', 'shutdown', 'start'].map(
  (name) => `test/${name}.e2e-spec.ts`,
);

/** Stories that take longest for their size: begun first, so that none of them runs on alone at the end. */
const longStories = [
  ...['console-screens', 'console-catalogue', 'console-actions', 'console-members', 'console-authorizations'],
  ...['web-chat', 'connectors', 'data-transfer', 'notices', 'single-sign-on', 'webhooks', 'console-ways'],
  ...['idle-time-out', 'console-connections', 'console-data', 'console-audit', 'console-many'],
  ...['crashes', 'crashes-while-refreshing', 'replicas'],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      longStories.some((name) => moduleId.endsWith(`/test/${name}.e2e-spec.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    globalSetup: ['test/support/database.setup.ts'],
    testTimeout: 40_000,
    hookTimeout: 60_000,
    // Modules are loaded once a worker, not once a file: loading took as long as testing.
    isolate: false,
    sequence: { sequencer: LongestFirst },
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
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
