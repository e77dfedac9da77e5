export {
  type Attempt,
  type AttemptMode,
  type Door,
  MAX_NOTES_LENGTH,
  mergeAttempts,
  recordHints,
  recordRun,
  recordTime,
  type ReviewMark,
  type ReviewPoint,
  startAttempt,
} from './attempt.ts';
export { formatProgress, MAX_PROGRESS_LENGTH, ProgressError, type ProgressErrorCode, readProgress } from './file.ts';
export {
  findNews,
  mergeProgress,
  type News,
  NO_PROGRESS,
  type Progress,
  PROGRESS_VERSION,
  putAttempt,
  solvedSlugs,
} from './progress.ts';
export { nextSlug, type Standing, standingOf } from './standing.ts';
