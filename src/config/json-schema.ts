import { z } from 'zod';
import { ChainFile } from './schema.ts';

/** The JSON Schema of `cascade.yml`, as text: editors complete and check by it. Rules beyond the shape are not in it. */
export function chainJsonSchema(): string {
  // The YAML language server knows draft 7 best.
  const schema = z.toJSONSchema(ChainFile.meta({ title: 'A chain of Cascade (cascade.yml)' }), { target: 'draft-07' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
