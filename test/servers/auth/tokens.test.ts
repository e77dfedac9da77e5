import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../../servers/auth/tokens.ts';

const NOW = 1_795_000_000_000;
const SECRET = new Uint8Array(64).fill(7);
const tokens = createTokens(() => NOW, SECRET);

/** A token that is signed with the right secret, and right but for what a test changes. */
function signed({
  alg = 'HS256',
  iss = 'wirelab-control',
  aud = 'wirelab-servers',
  sub = 'ada',
  exp = NOW / 1000 + 60,
}) {
  return new SignJWT({ iss, aud, exp, iat: NOW / 1000 - 1, ...(sub === '' ? {} : { sub }) })
    .setProtectedHeader({ alg })
    .sign(SECRET);
}

describe('a token', () => {
  it('says for whom, from when and until when', async () => {
    const identity = { user: 'ada', issuedAt: NOW - 250, expiresAt: NOW + 750 };
    expect(await tokens.verify(await tokens.sign(identity))).toEqual(identity);
    expect(await tokens.verify(await signed({}))).toMatchObject({ user: 'ada' });
  });

  it.each([{ alg: 'HS512' }, { iss: 'somebody' }, { aud: 'another-service' }, { sub: '' }, { exp: NOW / 1000 }])(
    'with %j is refused, although its signature is right',
    async (change) => {
      await expect(tokens.verify(await signed(change))).rejects.toMatchObject({ code: 'unauthorized' });
    },
  );

  it('of another secret is refused', async () => {
    const other = createTokens(() => NOW);
    await expect(
      tokens.verify(await other.sign({ user: 'ada', issuedAt: NOW, expiresAt: NOW + 1_000 })),
    ).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
