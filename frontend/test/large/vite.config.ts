import { defineConfig } from 'vite';
import { mimeInMemory } from '../../../vite.mime.ts';

// The page of `bench/large-mailbox`.
export default defineConfig({ root: import.meta.dirname, base: '/', build: { outDir: '../../../run/large-mailbox/page', emptyOutDir: true, minify: true }, worker: { format: 'es', plugins: () => [mimeInMemory()] } });
