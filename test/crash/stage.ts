import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageScenario } from '../../simulator/scenario-registry.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import type { Signer } from '../../src/artifacts/signing.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { parseChain } from '../../src/config/parse.ts';
import type { Chain } from '../../src/domain/chain.ts';

/** Where one release is made: a GitHub with what came before, and the chain as its worker reads it. */
export interface Stage {
  readonly simulator: Simulator;
  readonly chain: Chain;
  /** Of the chain, with the people's keys beside it. */
  readonly file: string;
}

/** What the stage is set for. */
export interface StageOptions {
  readonly folder: string;
  readonly chain: string;
  readonly token: string;
  readonly people: readonly Signer[];
}

const PACKAGE: PackageScenario = {
  name: 'first',
  repository: 'acme/first',
  workflow: '.github/workflows/publish.yml',
  version: '${{ inputs.version }}',
  lagSeconds: 0.3,
};

/** Sets the stage; it is gone with the stack. */
export async function setStage(
  { folder, chain: name, token, people }: StageOptions,
  ends: AsyncDisposableStack,
): Promise<Stage> {
  for (const [index, { publicKey }] of people.entries()) {
    await writeFile(join(folder, `person-${index + 1}.asc`), publicKey);
  }
  const text = (await readFile(new URL('chain.yml', import.meta.url), 'utf8')).replace('NAME', name);
  const file = join(folder, 'cascade.yml');
  const parsed = parseChain(text, file);
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
  const { chain } = parsed;
  const simulator = await startSimulator({
    ...simulatedOrganisation(chain, { login: 'cascade-bot', token, runners: 4, seconds: () => 0.5, failing: [] }),
    registry: [PACKAGE],
  });
  ends.defer(() => simulator.close());
  await writeFile(file, text.replace('http://registry.invalid', `${simulator.url}/registry`));
  await makeHistory(simulator);
  return { simulator, chain, file };
}

/** The first repository has moved on since its last version, which the file of versions names; the second has not. */
async function makeHistory(simulator: Simulator): Promise<void> {
  const versions = ['first', 'second'].map((name) => {
    const { commit } = simulator.pushTag(`acme/${name}`, 'v1.3.0');
    return `[versions.${name}]\nversion = "1.3.0"\ngit_tag = "v1.3.0"\ngit_commit = "${commit}"\n`;
  });
  await simulator.push('acme/first');
  await simulator.push('acme/third', { files: { 'versions.toml': `# What is in a release.\n${versions.join('\n')}` } });
}
