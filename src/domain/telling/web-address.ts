/** The address that a text is, of a page or a service; `null` where it begins with neither https:// nor http://. */
export function webAddress(text: string): URL | null {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null;
}
