import type { SceneId } from './scenes.ts';

/** What the scenes are called on their buttons. */
export const SCENE_NAMES: Readonly<Record<SceneId, string>> = {
  'refused-adding': 'Refused, while another adds',
  'refused-deleting': 'Refused, while another deletes',
  'two-refused': 'Two refused',
  'answer-lost': 'Answer lost',
  'answer-late': 'Answer late',
};

/** What happens in each scene, in a sentence. */
export const SCENE_TEXTS: Readonly<Record<SceneId, string>> = {
  'refused-adding':
    'The reader adds tea, which the server refuses; another adds coffee while that answer is on its way.',
  'refused-deleting':
    'The reader renames bread, which the server refuses; another deletes milk while that answer is on its way.',
  'two-refused': 'The reader adds tea, then oil. The server refuses both.',
  'answer-lost': 'The reader adds tea. It reaches the log; the connection is reset before the answer is here.',
  'answer-late': 'The reader adds tea. It reaches the log; the answer takes 4 s, a second longer than the time-out.',
};
