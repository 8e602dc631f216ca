// A post and the account's own page, kept together: first the post, then the page or the reason why there is none.
import { capture, CaptureProblem } from './capture.js';
import { saveSending, sending, setting } from './store.js';
import { report } from './working.js';

/** How long a page may take to load, and how long it then settles. */
const LOADING = 20_000;
const SETTLING = 1_500;

export async function capturePost(tab, chosen) {
  const desk = await setting('desk');
  const { page, files } = await capture(tab, 'post', (progress) => report(progress));
  const profile = await guessProfile(tab);
  const record = {
    token: crypto.randomUUID(),
    kind: 'capture',
    state: 'open',
    by: { origin: desk.origin, person: desk.person.id, name: desk.person.name },
    case: chosen,
    pages: [page],
    files: files.map(listed),
    profile,
    createdAt: Date.now(),
  };
  await saveSending(record, files);
  return record.token;
}

export async function captureProfile(tab, token) {
  const record = await open(token);
  if (tab.url && bare(tab.url) === bare(record.pages[0].address))
    throw new CaptureProblem('This is still the post. Open the account’s own page, then press the button there.');
  const { page, files } = await capture(tab, 'profile', (progress) => report(progress));
  await saveSending({ ...record, pages: [record.pages[0], page], files: [...record.files, ...files.map(listed)], state: 'waiting' }, files);
}

/** Goes to the account's page, captures it, and comes back. It stays on the site, as far as the person's press reaches. */
export async function visitProfile(tab, token) {
  const record = await open(token);
  if (!record.profile || new URL(record.profile).origin !== new URL(tab.url).origin)
    throw new CaptureProblem('Open the account’s own page yourself, then press the button there.');
  const back = tab.url;
  report({ done: 0, total: 0 });
  try {
    await load(tab.id, record.profile);
    await captureProfile(await chrome.tabs.get(tab.id), token);
  } finally {
    await chrome.tabs.update(tab.id, { url: back }).catch(() => {});
  }
}

export async function withoutProfile(token, why) {
  const record = await open(token);
  await saveSending({ ...record, noProfileWhy: why.slice(0, 300), state: 'waiting' });
}

async function open(token) {
  const record = await sending(token);
  if (record?.state !== 'open') throw new CaptureProblem('That capture is done already.');
  return record;
}

async function guessProfile(tab) {
  const [{ result } = {}] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['page/profile.js'] }).catch(() => [{}]);
  return typeof result === 'string' && result.startsWith('http') ? result : null;
}

function load(id, address) {
  return new Promise((resolve, reject) => {
    const stop = (problem) => {
      clearTimeout(timer);
      chrome.tabs.onUpdated.removeListener(heard);
      if (problem) reject(problem);
      else setTimeout(resolve, SETTLING);
    };
    const heard = (tabId, change) => {
      if (tabId === id && change.status === 'complete') stop();
    };
    const timer = setTimeout(() => stop(new CaptureProblem('The account’s page did not load in 20 seconds. Open it yourself, then press the button there.')), LOADING);
    chrome.tabs.onUpdated.addListener(heard);
    chrome.tabs.update(id, { url: address }).catch((problem) => stop(problem));
  });
}

const listed = ({ path, bytes, sha256 }) => ({ path, bytes, sha256 });
const bare = (address) => address.split('#')[0].replace(/\/$/, '');
