import proto from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../src/domain/search-attributes.ts';
import { ensureSearchAttributes } from '../../src/engine/search-attributes.ts';
import { makeNamespace } from './namespaces.ts';
import { serverOfFile } from './server-of-file.ts';

const KEYWORD = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;

describe('ensuring the search attributes of a namespace', { timeout: 90_000 }, () => {
  const { server, connection } = serverOfFile();

  async function registered(namespace: string): Promise<Record<string, unknown>> {
    return (await connection().operatorService.listSearchAttributes({ namespace })).customAttributes;
  }

  it('creates all of them as keywords, also when two workers start at once, and once more changes nothing', async () => {
    await makeNamespace(connection(), 'fresh');
    const worker = await NativeConnection.connect({ address: server().address });
    await Promise.all([worker, connection()].map((either) => ensureSearchAttributes(either, 'fresh')));
    await ensureSearchAttributes(worker, 'fresh');
    await worker.close();
    const expected = Object.values(SEARCH_ATTRIBUTES).map((name) => [name, KEYWORD]);
    expect(await registered('fresh')).toEqual(Object.fromEntries(expected));
  });

  it('creates what is missing beside what is there', async () => {
    await makeNamespace(connection(), 'half');
    await connection().operatorService.addSearchAttributes({
      namespace: 'half',
      searchAttributes: { [SEARCH_ATTRIBUTES.chain]: KEYWORD, Theirs: KEYWORD },
    });
    await ensureSearchAttributes(connection(), 'half');
    expect(Object.keys(await registered('half')).sort()).toEqual(
      ['Theirs', ...Object.values(SEARCH_ATTRIBUTES)].sort(),
    );
  });

  it('says what is missing, why it was refused and what to type when it may not create them', async () => {
    await makeNamespace(connection(), 'full');
    const theirs = Array.from({ length: 10 }, (_, index) => [`Theirs${index}`, KEYWORD] as const);
    await connection().operatorService.addSearchAttributes({
      namespace: 'full',
      searchAttributes: Object.fromEntries(theirs),
    });
    await expect(ensureSearchAttributes(connection(), 'full')).rejects.toThrow(
      /CascadeChain, .* are missing in Temporal's namespace full.*more than 10[^]*temporal operator search-attribute create --namespace full --name CascadeChain --type Keyword/,
    );
  });

  it('says how to make the namespace when there is none of that name', async () => {
    await expect(ensureSearchAttributes(connection(), 'absent')).rejects.toThrow(
      /namespace absent.*temporal operator namespace create --namespace absent/,
    );
  });
});
