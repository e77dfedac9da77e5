import type { JSX, ReactNode } from 'react';
import styles from './legend.module.css';

/** How the pictures are read. */
export function Legend(): JSX.Element {
  return (
    <details className={styles.legend}>
      <summary>How to read the pictures</summary>
      <dl>
        <Entry sign={<path d="M2 4L58 12M51 8l7 4-8 2" />} label="solid arrow">
          Both ends were stamped: by this page’s clock on the left, by the server’s on the right, set off by the
          estimated difference of the clocks. The slope is the time it took.
        </Entry>
        <Entry sign={<path d="M2 8H58M51 5l7 3-7 3z" strokeDasharray="2 3" />} label="dashed and level">
          Only this page’s end is known. The other end’s time is not drawn, since nobody said it.
        </Entry>
        <Entry sign={<rect x="26" y="1" width="8" height="14" fill="currentColor" />} label="bar at the server">
          The server had the request from here to here: a held request is a long bar. While it is outlined, no answer
          has come, and when the request was read is not known yet.
        </Entry>
        <Entry sign={<circle cx="30" cy="8" r="4" fill="currentColor" />} label="dot">
          An event: on the right when it happened, with its position in the topic, on the left when it arrived. A large
          dot is a published message.
        </Entry>
        <Entry sign={<path d="M2 2L58 5V14L2 12z" fill="currentColor" fillOpacity="0.25" />} label="band">
          Arrows that would lie closer than the eye can part, with their number. A zoom parts them.
        </Entry>
        <Entry sign={<rect x="2" y="2" width="56" height="12" fill="var(--rule)" stroke="none" />} label="grey">
          Kept as a number only, or not recorded while the picture was paused.
        </Entry>
        <Entry
          sign={
            <>
              <rect x="8" y="1" width="50" height="14" fill="var(--bad)" fillOpacity="0.12" stroke="none" />
              <rect x="2" y="1" width="4" height="14" fill="var(--bad)" stroke="none" />
            </>
          }
          label="red bar"
        >
          A fault was on in this lane, from the line where it began to the line where it ended. A line without a bar is
          a fault that was over as soon as it was done.
        </Entry>
      </dl>
    </details>
  );
}

function Entry({ sign, label, children }: { sign: JSX.Element; label: string; children: ReactNode }): JSX.Element {
  return (
    <div className={styles.entry}>
      <svg className={styles.sign} viewBox="0 0 60 16" aria-hidden="true">
        {sign}
      </svg>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
