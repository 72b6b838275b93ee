import { defineConfig } from 'vitest/config';

// Not Vaadin's vite.config.ts: the tests run in Node and need no bundle.
export default defineConfig({ test: { include: ['frontend/test/**/*.test.ts'], environment: 'node' } });
