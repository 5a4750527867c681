/** The version of Temporal's CLI (it contains the server) that is fetched; the tests run it, so an older one found on the PATH is refused. */
export const SERVER_VERSION = '1.9.1';

/** The name of the executable on this platform. */
export const EXECUTABLE_NAME = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** What is known beforehand of one platform's Python wheel: its bytes and the SHA-256 of it and of the executable inside. */
interface WheelPin {
  size: number;
  wheel: string;
  executable: string;
}

const WHEEL_PINS: Partial<Record<string, WheelPin>> = {
  'linux-x64': {
    size: 44_508_240,
    wheel: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    executable: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  },
};

/** The pin of this machine's platform; null where none was measured: there pip's own hash check and the reported version must do. */
export function wheelPin(): WheelPin | null {
  return WHEEL_PINS[`${process.platform}-${process.arch}`] ?? null;
}
