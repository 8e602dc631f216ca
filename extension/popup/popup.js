// The little window: which part of it shows, by what the background says.
import { ask, byId, doing, make, problem, tabInFront } from './ask.js';
import { startComments } from './comments.js';
import { showList } from './list.js';
import { startPairing } from './pair.js';

let state;
let tab;

async function refresh(askDesk = false) {
  state = await ask('state', { ask: askDesk });
  render();
}

function render() {
  const { desk, list, status, working } = state;
  const open = list.find((s) => s.state === 'open' && s.by === null);
  const busy = Boolean(working?.what);
  byId('office').textContent = desk ? `· ${desk.office}` : '';
  byId('who').textContent = desk ? `${desk.person} · ${new URL(desk.origin).host}` : '';
  byId('footer').hidden = !desk;
  byId('pair').hidden = Boolean(desk) && status?.kind !== 'not-paired';
  showStatus(status, list);
  showWorking(working);
  byId('profile').hidden = !desk || busy || !open;
  byId('ready').hidden = !desk || busy || Boolean(open) || status?.kind === 'not-paired' || !byId('comments').hidden;
  if (open) showOpen(open);
  showCases();
  showList(state, { refresh });
}

function showStatus(status, list) {
  const waiting = list.filter((s) => s.state === 'waiting' && s.by === null).length;
  const box = byId('status');
  box.hidden = !status;
  if (!status) return;
  box.replaceChildren(status.message);
  if (status.kind === 'away' && waiting > 0) box.append(` ${waiting === 1 ? 'One thing waits' : `${waiting} things wait`}.`);
  if (status.kind === 'away') {
    const again = make('button', { id: 'try-again' }, 'Try again now');
    again.onclick = () => doing(again, () => refresh(true));
    box.append(again);
  }
}

function showWorking(working) {
  const bar = byId('working-bar');
  byId('working').hidden = !working;
  if (!working) return;
  const { what, done = 0, total = 0, sending } = working;
  byId('working-title').textContent = what === 'post' ? 'Taking pictures of the page' : what ? 'Taking pictures of the account’s page' : 'Sending to the desk';
  byId('working-hint').textContent = what
    ? `${total ? `View ${Math.min(done + 1, total)} of ${total}. ` : ''}Stay on this tab and don’t scroll. You may close this window.`
    : 'You may close this window. It goes on by itself.';
  const [part, whole] = what ? [done, total] : [sending?.done ?? 0, sending?.total ?? 0];
  if (whole) Object.assign(bar, { max: whole, value: part });
  else bar.removeAttribute('value');
}

function showOpen(open) {
  byId('profile-post').textContent = open.title || open.address;
  const reach = open.profile && tab?.url && new URL(open.profile).origin === new URL(tab.url).origin && chrome.pageCapture;
  const here = tab?.url && bare(tab.url) !== bare(open.address);
  byId('visit').hidden = !reach || here;
  byId('visit').textContent = reach ? `Open ${decodeURIComponent(new URL(open.profile).pathname).slice(1, 40)} and keep it` : '';
  byId('here').hidden = !here;
  byId('here-hint').hidden = here || reach;
  const act = (button, kind, more = {}) => doing(button, async () => {
    await Promise.all([ask(kind, { token: open.token, tab: tab.id, ...more }), soon()]);
    await refresh();
  });
  byId('visit').onclick = () => act(byId('visit'), 'visit-profile');
  byId('here').onclick = () => act(byId('here'), 'capture-profile');
  byId('throw-away').onclick = () => act(byId('throw-away'), 'discard');
  byId('without-form').onsubmit = (event) => {
    event.preventDefault();
    void act(event.submitter, 'without-profile', { why: byId('why').value.trim() });
  };
}

function showCases() {
  const cases = state.mine?.cases ?? [];
  const select = byId('case');
  const chosen = select.value || String(state.chosenCase?.number ?? '');
  select.replaceChildren(...cases.map((c) => make('option', { value: String(c.number) }, `C-${c.number} ${c.title}`.slice(0, 80))));
  if (cases.some((c) => String(c.number) === chosen)) select.value = chosen;
  const closed = !/^https?:/.test(tab?.url ?? '');
  byId('no-case').hidden = cases.length > 0 || !state.mine;
  if (state.desk) byId('new-case').href = `${state.desk.origin}/cases/new`;
  byId('keep').disabled = cases.length === 0 || closed;
  byId('comments-find').disabled = closed || state.mine?.maySend === false;
  byId('closed').hidden = !closed;
}

const caseChosen = () => {
  const found = (state.mine?.cases ?? []).find((c) => String(c.number) === byId('case').value);
  return found && { number: found.number, title: found.title };
};
const bare = (address) => address.split('#')[0].replace(/\/$/, '');

/** The window shows the work as soon as it has begun. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 50)).then(() => refresh());

byId('case').onchange = () => ask('choose-case', { case: caseChosen() }).catch(() => {});
byId('keep').onclick = () => doing(byId('keep'), async () => {
  await ask('choose-case', { case: caseChosen() });
  try {
    await Promise.all([ask('capture-post', { tab: tab.id, case: caseChosen() }), soon()]);
  } finally {
    await refresh();
  }
});
byId('forget').onclick = () => doing(byId('forget'), async () => {
  await ask('unpair');
  await refresh();
});

chrome.runtime.onMessage.addListener((message) => {
  if (message.kind === 'progress') state && showWorking({ ...state.working, sending: message.sending });
  if (message.kind === 'working') void refresh().catch(() => {});
});

tab = await tabInFront();
startPairing({ refresh });
startComments({ tab, refresh });
await refresh().catch((wrong) => problem(wrong.message));
if (state?.desk) await refresh(true).catch((wrong) => problem(wrong.message));
