import * as lit from 'eslint-plugin-lit';
import tseslint from 'typescript-eslint';

const only = (message, ...group) => ({ 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] });

export default tseslint.config(
  { ignores: ['frontend/generated/**'] },
  ...tseslint.configs.strictTypeChecked,
  lit.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './frontend/vault/tsconfig.json', './frontend/test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // Octets are read by index after their length was checked, which the types cannot see; the contract is asynchronous.
    files: ['frontend/vault/**', 'frontend/search/**', 'frontend/test/vault/**', 'frontend/test/search/**', 'frontend/test/attacks/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/require-await': 'off' },
  },
  {
    files: ['frontend/vault/**', 'frontend/search/**'],
    rules: only('the worker has no user interface', 'lit', 'lit/*', '**/mail/**', '**/account/**', '**/sync/**', 'dompurify'),
  },
  {
    files: ['frontend/**'],
    ignores: ['frontend/vault/**', 'frontend/search/**', 'frontend/model/**', 'frontend/test/**'],
    rules: only('only the vault worker touches keys and plaintext', '@protontech/*', '**/vault/**', '**/search/**'),
  },
  {
    files: ['frontend/model/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./)', message: 'the model uses nothing' }] }],
    },
  },
);
