type Body = Readonly<Record<string, unknown>>;

/** A text field of a request's body, undefined where it is missing or something else. */
export function textField(body: Body, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

/** A yes or no of a request's body, undefined where it is missing or something else. */
export function booleanField(body: Body, name: string): boolean | undefined {
  const value = body[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** An object in a request's body, empty where it is missing or something else. */
export function objectField(body: Body, name: string): Body {
  const value = body[name];
  return isObject(value) ? value : {};
}

/** The objects of a list in a request's body, none where it is missing or something else. */
export function listField(body: Body, name: string): readonly Body[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** An object of texts in a request's body, empty where it is missing or something else. */
export function textsField(body: Body, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(objectField(body, name)).map(([key, value]) => [key, String(value)]));
}

/** Whether a value is an object with names, not a list. */
export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
