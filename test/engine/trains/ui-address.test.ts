import { expect, it } from 'vitest';
import { uiAddress } from '../../../src/engine/trains/ui-address.ts';

it('keeps a workflow id with slashes in one segment of the address', () => {
  expect(uiAddress('http://127.0.0.1:8233', 'default', 'acme/release/v1.4.0+a')).toBe(
    'http://127.0.0.1:8233/namespaces/default/workflows/acme%2Frelease%2Fv1.4.0%2Ba',
  );
});
