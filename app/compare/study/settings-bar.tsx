import type { JSX } from 'react';
import controls from '../../../lib/ui/lane/controls.module.css';
import { Stepper } from '../../../lib/ui/lane/stepper.tsx';
import { describeStudy, STUDY_DEFAULTS, STUDY_RANGES } from '../../../lib/ui/study/settings.ts';
import styles from './study.module.css';
import type { UsedStudy } from './use-study.ts';

/** What is varied, and the button that runs it. Nothing can be changed during a run. */
export function SettingsBar({ study }: { study: UsedStudy }): JSX.Element {
  const { settings, change, progress } = study;
  const locked = progress !== undefined;
  const isPublished = describeStudy(settings) === describeStudy(STUDY_DEFAULTS);
  return (
    <div className={controls.bar} role="group" aria-label="What is varied">
      <fieldset className={controls.group} aria-label="Updates">
        <div className={controls.fields}>
          <Stepper
            label="Updates, one a second"
            unit="ev"
            value={settings.updates}
            range={STUDY_RANGES.updates}
            disabled={locked}
            onChange={(updates) => change({ updates })}
          />
          <Stepper
            label="Payload"
            unit="B"
            value={settings.payloadBytes}
            range={STUDY_RANGES.payloadBytes}
            disabled={locked}
            onChange={(payloadBytes) => change({ payloadBytes })}
          />
          <Stepper
            label="Short polling every"
            unit="ms"
            value={settings.pollMs}
            range={STUDY_RANGES.pollMs}
            disabled={locked}
            onChange={(pollMs) => change({ pollMs })}
          />
          <Stepper
            label="Cookies"
            unit="B"
            value={settings.cookieBytes}
            range={STUDY_RANGES.cookieBytes}
            disabled={locked}
            onChange={(cookieBytes) => change({ cookieBytes })}
          />
        </div>
      </fieldset>
      <Switch
        legend="Keep-alive"
        words={['on', 'off']}
        first={settings.keepAlive}
        disabled={locked}
        onChange={(keepAlive) => change({ keepAlive })}
      />
      <Switch
        legend="permessage-deflate"
        words={['on', 'off']}
        first={settings.deflate}
        disabled={locked}
        onChange={(deflate) => change({ deflate })}
      />
      <Switch
        legend="Socket.IO"
        words={['polling first', 'WebSocket only']}
        first={settings.pollingFirst}
        disabled={locked}
        onChange={(pollingFirst) => change({ pollingFirst })}
      />
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={locked || isPublished}
          onClick={() => change(STUDY_DEFAULTS)}
        >
          As published
        </button>
        {locked ? (
          <button type="button" className={controls.button} onClick={study.cancel}>
            Cancel
          </button>
        ) : (
          <button type="button" className={styles.run} onClick={study.start}>
            Run the study
          </button>
        )}
      </div>
    </div>
  );
}

function Switch({
  legend,
  words,
  first,
  disabled,
  onChange,
}: {
  legend: string;
  words: readonly [string, string];
  /** Whether the first word holds. */
  first: boolean;
  disabled: boolean;
  onChange: (first: boolean) => void;
}): JSX.Element {
  return (
    <fieldset className={controls.group} disabled={disabled}>
      <legend>{legend}</legend>
      <div className={controls.segments}>
        {words.map((word, index) => (
          <button
            key={word}
            type="button"
            className={controls.segment}
            aria-pressed={first === (index === 0)}
            onClick={() => onChange(index === 0)}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
