/** Texts of the door of the operator's console. What its pages say is in `src/main/resources/org/darkmail/ui/console.properties`. */
export const consoleTexts = {
  'console.title': 'Run this server',
  'console.lead': 'Type your passphrase once more. You are asked again after a quarter of an hour without use.',
  'console.invited': 'You came by the link in this server’s log. With your passphrase, this account becomes its admin.',
  'console.submit': 'Open the console',
  'console.working': 'Checking',
  'console.back': 'Back to mail',
  'console.signed-out': 'Sign in to your mail here first, then open this page again.',
  'console.signed-out-invited': 'Sign in to your mail here first, then open the link from the log again. It has not been used up.',
  'console.sign-in': 'Sign in',
  'refused.not-admin': 'This account does not run this server. A link from the log serves once and for a day: while the server has no admin, each start writes a new one.',
} as const;
