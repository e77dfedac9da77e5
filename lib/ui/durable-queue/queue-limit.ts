/** How many messages may wait in the figure’s queue. */
export const QUEUE_LIMIT = 20;
