import type { ValidateFunction } from 'ajv';
import type AjvCore from 'ajv/dist/core.js';

import type { Description, Place } from './description.ts';
import { unknownKeys } from './unknown-keys.ts';

/** What is wrong with a value, and where in it (a JSON pointer; empty for the whole). */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Checks values against schemas of one description; each schema is compiled when it is first needed. */
export class SchemaChecker {
  readonly #ajv: AjvCore.default;
  readonly #description: Description;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(ajv: AjvCore.default, description: Description) {
    this.#ajv = ajv.addSchema({ $id: 'github', ...description.root });
    this.#description = description;
  }

  /** All that contradicts the schema, keys that it doesn't name included. */
  problems(schema: Place, value: unknown): Problem[] {
    const validate = this.#validator(schema.pointer);
    const invalid = validate(value) ? [] : (validate.errors ?? []);
    return [
      ...invalid.map((error) => ({ field: error.instancePath, message: error.message ?? error.keyword })),
      ...unknownKeys(this.#description, schema, value).map((field) => ({ field, message: 'is not described' })),
    ];
  }

  #validator(pointer: string): ValidateFunction {
    let validate = this.#compiled.get(pointer);
    if (validate === undefined) {
      const fragment = pointer.split('/').map(encodeURIComponent).join('/').replace('%23', '#');
      validate = this.#ajv.compile({ $ref: `github${fragment}` });
      this.#compiled.set(pointer, validate);
    }
    return validate;
  }
}
