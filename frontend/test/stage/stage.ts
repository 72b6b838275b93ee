/** The mail application over a vault that only plays: for looking at screens, never shipped. */
import { DarkmailApp } from '../../mail/darkmail-app.js';
import { PlayedVault } from './played-vault.js';

const asked = new URLSearchParams(location.search);
history.replaceState(null, '', asked.get('path') ?? '/');

/** What the server answers: its name, and a picture for whatever address. */
const played = (path: string): Response => (path === '/api/pictures' ? new Response(Uint8Array.from(atob(PICTURE), (sign) => sign.charCodeAt(0)), { headers: { 'content-type': 'image/png' } }) : new Response(JSON.stringify({ domain: 'harbour.example', url: location.origin, signUp: 'open' }), { headers: { 'content-type': 'application/json' } }));
/** One blue pixel. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const fetchFiles = window.fetch.bind(window);
window.fetch = (what, how) => (!(typeof what === 'string' && what.startsWith('/api/')) ? fetchFiles(what, how) : Promise.resolve(played(what)));
window.EventSource = class extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  close(): void {}
} as unknown as typeof EventSource;

const app = new DarkmailApp();
const vault = new PlayedVault({ signedIn: asked.get('as') !== 'stranger', empty: asked.has('empty'), slow: asked.has('slow'), offline: asked.has('offline'), indexing: asked.has('indexing') });
app.start = () => Promise.resolve(vault);
document.querySelector('#outlet')?.append(app);
