import { readClearSigned } from '../artifacts/read-clear-signed.ts';
import { verifySignature } from '../artifacts/verify-signature.ts';
import type { Approver, CountedVote, Gate, ProvedVote } from '../domain/approvals/gate.ts';
import { SEALED_FOR, type SealedVote, sealedText } from '../domain/approvals/sealed-vote.ts';
import { parseStatement } from '../domain/approvals/statement.ts';
import type { Dependencies } from './dependencies.ts';

export interface CheckVoteInput {
  readonly train: string;
  /** Its keys are those that a statement may be signed with. */
  readonly gate: Gate;
  readonly proved: ProvedVote;
}

/** A vote with who it is from; or why its proof is none. */
export type CheckedVote =
  { readonly ok: true; readonly vote: CountedVote } | { readonly ok: false; readonly why: string };

/** Checks who a vote of a train is from, and nothing else: whether they are asked, and when, is for the train to say. */
export function checkVote({ seal }: Pick<Dependencies, 'seal'>) {
  return async function checkVote({ train, gate, proved }: CheckVoteInput): Promise<CheckedVote> {
    const checked = proved.type === 'api' ? sealed(seal, train, proved) : await signed(train, gate, proved.statement);
    if (!checked.ok || checked.vote.at <= Date.now() + SEALED_FOR) return checked;
    const at = new Date(checked.vote.at).toISOString();
    return { ok: false, why: `its date, ${at}, lies ahead; are the clocks right?` };
  };
}

function sealed(seal: Dependencies['seal'], train: string, proved: SealedVote): CheckedVote {
  if (seal === null) {
    return { ok: false, why: 'the worker has no secret to check it with; set CASCADE_APPROVAL_SECRET as for the API' };
  }
  if (!seal.fits(sealedText(train, proved), proved.mac)) {
    return { ok: false, why: 'its proof is wrong; have API and workers the same CASCADE_APPROVAL_SECRET?' };
  }
  const age = Date.now() - proved.at;
  if (age > SEALED_FOR) return { ok: false, why: `its proof is ${Math.round(age / 60_000)} minutes old; say it again` };
  return { ok: true, vote: { ...proved.vote, by: proved.name, at: proved.at } };
}

async function signed(train: string, gate: Gate, text: string): Promise<CheckedVote> {
  const content = await readClearSigned(text).catch(() => null);
  if (content === null) return { ok: false, why: 'it is no text that was signed in clear, as by gpg --clear-sign' };
  const by = await signerOf(content, text, [...gate.approvers, ...(gate.emergency?.approvers ?? [])]);
  if ('why' in by) return { ok: false, why: by.why };
  const statement = parseStatement(content);
  if (statement === null) return { ok: false, why: 'its words were changed; sign what --statement writes, as it is' };
  if (statement.train !== train) return { ok: false, why: `it is about the train ${statement.train}` };
  if (statement.vote.gate !== gate.name) return { ok: false, why: `it is about the gate ${statement.vote.gate}` };
  return { ok: true, vote: { ...statement.vote, by: by.name, at: statement.at } };
}

/** The one of the approvers with whose key the content is signed; or why it is none. */
async function signerOf(
  content: string,
  signature: string,
  approvers: readonly Approver[],
): Promise<{ readonly name: string } | { readonly why: string }> {
  const bytes = Buffer.from(content);
  const withKeys = approvers.flatMap(({ name, key }) => (key === null ? [] : [{ name, key }]));
  if (withKeys.length === 0) return { why: 'nobody who is asked at this gate has a key in the chain' };
  for (const { name, key } of withKeys) {
    if ((await verifySignature(bytes, signature, [key])).signers.length > 0) return { name };
  }
  const keys = [...new Set(withKeys.map(({ key }) => key))];
  const { problems } = await verifySignature(bytes, signature, keys);
  return { why: problems.join(' ').replace(/\.$/, '') };
}
