import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseChain } from '../../src/config/parse.ts';
import { buildPlaces } from '../../src/domain/build-place.ts';
import { checkActionsWorkflow } from '../../src/domain/check-actions-workflow.ts';
import { readActionsWorkflow } from '../../src/github/actions-workflow-yaml.ts';
import { blocks } from './documents.ts';

const README = 'examples/actions/README.md';

/** The builds of the chain that the page shows, by the actions workflow that each is about. */
function shownBuilds() {
  const [example = ''] = blocks({ path: README, text: readFileSync(README, 'utf8') }, 'yaml');
  const parsed = parseChain(example, README);
  expect(parsed).toMatchObject({ ok: true });
  return parsed.ok ? buildPlaces([parsed.chain]) : [];
}

test('the chain that the page shows uses each example', () => {
  expect(shownBuilds().map(({ recipe }) => recipe.workflows)).toEqual([['build.yml'], ['build-dispatch.yml']]);
});

test('each example does all that cascade doctor looks for', () => {
  for (const { recipe } of shownBuilds()) {
    const file = readActionsWorkflow(readFileSync(`examples/actions/${recipe.workflows[0] ?? ''}`, 'utf8'));
    if ('problem' in file) throw new Error(file.problem);
    expect(checkActionsWorkflow(file, recipe).filter(({ verdict }) => verdict !== 'fine')).toEqual([]);
  }
});

test('actions of others are named by the hash of a commit, with its version beside', () => {
  const names = ['build.yml', 'build-dispatch.yml', 'report.yml'];
  const uses = names.flatMap((name) =>
    Array.from(
      readFileSync(`examples/actions/${name}`, 'utf8').matchAll(/^\s*(?:- )?uses: (.*)$/gm),
      ([, what]) => what ?? '',
    ),
  );
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((what) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([]);
});
