/** Why a run ended without a result. `session`: the lab gave none; `lab`: it refused or vanished; `time`: a step took too long. */
export type StudyErrorCode = 'session' | 'lab' | 'time' | 'cancelled';

/** A run of the study failed. The message is for readers. */
export class StudyError extends Error {
  override readonly name = 'StudyError';
  readonly code: StudyErrorCode;

  constructor(code: StudyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
