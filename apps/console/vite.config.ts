import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** The console is built from apps/console into dist/console; while developing, the server runs beside it. */
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [react()],
  worker: { format: 'es' }, // MapLibre's worker is a module
  server: { fs: { allow: [root] }, proxy: { '/api': process.env.JIUJING_URL ?? 'http://localhost:8080' } },
  build: {
    emptyOutDir: true, // build.ts says where to
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
  },
})
