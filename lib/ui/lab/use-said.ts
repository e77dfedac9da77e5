import { useCallback, useState } from 'react';

/** What a figure has to say of what could not be done. */
export interface Said {
  readonly said: string | undefined;
  /** Says something else, or nothing any more. */
  say(text: string | undefined): void;
  /** Does something. What was said before is forgotten; why it could not be done is said. */
  guarded(act: () => Promise<unknown>): void;
}

/** Keeps for a figure what could not be done, until the next thing is. */
export function useSaid(): Said {
  const [said, say] = useState<string>();
  const guarded = useCallback((act: () => Promise<unknown>): void => {
    say(undefined);
    act().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  }, []);
  return { said, say, guarded };
}
