import type { UserConfigFn } from 'vite';
import { overrideVaadinConfig } from './vite.generated.ts';

const darkmail: UserConfigFn = () => ({
  worker: { format: 'es' },
});

export default overrideVaadinConfig(darkmail);
