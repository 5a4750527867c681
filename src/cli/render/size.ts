const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** An amount of bytes as people read it, in steps of a thousand: `87 B`, `4.1 KB`, `412 KB`, `1.3 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let size = bytes;
  let unit: (typeof UNITS)[number] = 'KB';
  for (unit of UNITS) {
    size /= 1000;
    // From here on three digits would be rounded up to 1000.
    if (size < 999.5) break;
  }
  return `${size < 9.95 ? size.toFixed(1) : size.toFixed(0)} ${unit}`;
}
