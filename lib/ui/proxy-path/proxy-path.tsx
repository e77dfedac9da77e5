'use client';

import { type JSX, type ReactNode, useState } from 'react';
import { useFigureSession } from '../lab/use-standing.ts';
import { Choice } from '../lane/choice.tsx';
import controls from '../lane/controls.module.css';
import { LiveFigure, StandingText } from '../live-figure/index.ts';
import { ArrivalStrips } from './arrival-strips.tsx';
import { EVENTS } from './path-run.ts';
import { PATH_TRANSPORTS, type PathId, pathOf, PATHS } from './paths.ts';
import { ReadersTable } from './readers-table.tsx';
import { usePathRun } from './use-path-run.ts';

/** Three readers behind one proxy, and what becomes of a hundred events on the way. */
export function ProxyPath(): JSX.Element {
  const figure = useFigureSession();
  const runs = usePathRun(figure);
  const [chosen, setChosen] = useState<PathId>('plain');
  const record = runs.records[chosen];
  const isBusy = runs.running !== undefined;

  return (
    <LiveFigure
      id="proxy-path"
      title="A hundred events through what stands between"
      transport="sse"
      lab={figure}
      note={noteOf()}
    >
      <Choice
        label="What stands between"
        options={PATHS.map(({ id, label }) => ({ value: id, label, isDisabled: isBusy && id !== runs.running }))}
        value={chosen}
        onChoose={setChosen}
      />
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={isBusy}
          onClick={() => runs.start(chosen)}
        >
          Send {EVENTS} events
        </button>
        <button type="button" className={controls.button} disabled={!isBusy} onClick={runs.stop}>
          Stop
        </button>
      </div>
      <ArrivalStrips record={record} />
      <ReadersTable record={record} />
    </LiveFigure>
  );

  function noteOf(): ReactNode {
    if (runs.failure !== undefined) return `${runs.failure}.`;
    if (figure.standing.name !== 'ready') return <StandingText standing={figure.standing} onRetry={figure.start} />;
    if (record === undefined) return isBusy ? 'Three readers connect.' : null;
    const { doing } = pathOf(record.path);
    if (!isBusy && record.doing !== 'done') return 'The run was stopped. The edge passes everything on again.';
    switch (record.doing) {
      case 'connecting':
        return 'Three readers connect.';
      case 'reading':
        return `Ten events a second happen. ${doing}, from the second second on.`;
      case 'waiting':
        return 'All events have happened, and the edge passes everything on again.';
      case 'done': {
        const lost = PATH_TRANSPORTS.reduce((sum, id) => sum + EVENTS - record.readers[id].received, 0);
        const doubled = PATH_TRANSPORTS.reduce((sum, id) => sum + record.readers[id].doubled, 0);
        return `${doing}. Of three times ${EVENTS} events, ${lost} were lost and ${doubled} came twice.`;
      }
    }
  }
}
