import { type JSX, useState } from 'react';
import { TRANSPORT_IDS, type TransportId } from '../../lib/protocol/index.ts';
import { OPTIONAL_RESUME, type OptionalResume } from '../../lib/ui/lane/resume.ts';
import { RANGES } from '../../lib/ui/lane/steps.ts';
import { Stepper } from '../../lib/ui/lane/stepper.tsx';
import { TRANSPORT_LABELS, TransportMark } from '../../lib/ui/transport-mark/index.ts';
import type { CompareBench } from './use-bench.ts';
import styles from '../../lib/ui/lane/controls.module.css';
import { PRESETS, presetOf } from './presets.ts';
import type { Setup } from './setup.ts';
import { changeSetup } from './use-bench.ts';

/** What is published, how it is asked for, and which lanes carry it. `locked` while another tab runs the source. */
export function SetupBar({
  bench,
  setup,
  locked,
}: {
  bench: CompareBench;
  setup: Setup;
  locked: boolean;
}): JSX.Element {
  const change = (part: Partial<Setup>) => changeSetup(bench, part);
  const preset = presetOf(setup);
  // On a phone the lanes come first; what is set is said in a line.
  const [open, setOpen] = useState(() => matchMedia('(min-width: 48rem)').matches);
  if (!open) {
    return (
      <div className={styles.bar} role="group" aria-label="Set-up">
        <button type="button" className={styles.button} aria-expanded={false} onClick={() => setOpen(true)}>
          Set up …
        </button>
        <span className={styles.summary}>{summarise(setup)}</span>
      </div>
    );
  }
  return (
    <div className={styles.bar} role="group" aria-label="Set-up">
      <fieldset className={styles.group}>
        <legend>Preset</legend>
        <div className={styles.segments}>
          {PRESETS.map(({ id, label, about, values }) => (
            <button
              key={id}
              type="button"
              className={styles.segment}
              title={about}
              aria-pressed={preset?.id === id}
              disabled={locked}
              onClick={() => change(values)}
            >
              {label}
            </button>
          ))}
          <a className={styles.segment} href="/compare/study" title="Five updates over all five: what do they cost?">
            Bandwidth study
          </a>
        </div>
      </fieldset>
      <fieldset className={styles.group} aria-label="Source">
        <div className={styles.fields}>
          <Stepper
            label="Rate"
            unit="/s"
            value={setup.ratePerSecond}
            range={RANGES.ratePerSecond}
            disabled={locked || setup.burst > 0}
            onChange={(ratePerSecond) => change({ ratePerSecond })}
          />
          <Stepper
            label="Payload"
            unit="B"
            value={setup.payloadBytes}
            range={RANGES.payloadBytes}
            disabled={locked}
            onChange={(payloadBytes) => change({ payloadBytes })}
          />
          <Stepper
            label="Burst every 5 s"
            unit="ev"
            value={setup.burst}
            range={RANGES.burst}
            disabled={locked}
            onChange={(burst) => change({ burst })}
          />
        </div>
      </fieldset>
      <fieldset className={styles.group} aria-label="Asking">
        <div className={styles.fields}>
          <Stepper
            label="Poll interval"
            unit="ms"
            value={setup.intervalMs}
            range={RANGES.intervalMs}
            onChange={(intervalMs) => change({ intervalMs })}
          />
          <Stepper
            label="Long-poll hold"
            unit="ms"
            value={setup.waitMs}
            range={RANGES.waitMs}
            onChange={(waitMs) => change({ waitMs })}
          />
        </div>
      </fieldset>
      <div className={styles.fields}>
        <fieldset className={styles.group}>
          <legend>Lanes</legend>
          <div className={styles.segments}>
            {TRANSPORT_IDS.map((id) => (
              <LaneToggle key={id} id={id} lanes={setup.lanes} onChange={(lanes) => change({ lanes })} />
            ))}
          </div>
        </fieldset>
        <fieldset className={styles.group}>
          <legend title={RESUME_ABOUT}>Resume</legend>
          <div className={styles.segments}>
            {OPTIONAL_RESUME.map((id) => (
              <ResumeToggle key={id} id={id} setup={setup} onChange={(noResume) => change({ noResume })} />
            ))}
          </div>
        </fieldset>
      </div>
    </div>
  );
}

function summarise(setup: Setup): string {
  const preset = presetOf(setup);
  const pace = setup.burst > 0 ? `${setup.burst} at once` : `${setup.ratePerSecond}/s`;
  return [preset?.label, pace, `${setup.payloadBytes} B`, `poll ${setup.intervalMs} ms`].filter(Boolean).join(' · ');
}

const RESUME_ABOUT =
  'Whether a lane goes on from its last event after a lost connection. A bare WebSocket does not, nor does Socket.IO without its recovery: what is published meanwhile is lost';

function ResumeToggle({
  id,
  setup: { noResume },
  onChange,
}: {
  id: OptionalResume;
  setup: Setup;
  onChange: (noResume: readonly OptionalResume[]) => void;
}): JSX.Element {
  const resumes = !noResume.includes(id);
  return (
    <button
      type="button"
      className={`${styles.segment} ${styles.mark}`}
      data-transport={id}
      aria-pressed={resumes}
      aria-label={`Resume: ${TRANSPORT_LABELS[id].name}`}
      title={RESUME_ABOUT}
      onClick={() => onChange(OPTIONAL_RESUME.filter((other) => (other === id ? resumes : noResume.includes(other))))}
    >
      <TransportMark id={id} size={16} />
    </button>
  );
}

function LaneToggle({
  id,
  lanes,
  onChange,
}: {
  id: TransportId;
  lanes: readonly TransportId[];
  onChange: (lanes: readonly TransportId[]) => void;
}): JSX.Element {
  const shown = lanes.includes(id);
  const isLast = shown && lanes.length === 1;
  return (
    <button
      type="button"
      className={`${styles.segment} ${styles.mark}`}
      data-transport={id}
      aria-pressed={shown}
      aria-label={`Lane: ${TRANSPORT_LABELS[id].name}`}
      title={isLast ? 'One lane stays' : TRANSPORT_LABELS[id].name}
      disabled={isLast}
      onClick={() => onChange(TRANSPORT_IDS.filter((other) => (other === id ? !shown : lanes.includes(other))))}
    >
      <TransportMark id={id} size={16} />
    </button>
  );
}
