import { join } from 'node:path';
import type { Plugin } from 'vite';

const gathered = join(import.meta.dirname, 'frontend/vault/gathered.ts');

/**
 * postal-mime gathers each decoded part in a Blob, which costs Chromium a call to another process: a third of the time in which
 * a mailbox is indexed. In its decoders the name means what keeps octets in memory.
 */
export const mimeInMemory = (): Plugin => ({
  name: 'mime-in-memory',
  transform: (code, id) => (/[\\/]postal-mime[\\/].*-decoder\.js(?:$|\?)/.test(id) ? `import { Gathered as Blob } from ${JSON.stringify(gathered)};\n${code}` : null),
});
