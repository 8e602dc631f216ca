import { ask, byId, doing, make } from './ask.js';

const SHOWN = 6;

/** What was kept and sent, the newest first, and what to do where something stands still. */
export function showList(state, { refresh }) {
  const list = state.list.filter((s) => s.state !== 'open').reverse().slice(0, SHOWN);
  byId('list').hidden = list.length === 0;
  byId('sendings').replaceChildren(...list.map((s) => make('li', { className: 'sending' }, ...describe(s, state), actions(s, state, refresh))));
}

function describe(s, { desk }) {
  if (s.state === 'kept' && s.kind === 'comments') {
    const { added, alreadyHere, address } = s.result;
    return [make('span', { className: 'tag kept' }, 'Sent'), ` ${added} new ${added === 1 ? 'comment' : 'comments'}${alreadyHere ? `, ${alreadyHere} there already` : ''}. `, link(desk, address, 'Open the inbox')];
  }
  if (s.state === 'kept')
    return [make('span', { className: 'tag kept' }, 'Kept'), ' as ', link(desk, s.result.address, s.result.label), s.result.case ? ` in C-${s.result.case}` : '', s.hasProfile ? ', with the account’s page' : ', without the account’s page'];
  if (s.state === 'refused') return [make('span', { className: 'tag refused' }, 'Not taken'), ` ${s.problem.message}`];
  if (s.by) return [make('span', { className: 'tag' }, 'Waiting'), ` This was captured by ${s.by}. It goes only when ${s.by} pairs this browser again.`];
  return [make('span', { className: 'tag' }, 'Waiting'), s.kind === 'comments' ? ' Comments for the inbox' : ` ${s.title || s.address} (${size(s.bytes)}) for C-${s.case.number}`];
}

function actions(s, { mine, working }, refresh) {
  const row = make('div', { className: 'row' });
  const button = (text, kind, more) => {
    const made = make('button', { className: 'quiet-button' }, text);
    made.onclick = () => doing(made, async () => {
      await ask(kind, { token: s.token, ...more });
      await refresh();
    });
    row.append(made);
  };
  if (s.state === 'refused' && s.problem.code === 'no-case')
    for (const to of (mine?.cases ?? []).slice(0, 5)) button(`Send it to C-${to.number}`, 'retry', { case: to });
  else if (s.state === 'refused' && !['damaged', 'child-image'].includes(s.problem.code)) button('Try again', 'retry');
  if (s.state === 'refused' || s.by) button('Throw it away', 'discard');
  if (s.state === 'waiting' && !s.by && !working?.sending) button('Send now', 'retry');
  return row;
}

/** To the desk only, whatever was stored. */
function link(desk, path, text) {
  if (!desk) return text;
  const address = new URL(path, desk.origin);
  return make('a', address.origin === desk.origin ? { href: address.href, target: '_blank' } : {}, text);
}

const size = (bytes) => (bytes > 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);
