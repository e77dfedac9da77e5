/** One question about the case, answered with exactly one of its options. */
export interface Question {
  id: string;
  ask: string;
  /** In the order of the radio buttons; the first is the answer until the reader gives another. */
  options: readonly { value: string; label: string; detail: string }[];
}

/**
 * What the guide asks. Every question changes the result somewhere; what every case needs alike (a log with positions,
 * authorisation, a limit on everything) is not asked.
 */
export const QUESTIONS = [
  {
    id: 'direction',
    ask: 'Who starts a message?',
    options: [
      { value: 'down', label: 'The server', detail: 'News, prices, progress: the page reads.' },
      { value: 'mostly-down', label: 'Mostly the server', detail: 'The user sends now and then; a POST is fine.' },
      { value: 'both', label: 'Both, often', detail: 'The page sends several times a second while in use.' },
    ],
  },
  {
    id: 'freshness',
    ask: 'How late may an event be?',
    options: [
      { value: 'seconds', label: 'A few seconds', detail: 'Nobody notices five.' },
      { value: 'subsecond', label: 'Less than a second', detail: 'A person is waiting for it, or answering it.' },
      { value: 'minutes', label: 'A minute or more', detail: 'Fresh when somebody looks is fresh enough.' },
    ],
  },
  {
    id: 'rate',
    ask: 'How many events does one page get?',
    options: [
      { value: 'rare', label: 'Rare', detail: 'Less than one a minute.' },
      { value: 'steady', label: 'Steady', detail: 'From one a minute to a few a second.' },
      { value: 'fast', label: 'Fast', detail: 'Ten a second or more.' },
    ],
  },
  {
    id: 'payload',
    ask: 'What does an event carry?',
    options: [
      { value: 'text', label: 'Text', detail: 'JSON, in most cases.' },
      { value: 'binary', label: 'Bytes', detail: 'Audio, images, packed numbers.' },
    ],
  },
  {
    id: 'loss',
    ask: 'What may be lost?',
    options: [
      { value: 'none', label: 'Nothing', detail: 'Each event counts: messages, orders, log lines.' },
      { value: 'latest', label: 'All but the newest', detail: 'Only the present state counts: a price, a cursor.' },
    ],
  },
  {
    id: 'network',
    ask: 'Which networks must it pass?',
    options: [
      { value: 'usual', label: 'The usual ones', detail: 'TLS to the browser, and proxies that you configure.' },
      {
        value: 'hostile',
        label: 'Hostile ones too',
        detail: 'Proxies of others that buffer answers or refuse upgrades.',
      },
    ],
  },
  {
    id: 'http',
    ask: 'What does your site speak?',
    options: [
      { value: 'h2', label: 'HTTP/2 or 3', detail: 'Requests share one connection as streams.' },
      { value: 'h1', label: 'HTTP/1.1', detail: 'A browser opens about six connections to it.' },
    ],
  },
  {
    id: 'tabs',
    ask: 'How many tabs does one person have open?',
    options: [
      { value: 'one', label: 'One or two', detail: 'A tool that is opened and closed.' },
      { value: 'many', label: 'Many', detail: 'Tickets, documents, search results in tabs.' },
    ],
  },
  {
    id: 'auth',
    ask: 'How does a request prove who sent it?',
    options: [
      { value: 'cookie', label: 'A cookie', detail: 'The browser adds it by itself.' },
      { value: 'header', label: 'A header', detail: 'Authorization: Bearer …, which a script must set.' },
    ],
  },
  {
    id: 'power',
    ask: 'What does the device run on?',
    options: [
      { value: 'mains', label: 'Mains, or it hardly matters', detail: 'A desk, a wall, a short visit.' },
      { value: 'battery', label: 'A phone’s battery', detail: 'Open for long, on a mobile network.' },
    ],
  },
  {
    id: 'building',
    ask: 'What do you want to write yourself?',
    options: [
      { value: 'own', label: 'Little is needed, or we own it', detail: 'Any client may connect, with any library.' },
      {
        value: 'library',
        label: 'As little as possible',
        detail: 'Acknowledgements, rooms, reconnecting from a library.',
      },
    ],
  },
] as const satisfies readonly Question[];

/** The name of a question. */
export type QuestionId = (typeof QUESTIONS)[number]['id'];

/** One answer to each question. */
export type Answers = {
  [Asked in (typeof QUESTIONS)[number] as Asked['id']]: Asked['options'][number]['value'];
};

/** What is chosen before the reader has touched anything: the first option of each question. */
export const FIRST_ANSWERS: Answers = {
  direction: 'down',
  freshness: 'seconds',
  rate: 'rare',
  payload: 'text',
  loss: 'none',
  network: 'usual',
  http: 'h2',
  tabs: 'one',
  auth: 'cookie',
  power: 'mains',
  building: 'own',
};

/**
 * `answers` with one of them replaced, where `value` is an option of that question; otherwise `answers` itself, so that
 * a value from an address needs no check before.
 */
export function withAnswer(answers: Answers, id: string, value: string): Answers {
  const question = QUESTIONS.find((asked) => asked.id === id);
  if (!question?.options.some((option) => option.value === value)) return answers;
  return { ...answers, [question.id]: value };
}
