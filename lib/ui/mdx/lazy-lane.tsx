import type { JSX } from 'react';
import type { TransportId } from '../../protocol/index.ts';

/** The place of a live lane. */
export function LazyLane({ transport }: { transport: TransportId }): JSX.Element {
  return (
    <p>
      <a href={`/compare?lanes=${transport}`}>Open this lane on the compare page.</a>
    </p>
  );
}
