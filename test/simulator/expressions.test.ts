import { expect, test } from 'vitest';

import { evaluate } from '../../simulator/expressions.ts';

const context = {
  inputs: { cascade: 'm1', version: 3, empty: '' },
  github: { event: { client_payload: { cascade: { marker: 'm2' } } }, sha: 'abc' },
};

test.each([
  ['Build ${{ inputs.cascade }}', 'Build m1'],
  ['${{github.event.client_payload.cascade.marker}}', 'm2'],
  ['${{ inputs.version }} at ${{ github.sha }}', '3 at abc'],
  ['${{ inputs.empty || github.sha }}', 'abc'],
  ["${{ inputs.missing || 'it''s by hand' }}", "it's by hand"],
  ['[${{ inputs.missing.deeper }}]', '[]'],
  ['[${{ github.event }}]', '[]'],
  ['[${{ inputs.constructor }}]', '[]'],
  ['no expression', 'no expression'],
])('%s becomes %s', (template, text) => {
  expect(evaluate(template, context)).toBe(text);
});
