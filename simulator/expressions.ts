/** What `${{ }}` can name: `inputs` and `github`, nested as on GitHub. */
export type ExpressionContext = Readonly<Record<string, unknown>>;

/** Fills in `${{ a.b || 'text' }}`; the first operand that isn't empty counts, and a name that nothing has is empty, as on GitHub. */
export function evaluate(template: string, context: ExpressionContext): string {
  return template.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const values = expression.split('||').map((operand) => valueOf(operand.trim(), context));
    return values.find((value) => value !== '') ?? '';
  });
}

function valueOf(operand: string, context: ExpressionContext): string {
  const literal = /^'(.*)'$/s.exec(operand)?.[1];
  if (literal !== undefined) return literal.replaceAll("''", "'");
  let value: unknown = context;
  for (const name of operand.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return '';
    value = (value as Record<string, unknown>)[name];
  }
  return asText(value);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}
