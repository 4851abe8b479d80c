import { defineConfig } from 'vite';

/** One script without dependencies: what a page embeds. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../dist/apps/chat',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'attache-chat.js' },
    minify: true,
    sourcemap: false,
  },
});
