import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['node_modules/', 'coverage/', 'dist/', '.vitest/', '.cascade/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // An activity that nobody awaits is lost work: `void` must not hide one.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      // Numbers read well inside messages, and their text depends on nothing.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/domain/**/*.ts', 'src/workflows/**/*.ts'],
    rules: {
      // All workflows of a process share one copy of these modules (src/app/workflow-bundle.ts).
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > :matches(VariableDeclaration, ExportNamedDeclaration > VariableDeclaration)[kind="let"]',
          message: 'A module that keeps state mixes up workflows; keep it in the workflow.',
        },
        {
          selector:
            'Program > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set|WeakMap)$/]',
          message: 'A module that keeps state mixes up workflows; use an array or an object that nobody writes to.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { property: 'localeCompare', message: 'Its order depends on the machine; compare with < instead.' },
      ],
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'console', 'crypto'],
      'no-restricted-properties': [
        'error',
        { property: 'localeCompare', message: 'Its order depends on the machine; compare with < instead.' },
        { object: 'Date', property: 'now', message: 'The time comes in with an event.' },
        { object: 'Math', property: 'random', message: 'Chance comes in as a parameter.' },
      ],
    },
  },
  {
    // The tools ask for a default export.
    files: ['*.config.ts', '*.config.js'],
    rules: { 'no-restricted-exports': 'off' },
  },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
);
