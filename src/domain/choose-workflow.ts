/**
 * Which of the candidates a build is dispatched to: the first that is switched on; where none is, the first that is there,
 * since GitHub's refusal says best what is wrong with it. `null` where the default branch has none of them.
 */
export function chooseWorkflow<Workflow extends { readonly file: string; readonly state: string }>(
  candidates: readonly string[],
  present: readonly Workflow[],
): Workflow | null {
  const there = candidates.flatMap((candidate) => present.find(({ file }) => file === candidate) ?? []);
  return there.find(({ state }) => state === 'active') ?? there[0] ?? null;
}
