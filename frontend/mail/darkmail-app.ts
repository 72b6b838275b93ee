import { wrap } from 'comlink';
import { html, LitElement } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Vault } from '../model/vault.js';

/** The whole mail application; the server hosts the element and passes it nothing. */
@customElement('darkmail-app')
export class DarkmailApp extends LitElement {
  @state() private status = 'starting';

  override connectedCallback(): void {
    super.connectedCallback();
    const worker = new Worker(new URL('../vault/worker.ts', import.meta.url), { type: 'module', name: 'vault' });
    void wrap<Vault>(worker)
      .resume()
      .then(() => (this.status = 'ready'));
  }

  override render() {
    return html`<p id="status">${this.status}</p>`;
  }
}
