/** The two parts of `owner/name`. */
export function splitFullName(fullName: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = fullName.split('/');
  return { owner, name };
}
