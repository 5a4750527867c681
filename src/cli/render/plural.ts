/** An amount and its noun: `1 build`, `2 builds`. */
export function plural(amount: number, singular: string, several = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : several}`;
}
