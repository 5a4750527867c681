import type { Finding, Path } from '../problem.ts';
import type { Approver, Gate } from '../gates-schema.ts';
import { type At, gatesIn } from './places.ts';
import type { Rule } from './rule.ts';

/** As many people must agree as can, and nobody counts twice. */
export const enoughApprovers: Rule = {
  name: 'enough-approvers',
  check: (file) =>
    gatesIn(file)
      .flatMap(votesIn)
      .flatMap(({ path, value: { approvers, threshold } }): readonly Finding[] => {
        const count = new Set(approvers.map(nameOf)).size;
        const tooFew = `${threshold} must agree, but there ${count === 1 ? 'is 1 approver' : `are ${count} approvers`}; add some, or ask for fewer`;
        return [
          ...twice(approvers, [...path, 'approvers']),
          ...(threshold > count ? [{ path: [...path, 'threshold'], message: tooFew }] : []),
        ];
      }),
};

/** The ways through a gate: the usual one, and that for emergencies. */
function votesIn({ path, value }: At<Gate>): readonly At<Pick<Gate, 'approvers' | 'threshold'>>[] {
  const { emergency } = value;
  return [{ path, value }, ...(emergency === undefined ? [] : [{ path: [...path, 'emergency'], value: emergency }])];
}

function twice(approvers: readonly Approver[], path: Path): readonly Finding[] {
  const names = approvers.map(nameOf);
  const keys = approvers.map((approver) => (typeof approver === 'string' ? null : approver.key));
  return approvers.flatMap((_, index): readonly Finding[] => {
    const [name = '', key = null] = [names[index], keys[index]];
    if (names.indexOf(name) < index) return [{ path: [...path, index], message: `${name} is there twice` }];
    if (key === null || keys.indexOf(key) === index) return [];
    const message = `${key} is the key of ${names[keys.indexOf(key)] ?? ''}, too; one key is one person`;
    return [{ path: [...path, index, 'key'], message }];
  });
}

function nameOf(approver: Approver): string {
  return typeof approver === 'string' ? approver : approver.name;
}
