import { wrap } from 'comlink';
import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Vault } from '../vault/vault.ts';

/** The whole mail application; the server hosts the element and passes it nothing. */
@customElement('darkmail-app')
export class DarkmailApp extends LitElement {
  @state() private status = 'starting';

  override connectedCallback(): void {
    super.connectedCallback();
    const worker = new Worker(new URL('../vault/worker.ts', import.meta.url), { type: 'module', name: 'vault' });
    void wrap<Vault>(worker)
      .ready()
      .then((answer) => (this.status = answer));
  }

  override render() {
    return html`<p id="status">${this.status}</p>`;
  }
}
