import { defineConfig } from 'vite';

// `npx vite --config frontend/test/stage/vite.config.ts`, then /frontend/test/stage/index.html
export default defineConfig({ root: '.', server: { host: '127.0.0.1', port: 5179, strictPort: true }, appType: 'mpa' });
