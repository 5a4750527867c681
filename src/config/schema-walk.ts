import { z } from 'zod';

/** The keys that the schema of an object knows; of a union, those of all its options. */
export function knownKeys(schema: z.core.$ZodType | undefined): readonly string[] {
  if (schema instanceof z.ZodExactOptional) return knownKeys(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(knownKeys);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema of what stands under a key or at a position; `undefined` where the schema knows nothing there. */
export function schemaAt(schema: z.core.$ZodType | undefined, segment: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodExactOptional) return schemaAt(schema.unwrap(), segment);
  if (schema instanceof z.ZodUnion) {
    return schema.options.map((option) => schemaAt(option, segment)).find((found) => found !== undefined);
  }
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (!(schema instanceof z.ZodObject)) return undefined;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.hasOwn(shape, segment) ? shape[segment] : undefined;
}
