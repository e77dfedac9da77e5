import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { CASES } from '../../lib/ui/decision-guide/cases.ts';
import { decide } from '../../lib/ui/decision-guide/decide.ts';
import { type Answers, FIRST_ANSWERS, QUESTIONS, withAnswer } from '../../lib/ui/decision-guide/questions.ts';
import { RULES } from '../../lib/ui/decision-guide/rules.ts';
import { anyAnswers, everyAnswers } from './answers.ts';

const given = (answers: Partial<Answers>): Answers => ({ ...FIRST_ANSWERS, ...answers });
const bestOf = (answers: Answers): TransportId => decide(answers).best;
const pointsOf = (answers: Answers, transport: TransportId): number =>
  decide(answers).ranking.find((standing) => standing.transport === transport)?.points ?? NaN;

describe('the named cases', () => {
  const expected: Record<string, TransportId> = {
    'Notifications bell': 'sse',
    Chat: 'socket-io',
    'Price ticker': 'sse',
    'Multiplayer cursors': 'websocket',
    'Build log': 'sse',
    'Hourly dashboard': 'polling',
    'Behind a corporate proxy': 'socket-io',
  };

  it('are those that the page offers', () => {
    expect(CASES.map(({ name }) => name)).toEqual(Object.keys(expected));
  });

  it.each(CASES)('recommend what a senior would: $name', ({ name, answers }) => {
    expect(bestOf(answers)).toBe(expected[name]);
  });

  it('bidirectional chat without the wish for a library goes over WebSocket', () => {
    expect(bestOf(given({ direction: 'both', freshness: 'subsecond', rate: 'steady' }))).toBe('websocket');
  });

  it('chat in which the user speaks now and then does well with a stream down and POST up', () => {
    expect(bestOf(given({ direction: 'mostly-down', freshness: 'subsecond', rate: 'steady' }))).toBe('sse');
  });

  it('a ticker of packed bytes goes over WebSocket', () => {
    expect(bestOf(given({ freshness: 'subsecond', rate: 'fast', payload: 'binary' }))).toBe('websocket');
  });

  it('one-way news behind a hostile proxy, without a library, goes over long polling', () => {
    expect(bestOf(given({ freshness: 'subsecond', network: 'hostile' }))).toBe('long-polling');
  });

  it('many tabs on HTTP/1.1 take a stream of news off the six connections', () => {
    const ticker = given({ freshness: 'subsecond', rate: 'steady', http: 'h1' });
    expect(bestOf(ticker)).toBe('sse');
    expect(bestOf({ ...ticker, tabs: 'many' })).toBe('websocket');
  });
});

describe('every combination of answers', () => {
  it('ranks all five, the best first, with one that is not ruled out', () => {
    for (const answers of everyAnswers()) {
      const { ranking, best } = decide(answers);
      expect(ranking.map((standing) => standing.transport).sort()).toEqual([...TRANSPORT_IDS].sort());
      expect(ranking[0]?.transport).toBe(best);
      expect(ranking[0]?.points).toBeGreaterThan(-Infinity);
      ranking.forEach((standing, place) => {
        expect(standing.points).toBeLessThanOrEqual(ranking[place - 1]?.points ?? Infinity);
      });
    }
  });

  it('keeps to what the lessons say', () => {
    for (const answers of everyAnswers()) {
      const best = bestOf(answers);
      const { direction, freshness, rate, payload, network, http, tabs } = answers;
      const usual = network === 'usual';
      const shown = JSON.stringify(answers);
      if (freshness === 'subsecond') expect(best, shown).not.toBe('polling');
      if (freshness === 'minutes' && direction !== 'both') expect(best, shown).toBe('polling');
      if (!usual) expect(['websocket', 'sse'], shown).not.toContain(best);
      if (usual) expect(best, shown).not.toBe('long-polling');
      if (usual && direction === 'both' && freshness !== 'minutes') {
        expect(['websocket', 'socket-io'], shown).toContain(best);
      }
      if (payload === 'binary' && rate === 'fast') expect(best, shown).not.toBe('sse');
      if (http === 'h1' && tabs === 'many') expect(['sse', 'long-polling'], shown).not.toContain(best);
    }
  });

  it('makes each transport the best somewhere', () => {
    expect(new Set(everyAnswers().map(bestOf))).toEqual(new Set(TRANSPORT_IDS));
  });
});

describe('a decision', () => {
  it('is the sum of the reasons that it shows', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        for (const { points, reasonsFor, reasonsAgainst } of decide(answers).ranking) {
          const weights = [...reasonsFor, ...reasonsAgainst].map(({ weight }) =>
            weight === 'out' ? -Infinity : weight,
          );
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(points);
        }
      }),
    );
  });

  it('names exactly the single answers that would change it', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...QUESTIONS), (answers, question) => {
        const { best, changes } = decide(answers);
        for (const { value } of question.options) {
          const other = bestOf(withAnswer(answers, question.id, value));
          const change = changes.find((each) => each.question === question.id && each.value === value);
          expect(change?.transport).toBe(other === best ? undefined : other);
        }
      }),
    );
  });

  it('calls close only what is within a point of the best', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { best, close } = decide(answers);
        const limit = pointsOf(answers, best) - 1;
        for (const id of TRANSPORT_IDS) expect(close.includes(id)).toBe(id !== best && pointsOf(answers, id) >= limit);
      }),
    );
  });

  it('never gains for a transport from what speaks against it', () => {
    const adverse: [TransportId, Partial<Answers>][] = [
      ['websocket', { network: 'hostile' }],
      ['sse', { payload: 'binary' }],
      ['sse', { network: 'hostile' }],
      ['sse', { auth: 'header' }],
      ['polling', { freshness: 'subsecond' }],
      ['polling', { power: 'battery' }],
      ['long-polling', { http: 'h1', tabs: 'many' }],
    ];
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...adverse), (answers, [transport, worse]) => {
        expect(pointsOf({ ...answers, ...worse }, transport)).toBeLessThanOrEqual(pointsOf(answers, transport));
      }),
    );
  });
});

describe('the rules', () => {
  it('use every question', () => {
    const used = new Set(RULES.flatMap(({ when }) => Object.keys(when)));
    expect(used).toEqual(new Set(QUESTIONS.map(({ id }) => id)));
  });

  it('have no weight without effect and no condition twice', () => {
    const weights = RULES.flatMap(({ effects }) => Object.values(effects).map(({ weight }) => weight));
    expect(weights).not.toContain(0);
    const conditions = RULES.map(({ when }) => JSON.stringify(when));
    expect(new Set(conditions).size).toBe(conditions.length);
  });

  it('have no question that never changes the result', () => {
    for (const { id, options } of QUESTIONS) {
      const matters = everyAnswers().some((answers) =>
        options.some(({ value }) => bestOf(withAnswer(answers, id, value)) !== bestOf(answers)),
      );
      expect(matters, id).toBe(true);
    }
  });
});
