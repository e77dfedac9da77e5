import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readToken, shortened, withoutSignature, withUser } from '../../../lib/ui/auth-gate/forge.ts';

const token = () =>
  new SignJWT({ note: 'größer' }).setProtectedHeader({ alg: 'HS256' }).setSubject('ada').sign(new Uint8Array(32));

describe('a token', () => {
  it('is read without its secret', async () => {
    expect(readToken(await token())).toEqual({ header: '{"alg":"HS256"}', payload: '{"note":"größer","sub":"ada"}' });
  });

  it('is turned into one that says that it is not signed', async () => {
    const forged = withoutSignature(await token());
    expect(readToken(forged)).toEqual({ header: '{"alg":"none"}', payload: '{"note":"größer","sub":"ada"}' });
    expect(forged).toMatch(/\.$/);
  });

  it('is turned into one of another user, under the old signature', async () => {
    const signed = await token();
    const forged = withUser(signed, 'grace');
    expect(readToken(forged).payload).toBe('{"note":"größer","sub":"grace"}');
    expect(forged.split('.')[2]).toBe(signed.split('.')[2]);
    expect(forged).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('is shown by its beginning alone', () => {
    expect(shortened('0123456789abcdef')).toBe('0123456789ab…');
    expect(shortened('short')).toBe('short');
  });
});
