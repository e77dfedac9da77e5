import { BEHAVIOURS } from './test/contract/behaviours.ts';
import { createLabs } from './test/contract/labs.ts';
import { loadTransport } from './lib/transports/index.ts';
import { createSocket } from './test/transports/scripted-server.ts';
import { TRANSPORT_IDS } from './lib/protocol/index.ts';
const ids = TRANSPORT_IDS.filter((id) => !process.env.T || process.env.T.split(',').includes(id));
for (const b of BEHAVIOURS) {
  if (process.env.B && !b.title.includes(process.env.B)) continue;
  for (const id of ids) {
    const labs = createLabs(id); const undo: (() => void)[] = []; const connect = await loadTransport(id);
    const from = performance.now(); let r = 'ok';
    try { await b.run({ id, connect: (o) => connect({ createSocket, ...o }), startLab: labs.start, onEnd: (u) => void undo.push(u) }); } catch (e) { r = 'FAIL ' + (e instanceof Error ? e.message + (process.env.S ? e.stack : '') : e); }
    for (const u of undo) u();
    const t = performance.now(); await labs.stopAll();
    console.log(id, '|', b.title.slice(0, 60), '|', r, Math.round(t - from), 'ms, stop', Math.round(performance.now() - t));
  }
}
process.exit(0);
