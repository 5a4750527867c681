import type { Fleet, Member } from '../../domain/fleet/fleet.ts';
import { READ_SECRET } from '../../domain/fleet/override-rules.ts';
import { quoted } from '../yaml-text.ts';

/** The `secrets:` of a job that calls another actions workflow: a token for what lies beside, where there is such a one. */
export function secretsOf({ readToken }: Fleet, { beside }: Member): readonly string[] {
  if (readToken === null || beside.length === 0) return [];
  return [`    secrets: { ${READ_SECRET}: ${quoted(`\${{ secrets.${readToken} }}`)} }`];
}
