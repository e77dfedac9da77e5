import type { Stage } from '../claim.ts';
import { startSocketStage } from '../socket-stage.ts';

export const stage: Stage = (context) => startSocketStage(context);
