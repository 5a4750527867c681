import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';

const keys = Object.fromEntries(
  Object.entries(SEARCH_ATTRIBUTES).map(([field, name]) => [field, defineSearchAttributeKey(name, 'KEYWORD')]),
);

/** Pairs for the given fields; those without a value are left out. */
export function searchAttributes(
  values: Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string | null>>,
): SearchAttributePair[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const key = keys[field];
    return key === undefined || value === null ? [] : [{ key, value }];
  });
}
