import { useCallback, useEffect, useState } from 'react';
import { type Answers, FIRST_ANSWERS } from './questions.ts';
import { decodeAnswers, encodeAnswers } from './share.ts';

/**
 * The reader's answers, kept in the address so that a case can be shared. The address is written only when the reader
 * answers, and never adds an entry to the history.
 *
 * @param onArrival called once when the page was opened at an address that carries answers
 */
export function useAnswers(onArrival: () => void): [Answers, (answers: Answers) => void] {
  const [answers, setAnswers] = useState(FIRST_ANSWERS);

  useEffect(() => {
    const read = () => {
      const shared = decodeAnswers(location.hash);
      if (shared) setAnswers(shared);
      return shared !== undefined;
    };
    if (read()) onArrival();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [onArrival]);

  const give = useCallback((next: Answers) => {
    setAnswers(next);
    history.replaceState(null, '', encodeAnswers(next));
  }, []);
  return [answers, give];
}
