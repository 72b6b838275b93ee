/** How often the server is asked whether its page is another one by now, in milliseconds. */
const PAUSE = 300_000;

/** Whether the server has another build of the page than the one that runs here. */
export class Version {
  #asked = 0;
  #old = false;

  /** @param own the build that runs here, or nothing if it is not known
   *  @param ask the build that the server has now, or null if it cannot be asked */
  constructor(
    readonly own: string,
    readonly ask: () => Promise<string | null>,
  ) {}

  async isOld(now: number): Promise<boolean> {
    if (this.#old || this.own === '' || now - this.#asked < PAUSE) return this.#old;
    this.#asked = now;
    const there = await this.ask();
    this.#old = there !== null && there !== '' && there !== this.own;
    return this.#old;
  }
}
