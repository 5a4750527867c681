import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type AjvCore from 'ajv/dist/core.js';
import addFormats from 'ajv-formats';

import type { Description } from './description.ts';
import { SchemaChecker } from './schema-checker.ts';

/** Formats that GitHub names and nobody defines. */
const undefinedFormats = ['binary', 'repo.nwo', 'timestamp'];

/** A checker for OpenAPI 3.0, once `nullable` is rewritten. */
export function restChecker(description: Description): SchemaChecker {
  return new SchemaChecker(withFormats(new Ajv({ strict: false, allErrors: true })), description);
}

/** A checker for OpenAPI 3.1, whose schemas are JSON Schema 2020-12. */
export function webhookChecker(description: Description): SchemaChecker {
  return new SchemaChecker(withFormats(new Ajv2020({ strict: false, allErrors: true })), description);
}

function withFormats(ajv: AjvCore.default): AjvCore.default {
  for (const format of undefinedFormats) ajv.addFormat(format, true);
  addFormats.default(ajv);
  return ajv;
}
