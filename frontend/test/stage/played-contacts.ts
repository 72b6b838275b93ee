import type { AddressBook, Card, Completion, Contacts, Imported } from '../../model/contacts.js';
import type { EmailAddress } from '../../model/mail.js';
import type { VaultEvent } from '../../model/vault.js';

/** Letters on a colour would do; this one has a picture. */
const PICTURE = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DA8J+B4T8DAwMDAwAl6gMBV1sC3QAAAABJRU5ErkJggg==';

/** Plays the address book. */
export class PlayedContacts implements Contacts {
  #cards: readonly Card[];
  #learns = true;
  readonly #tell: (event: VaultEvent) => void;
  readonly #others: readonly EmailAddress[];

  constructor(tell: (event: VaultEvent) => void, people: readonly EmailAddress[], others: readonly EmailAddress[]) {
    this.#tell = tell;
    this.#others = others;
    this.#cards = people.map(({ name, email }, n): Card => ({ id: `card-${n}`, name: name ?? '', emails: n === 0 ? [email, 'anna.lindqvist@home.example'] : [email], phones: n % 2 === 0 ? [`+46 70 555 01 2${n}`] : [], organisation: n < 2 ? 'North Pier Leases' : '', notes: n === 0 ? 'Met at the harbour fair.\nKeys are with Tomás.' : '', groups: n < 3 ? ['Harbour studio'] : n === 5 ? ['Family'] : [], picture: n === 3 ? PICTURE : null }));
  }

  book(): Promise<AddressBook> {
    return Promise.resolve({ cards: [...this.#cards].sort((a, b) => a.name.localeCompare(b.name)), others: this.#learns ? this.#others : [], learns: this.#learns });
  }

  keep(card: Card, before: Card | null) {
    if (card.name === '' && card.emails.every((email) => email === '')) return Promise.resolve({ kind: 'refused' as const, code: 'bad-card' });
    const kept = { ...card, id: before?.id ?? `card-${this.#cards.length}`, emails: card.emails.filter((email) => email !== '') };
    this.#set([...this.#cards.filter(({ id }) => id !== kept.id), kept]);
    return Promise.resolve(kept.id);
  }

  drop(ids: readonly string[]) {
    const gone = this.#cards.filter(({ id }) => ids.includes(id));
    this.#set(this.#cards.filter(({ id }) => !ids.includes(id)));
    return Promise.resolve(gone);
  }

  restore(cards: readonly Card[]) {
    this.#set([...this.#cards, ...cards]);
    return Promise.resolve(null);
  }

  read(): Promise<Imported> { return Promise.resolve({ made: 12, grown: 2, skipped: 1 }); }
  write() { return Promise.resolve(new Blob(['BEGIN:VCARD'])); }

  learn(on: boolean) {
    this.#learns = on;
    this.#set(this.#cards);
    return Promise.resolve(null);
  }

  complete(start: string): Promise<readonly Completion[]> {
    const people = [...this.#cards, ...this.#others.map(({ name, email }) => ({ name: name ?? '', emails: [email], picture: null }))];
    const known: Completion[] = people.flatMap(({ name, emails, picture }) => emails.map((email) => ({ name, email, picture })));
    const members = this.#cards.filter(({ groups }) => groups.includes('Harbour studio')).map(({ name, emails: [email = ''] }) => ({ name, email }));
    return Promise.resolve([...known, { name: 'Harbour studio', email: '', picture: null, members }].filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(start.toLowerCase())).slice(0, 8));
  }

  #set(cards: readonly Card[]): void {
    this.#cards = cards;
    this.#tell({ kind: 'mail', ids: [] });
  }
}
