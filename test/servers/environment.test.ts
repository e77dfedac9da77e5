import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, readEnvironment, VARIABLES } from '../../servers/environment.ts';
import { DEFAULT_LIMITS } from '../../servers/options.ts';

describe('readEnvironment', () => {
  it('has a default for everything, and leaves the limits to the lab', () => {
    expect(readEnvironment({})).toEqual({ host: '127.0.0.1', port: 3000, labPort: 3100, origins: [], limits: {} });
  });

  it('reads what is set', () => {
    const env = {
      HOST: '0.0.0.0',
      PORT: '8080',
      LAB_PORT: '0',
      LAB_ORIGINS: 'http://192.168.1.20:8080, https://lab.example',
      LAB_MAX_TOPICS: '7',
    };
    expect(readEnvironment(env)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      labPort: 0,
      origins: ['http://192.168.1.20:8080', 'https://lab.example'],
      limits: { maxTopics: 7 },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const env = Object.fromEntries(VARIABLES.map(({ name }) => [name, ' ']));
    expect(readEnvironment(env)).toEqual(readEnvironment({}));
  });

  it('reads every variable at its default as that default', () => {
    const env = Object.fromEntries(VARIABLES.map((variable) => [variable.name, variable.default]));
    const { limits, ...rest } = readEnvironment(env);
    expect(rest).toEqual({ host: '127.0.0.1', port: 3000, labPort: 3100, origins: [] });
    expect(limits).toEqual(DEFAULT_LIMITS);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', 'http'],
    ['LAB_PORT', '65531'],
    ['LAB_RATE_BURST', '0'],
    ['LAB_TOPIC_AGE_MS', '9999999999'],
    ['LAB_ORIGINS', 'localhost:3000'],
    ['LAB_ORIGINS', 'http://lab.example/'],
    ['LAB_ORIGINS', 'http://lab.example http://other.example'],
    ['HOST', 'http://127.0.0.1'],
  ])('refuses %s=%s in one line that names the variable and the value', (name, value) => {
    const { problems } = errorOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${name}: expected `);
    expect(problems[0]).toContain(value.slice(0, 40));
    expect(problems[0]).not.toContain('\n');
  });

  it('names everything that is wrong at once', () => {
    const { problems } = errorOf({ PORT: 'a', LAB_PORT: 'b', LAB_ORIGINS: 'c', LAB_MAX_TOPICS: 'd' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'LAB_PORT',
      'LAB_ORIGINS',
      'LAB_MAX_TOPICS',
    ]);
  });

  it('either reads a value whole or refuses it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
        try {
          const { port } = readEnvironment({ PORT: text });
          expect(text.trim() === '' ? port === 3000 : port === Number(text.trim())).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(EnvironmentError);
        }
      }),
    );
  });
});

function errorOf(env: Record<string, string>): EnvironmentError {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
  }
  throw new Error('Expected an EnvironmentError');
}
