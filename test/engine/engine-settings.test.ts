import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressOf, engineSettings } from '../../src/engine/engine-settings.ts';
import { temporaryFolder } from './folders.ts';

// Without it, a profile file of whoever runs the tests would count.
const NO_PROFILES = { TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml' };

/** An environment whose profile file holds this text. */
async function withProfiles(toml: string): Promise<NodeJS.ProcessEnv> {
  const file = join(await temporaryFolder(), 'temporal.toml');
  await writeFile(file, toml);
  return { TEMPORAL_CONFIG_FILE: file };
}

describe('the settings for Temporal', () => {
  it('mean the embedded server when neither the environment nor a profile names an address', () => {
    const settings = engineSettings(NO_PROFILES);
    expect(settings).toMatchObject({ configured: false, namespace: 'default' });
    expect(addressOf(settings)).toBe('localhost:7233');
  });

  it('come from the standard environment variables', () => {
    const env = {
      ...NO_PROFILES,
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      TEMPORAL_NAMESPACE: 'releases',
    };
    const settings = engineSettings(env);
    expect(settings).toMatchObject({ configured: true, namespace: 'releases' });
    expect(addressOf(settings)).toBe('temporal.example:7233');
  });

  it('come from the profile that is named, with TLS on where there is an API key', async () => {
    const env = await withProfiles(
      '[profile.cloud]\naddress = "a.tmprl.cloud:7233"\nnamespace = "a.b"\napi_key = "k"\n',
    );
    expect(engineSettings({ ...env, TEMPORAL_PROFILE: 'cloud' })).toMatchObject({
      configured: true,
      namespace: 'a.b',
      connectionOptions: { address: 'a.tmprl.cloud:7233', apiKey: 'k', tls: true },
    });
  });

  it('say what to check when the profile does not exist or the file cannot be read', async () => {
    const env = await withProfiles('[profile.cloud]\naddress = "a:1"\n');
    expect(() => engineSettings({ ...env, TEMPORAL_PROFILE: 'clod' })).toThrow(
      /can't be read: .*Check TEMPORAL_PROFILE/,
    );
    const broken = await withProfiles('[profile');
    expect(() => engineSettings(broken)).toThrow(/can't be read: .*TEMPORAL_CONFIG_FILE/s);
  });
});
