import { expose } from 'comlink';
import type { Vault } from '../model/vault.js';

const vault: Pick<Vault, 'resume'> = {
  resume: () => Promise.resolve(null),
};

expose(vault);
