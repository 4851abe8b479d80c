import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['ATTACHE_PUBLIC_URL'] ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    manifest: 'manifest.json',
    outDir: '../../dist/apps/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, proxy: { '/v1': api, '/authorize': api, '/oauth': api, '/setup': api, '/docs': api } },
});
