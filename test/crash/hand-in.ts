import type { Client } from '@temporalio/client';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Signer } from '../../src/artifacts/signing.ts';
import { publishId } from '../../src/domain/ids.ts';
import { SHA256SUMS } from '../../src/domain/release/document-names.ts';
import { handInSignature } from '../../src/workflows/messages.ts';

/** What these people sign, and what tells their train. */
export interface Signing {
  readonly client: Client;
  readonly simulator: Simulator;
  readonly train: string;
  readonly people: readonly Signer[];
  readonly patience: number;
}

/** Does what people do: as soon as the checksums are in the draft, each signs them and hands the signature in. */
export async function signAndHandIn({ client, simulator, train, people, patience }: Signing): Promise<void> {
  const asset = () => simulator.releases('acme/third')[0]?.assets.find(({ name }) => name === SHA256SUMS);
  await simulator.when(() => asset()?.state === 'uploaded', patience);
  const checksums = Buffer.from(await (await fetch(asset()?.url ?? '')).arrayBuffer());
  const publishing = client.workflow.getHandle(publishId(train));
  for (const person of people) {
    await publishing.executeUpdate(handInSignature, { args: [await person.sign(checksums)] });
  }
}
