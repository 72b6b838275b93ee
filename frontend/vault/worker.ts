import { expose } from 'comlink';
import type { Vault } from './vault.ts';

const vault: Vault = {
  ready: () => Promise.resolve('ready'),
};

expose(vault);
