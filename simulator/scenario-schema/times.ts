import { z } from 'zod';

/** JSON has no Infinity: this word stands for it. */
export const forever = 'forever';

/** How many times something happens: a whole number, or for ever. */
export const times = z.union([z.int().positive(), z.literal(forever).transform(() => Infinity)]);
