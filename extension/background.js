// Does the work that must go on when the little window is closed. The window asks by messages; everything that matters is in
// IndexedDB, so that a browser that closes half-way loses nothing that was kept.
import { call, DeskProblem, patternOf } from './lib/desk.js';
import { capturePost, captureProfile, visitProfile, withoutProfile } from './lib/evidence.js';
import { findComments, sendComments } from './lib/comments.js';
import { isOwn, sendAll } from './lib/sending.js';
import { dropSending, saveSending, sending, sendings, setSetting, setting } from './lib/store.js';
import { report, working, work } from './lib/working.js';

const ALARM = 'send';

async function startSending() {
  await chrome.alarms.create(ALARM, { periodInMinutes: 1 });
  if (!chrome.offscreen) {
    if (await sendAll((sent) => report({ sending: sent }))) await senderIdle();
    return;
  }
  const there = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (there.length > 0) await chrome.runtime.sendMessage({ kind: 'sender-go' }).catch(() => {});
  else await chrome.offscreen.createDocument({ url: 'sender.html', reasons: ['BLOBS'], justification: 'Sends what was captured to the desk.' }).catch(() => {});
}

/** Nothing more to do for now: the alarm stays only while something waits. */
async function senderIdle() {
  const desk = await setting('desk');
  const waiting = desk ? (await sendings()).some((s) => s.state === 'waiting' && isOwn(s, desk)) : false;
  if (!waiting) await chrome.alarms.clear(ALARM);
  await chrome.offscreen?.closeDocument().catch(() => {});
  report({ sending: null });
}

/** The pairing that was begun last, by its code, which pairs once: the window and the browser's leave may both ask for it. */
let begun = null;

function pair({ origin, code }) {
  if (begun?.origin !== origin || begun.code !== code || !begun.done) {
    const mine = begun = { origin, code, done: pairNow({ origin, code }) };
    mine.done.catch(() => { if (begun === mine) begun = null; });
  }
  return begun.done;
}

async function pairNow({ origin, code }) {
  const answer = await call({ origin }, 'POST', '/pair', { code });
  await setSetting('desk', { origin, token: answer.token, person: answer.person, office: answer.office });
  await setSetting('status', undefined);
  await startSending();
}

async function unpair() {
  begun = null;
  const desk = await setting('desk');
  await setSetting('desk', undefined);
  await setSetting('status', undefined);
  if (desk) await call(desk, 'DELETE', '/me').catch(() => {});
}

/** What the window shows: the desk as it is kept here, then, when asked, as the desk itself says. */
async function state({ ask }) {
  const desk = await setting('desk');
  if (!desk) return { desk: null, list: await summary() };
  let mine = await setting('mine');
  let status = await setting('status');
  if (ask) {
    try {
      mine = await call(desk, 'GET', '/me');
      await setSetting('mine', mine);
      if (status) {
        await setSetting('status', undefined);
        void startSending();
      }
      status = undefined;
    } catch (problem) {
      if (!(problem instanceof DeskProblem)) throw problem;
      status = { kind: problem.kind, message: problem.message };
    }
  }
  return { desk: { origin: desk.origin, person: desk.person.name, office: desk.office }, mine, status, chosenCase: await setting('case'), list: await summary(), working: working() };
}

async function summary() {
  const desk = await setting('desk');
  return (await sendings()).map(({ token, kind, state: now, case: to, pages, files, problem, result, profile, createdAt, by }) => ({
    token, kind, state: now, case: to, problem, result, profile, createdAt,
    address: pages?.[0]?.address, title: pages?.[0]?.title, hasProfile: pages?.length === 2,
    bytes: files?.reduce((sum, f) => sum + f.bytes, 0), by: desk && isOwn({ by }, desk) ? null : by.name,
  }));
}

async function retry({ token, case: to }) {
  const record = token ? await sending(token) : null;
  if (record?.state === 'refused') await saveSending({ ...record, case: to ?? record.case, state: 'waiting', problem: undefined });
  await startSending();
}

const tabOf = async (id) => chrome.tabs.get(id);

const answers = {
  state,
  pair,
  'pair-on-leave': async ({ origin, code }) => { begun = { origin, code }; },
  unpair,
  retry,
  discard: ({ token }) => dropSending(token),
  'choose-case': ({ case: chosen }) => setSetting('case', chosen),
  'capture-post': async ({ tab, case: chosen }) => work('post', async () => capturePost(await tabOf(tab), chosen)),
  'capture-profile': async ({ tab, token }) => work('profile', async () => {
    await captureProfile(await tabOf(tab), token);
    void startSending();
  }),
  'visit-profile': async ({ tab, token }) => work('profile', async () => {
    await visitProfile(await tabOf(tab), token);
    void startSending();
  }),
  'without-profile': async ({ token, why }) => {
    await withoutProfile(token, why);
    void startSending();
  },
  'find-comments': async ({ tab }) => findComments(await tabOf(tab)),
  'send-comments': async ({ page, comments }) => {
    await sendComments(page, comments);
    void startSending();
  },
};

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (message.kind === 'sender-idle') {
    void senderIdle();
    return false;
  }
  if (message.kind === 'progress' && message.sending) {
    report({ sending: message.sending }, { quietly: true });
    return false;
  }
  const answer = Object.hasOwn(answers, message.kind) ? answers[message.kind] : null;
  if (!answer) return false;
  answer(message).then(
    (result) => reply({ ok: true, result }),
    (problem) => reply({ ok: false, kind: problem.kind ?? 'problem', message: problem.message || 'Something went wrong in the extension. Try again.' }),
  );
  return true;
});

chrome.permissions.onAdded.addListener(({ origins }) => {
  if (begun && !begun.done && origins?.includes(patternOf(begun.origin))) void pair(begun).catch(() => {});
});
chrome.alarms.onAlarm.addListener((alarm) => {
  if (alarm.name === ALARM) void startSending();
});
chrome.runtime.onStartup.addListener(() => void startSending());
chrome.runtime.onInstalled.addListener(() => void startSending());
