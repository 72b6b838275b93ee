/** What the page may ask of the worker. Keys and plaintext stay on the worker's side of it. */
export interface Vault {
  /** Answers once the worker has loaded. */
  ready(): Promise<'ready'>;
}
