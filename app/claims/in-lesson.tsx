import type { JSX } from 'react';
import { loadClaim, readMeasured } from '../../content/claims/registry.ts';
import { ClaimValue } from '../../lib/ui/claim/index.ts';
import { Heard } from '../../lib/ui/mdx/index.ts';

/** A claim inside a sentence: its last value with its unit, and what measures it again. */
export async function Claim({ id }: { id: string }): Promise<JSX.Element> {
  const { unit } = await loadClaim(id);
  const values = readMeasured()[id]?.values ?? [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return <ClaimValue id={id} text={`${low === high ? low : `${low} to ${high}`} ${unit}`} />;
}

/** A claim that is commonly told wrong: what you heard, what was measured, why. */
export async function Folklore({ id }: { id: string }): Promise<JSX.Element> {
  const { heard = '', statement, why } = await loadClaim(id);
  return (
    <Heard claim={heard}>
      <p>
        {statement}: <Claim id={id} />. {why}
      </p>
    </Heard>
  );
}
