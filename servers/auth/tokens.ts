import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { ProtocolError } from '../../lib/protocol/index.ts';

/** Who a connection speaks for, and until when. Times are milliseconds since the epoch. */
export interface Identity {
  readonly user: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Signs and verifies the tokens of one session. */
export interface Tokens {
  sign(identity: Identity): Promise<string>;
  /** @throws {ProtocolError} `unauthorized`, without the reason: it would help who forges more than who forgot */
  verify(token: string): Promise<Identity>;
}

/** HS256 wants at least 256 bits. @see RFC 7518 section 3.2 */
const SECRET_BYTES = 32;
const ALGORITHM = 'HS256';
const ISSUER = 'wirelab-control';
const AUDIENCE = 'wirelab-servers';

// #region tokens
/** Makes the JSON Web Tokens of a session, signed with a secret that never leaves this process. @see RFC 7519 */
export function createTokens(now: () => number, secret: Uint8Array = randomBytes(SECRET_BYTES)): Tokens {
  return {
    sign: ({ user, issuedAt, expiresAt }) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(user)
        // Seconds since the epoch, which may have a fraction: milliseconds here.
        .setIssuedAt(Math.floor(issuedAt) / 1000)
        .setExpirationTime(Math.floor(expiresAt) / 1000)
        .sign(secret),
    async verify(token) {
      const { payload } = await jwtVerify(token, secret, {
        // Pinned: what the token says of its own algorithm is for whoever sent it to choose.
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'iat', 'exp'],
        currentDate: new Date(now()),
      }).catch(unauthorized);
      const { sub: user = '', iat = 0, exp = 0 } = payload;
      const identity = { user, issuedAt: iat * 1000, expiresAt: exp * 1000 };
      // The library counts whole seconds.
      return identity.expiresAt > now() ? identity : unauthorized();
    },
  };
}
// #endregion tokens

/** @throws {ProtocolError} `unauthorized` */
export function unauthorized(): never {
  throw new ProtocolError('unauthorized', 'Expected credentials that are known and have not expired');
}
