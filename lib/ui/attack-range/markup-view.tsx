import { type JSX, useEffect, useRef } from 'react';
import styles from './attack-range.module.css';
import { markupPage } from './frame-pages.ts';

// #region text
/** Braces make a text node: whatever the message is, it stays a text. */
function AsText({ message }: { message: string }): JSX.Element {
  return (
    <p>
      As text: <code data-shown="text">{message}</code>
    </p>
  );
}
// #endregion text

/** The message as it should be shown, and, in a frame without origin and network, as it should not be. */
export function MarkupView({ message, onFired }: { message: string; onFired: () => void }): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
      if (source !== null && source === frame.current?.contentWindow && data === 'fired') onFired();
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [onFired]);
  return (
    <div className={styles.markup}>
      <AsText message={message} />
      <iframe
        ref={frame}
        className={styles.frame}
        title="The message as HTML, in a frame without origin and network"
        sandbox="allow-scripts"
        srcDoc={markupPage(message)}
      />
    </div>
  );
}
