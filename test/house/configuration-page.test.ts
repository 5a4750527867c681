import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { describeVariables } from '../../src/config/environment-variables.ts';
import { DEFAULT_BUILD } from '../../src/config/defaults.ts';
import { parseChain } from '../../src/config/parse.ts';
import { Release } from '../../src/config/release-schema.ts';
import { RETRIED_OUTCOMES } from '../../src/domain/build-recipe.ts';
import { blocks } from './documents.ts';

const PAGE = 'docs/configuration.md';

test('the examples of cascade.yml in the documentation are in order', () => {
  const examples = blocks({ path: PAGE, text: readFileSync(PAGE, 'utf8') }, 'yaml').filter((block) =>
    block.startsWith('# yaml-language-server'),
  );
  expect(examples).toHaveLength(2);
  for (const example of examples) expect(parseChain(example, PAGE)).toMatchObject({ ok: true });
});

test('the documentation of a release names each of its keys', () => {
  const [, section = ''] = /^## What a release contains$(.*?)^## /ms.exec(readFileSync(PAGE, 'utf8')) ?? [];
  const keys = Object.keys(Release.shape).filter((key) => key !== 'title');
  expect(keys.filter((key) => !new RegExp(`^  ${key}: ?`, 'm').test(section))).toEqual([]);
});

test('the documentation tells of every outcome that can be retried, and which are by default', () => {
  const rows = Array.from(
    readFileSync(PAGE, 'utf8').matchAll(/^\| `([a-z_]+)` +\|[^|]+\| (tried again)? *\|$/gm),
    ([, outcome, byDefault]) => ({ outcome, byDefault: byDefault !== undefined }),
  );
  expect(rows).toEqual(
    RETRIED_OUTCOMES.map((outcome) => ({ outcome, byDefault: DEFAULT_BUILD.retry.on.includes(outcome) })),
  );
});

// Written anew by `npx vitest run test/house -u`.
test('the page of the environment lists every variable as the program knows it', async () => {
  await expect(await environmentPage()).toMatchFileSnapshot('../../docs/environment.md');
});

async function environmentPage(): Promise<string> {
  const rows = describeVariables().map(({ name, meaning, fallback }) => {
    const value = fallback === null ? '' : `\`${fallback}\``;
    return `| \`${name}\` | ${meaning} | ${value} |`;
  });
  const text = [
    '# Environment',
    '',
    'What a process of Cascade reads, besides the standard `TEMPORAL_...` of Temporal. An unknown variable that begins with `CASCADE_`,',
    'or a value that is out of order, is refused at the start; an empty variable counts as unset.',
    '',
    '| variable | meaning | without it |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
  return format(text, { ...(await resolveConfig('docs/environment.md')), parser: 'markdown', proseWrap: 'always' });
}
