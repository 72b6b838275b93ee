/** German for `en-console.ts`. */
export const deConsole = {
  'console.title': 'Diesen Server betreiben',
  'console.lead': 'Bitte die Passphrase noch einmal eingeben. Nach einer Viertelstunde ohne Nutzung wird neu gefragt.',
  'console.invited': 'Der Link stammt aus dem Protokoll dieses Servers. Mit der Passphrase wird dieses Konto zu seinem Administrator.',
  'console.submit': 'Konsole öffnen',
  'console.working': 'Wird geprüft',
  'console.back': 'Zurück zur Mail',
  'console.signed-out': 'Bitte hier zuerst bei der Mail anmelden und diese Seite dann noch einmal öffnen.',
  'console.signed-out-invited': 'Bitte hier zuerst bei der Mail anmelden und den Link aus dem Protokoll dann noch einmal öffnen. Er ist nicht verbraucht.',
  'console.sign-in': 'Anmelden',
  'refused.not-admin': 'Dieses Konto betreibt diesen Server nicht. Ein Link aus dem Protokoll gilt einmal und einen Tag lang: solange der Server keinen Administrator hat, schreibt jeder Start einen neuen.',
} as const;
