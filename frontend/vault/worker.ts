/** The worker: the vault behind Comlink. Its policy forbids it any network; the page's transport is its only way out. */
import { expose, transfer } from 'comlink';
import type { Transport } from '../model/transport.js';
import { indexedDbDevice } from './device.js';
import { privateFiles } from './private-files.js';
import { LocalVault } from './vault.js';

class WorkerVault extends LocalVault {
  constructor() {
    super(indexedDbDevice(privateFiles()));
  }

  override start(transport: Transport): Promise<void> {
    return super.start({
      call: (method, path, body) => transport.call(method, path, body),
      patch: (name, offset, chunk) => transport.patch(name, offset, transfer(chunk, [chunk])),
      offset: (name) => transport.offset(name),
      range: (name, from, to) => transport.range(name, from, to),
      together: (names) => transport.together(names),
    });
  }
}

expose(new WorkerVault());
