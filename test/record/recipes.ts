import { TRANSPORT_IDS } from '../../lib/protocol/index.ts';
import { COURSE_RECIPES } from './course-recipes.ts';
import { proxiesRecipes } from './proxies-recipes.ts';
import { OTHER_TRANSPORTS_RECIPES } from './other-transports-recipes.ts';
import { debuggingRecipes } from './debugging-recipes.ts';
import type { Recipe } from './recipe.ts';
import { speedRecipes } from './speed-recipes.ts';

const LANE_LESSONS = {
  polling: 'polling',
  'long-polling': 'long-polling',
  sse: 'server-sent-events',
  websocket: 'websocket',
  'socket-io': 'socket-io',
} as const;

/** How each figure is recorded; one for each that works with the lab. */
export const RECIPES: readonly Recipe[] = [
  ...COURSE_RECIPES,
  ...proxiesRecipes,
  ...OTHER_TRANSPORTS_RECIPES,
  ...TRANSPORT_IDS.map((id): Recipe => ({
    figure: `lane-${id}`,
    lesson: LANE_LESSONS[id],
    async act({ figure, press, page }) {
      await press('Start the lane');
      await figure.getByRole('button', { name: 'Publish' }).waitFor();
      await press('Publish');
      // Long enough for a few events of the ticker.
      await page.waitForTimeout(4_000);
    },
  })),
  {
    figure: 'handshake-request',
    lesson: 'handshake',
    async act({ press, says }) {
      await press(/^Send \d+ bytes$/);
      await says('101 Switching Protocols');
      await press('Version 8');
      await press(/^Send \d+ bytes$/);
      await says('HTTP/1.1 426');
    },
  },
  {
    figure: 'frame-builder',
    lesson: 'frames',
    async act({ press, says }) {
      await press('Send the frame');
      await says('Last answer: text');
      await press('Two pieces, a ping between');
      await press('Send the 3 frames');
      await says('Last answer: text');
    },
  },
  {
    figure: 'durable-queue',
    lesson: 'queues',
    async act({ press, says, shows }) {
      await press('Write five');
      await press('Connect and send');
      await says('Everything was acknowledged');
      await press('Take the connection down');
      await press('Write five');
      await says('No answer');
      await press('Bring the connection back');
      await says('Everything was acknowledged');
      await press('Lose an answer');
      await shows('sent 2 times');
      await press('Read the log back');
      await shows(/Stored in the log\s*11/);
    },
  },
  {
    figure: 'two-tab-queues',
    lesson: 'queues',
    async act({ press, says }) {
      await press('Run the three queues');
      await says('Each column was read back');
    },
  },
  {
    figure: 'fault-test',
    lesson: 'testing',
    async act({ press, says, shows }) {
      await press('Run the chosen pair');
      await says('3 tests run, 3 passed');
      await press(/^forgets its position, drop/);
      await press('Run the chosen pair');
      await shows('got 1, 2, 3, 7');
    },
  },
  {
    figure: 'page-endings',
    lesson: 'closing',
    async act({ press, figure }) {
      for (const [index, ending] of ["close(4000, 'bye')", 'The server restarts', 'The edge cuts it (RST)'].entries()) {
        await press(index === 0 ? 'Open a connection' : 'Open a new connection');
        await figure.getByRole('button', { name: ending, exact: true }).and(figure.locator(':enabled')).waitFor();
        await press(ending);
        await figure
          .getByText(/wasClean/)
          .nth(0)
          .waitFor();
      }
    },
  },
  {
    figure: 'raw-endings',
    lesson: 'closing',
    before: (page) => page.getByRole('button', { name: 'Raw', exact: true }).click(),
    async act({ press, figure }) {
      await press('Connect, and close with it');
      await figure.locator('li[data-direction="down"]').first().waitFor();
    },
  },
  {
    figure: 'api-probe',
    lesson: 'browser-api',
    async act({ press, says }) {
      await press('Make the calls');
      await says('calls threw');
    },
  },
  {
    figure: 'binary-sizes',
    lesson: 'browser-api',
    async act({ press, page }) {
      await press('Send both');
      await page.waitForTimeout(1_500);
    },
  },
  {
    figure: 'layers-unfolded',
    lesson: 'engine-io',
    async act({ press, says, page }) {
      await press('Start, polling first');
      await says('The client is open');
      await page.waitForTimeout(1_500);
      await press('Publish');
      await page.waitForTimeout(500);
      await press('Stop');
    },
  },
  ...(['packets', 'namespaces'] as const).map((preset): Recipe => ({
    figure: `packets-${preset}`,
    lesson: preset === 'packets' ? 'engine-io' : 'acknowledgements',
    async act({ press, page }) {
      await press(preset === 'packets' ? 'Join' : 'Join the main one');
      await press(/^Send/);
      await page.waitForTimeout(800);
      await press('Publish, ack 1');
      await press(/^Send/);
      await page.waitForTimeout(800);
    },
  })),
  {
    figure: 'ack-trips',
    lesson: 'acknowledgements',
    async act({ press, shows }) {
      await press('10 round trips');
      await shows(/acknowledged\s*10/);
    },
  },
  {
    figure: 'auth-gate',
    lesson: 'authentication',
    async act({ press, says, shows, page }) {
      await press('Get credentials, and connect');
      await shows('"op":"authenticated"');
      await press('Subscribe to user:grace');
      await shows('"code":"rejected"');
      await press('Refresh');
      await page.waitForTimeout(800);
      await press('Revoke the user');
      await says('revoked');
      await press('A used ticket');
      await says('401');
    },
  },
  {
    figure: 'attack-range',
    lesson: 'untrusted-input',
    async act({ press, says }) {
      for (const [attack, answer] of [
        ['A foreign page', '403'],
        ['A foreign host', '421'],
        ['17 topics', 'too-many-topics'],
        ['A frame of 10 MB, announced', '1009'],
        ['null', 'bad-request'],
        ['Not UTF-8', '1007'],
        ['An unmasked frame', '1002'],
      ] as const) {
        await press(attack);
        await says(`${attack}: `);
        await says(answer);
      }
    },
  },
  ...debuggingRecipes,
  ...speedRecipes,
];
