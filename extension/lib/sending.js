// Sends what waits, oldest first. One part of the extension sends at a time; whatever breaks off goes on where it was, because
// the desk says which files it still needs and knows each by its hash.
import { call, DeskProblem, upload } from './desk.js';
import { sha256 } from './hash.js';
import { dropFiles, dropSending, file, saveSending, sendings, setSetting, setting } from './store.js';

const LOCK = 'serjeant-sending';

/** The most bytes of comments in one request: well below what the desk takes. */
const MOST_BATCH = 1_500_000;
const KEPT_IN_LIST = 20;
let again = false;

/**
 * @param report called with {token, done, total} in bytes
 * @returns false where it is being done already: that run then looks once more
 */
export async function sendAll(report) {
  again = true;
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    while (again) {
      again = false;
      await sendWaiting(report);
    }
    return true;
  });
}

async function sendWaiting(report) {
  const desk = await setting('desk');
  if (!desk) return;
  for (const record of await sendings()) {
    if (record.state !== 'waiting' || !isOwn(record, desk)) continue;
    try {
      await (record.kind === 'comments' ? sendComments(desk, record) : sendCapture(desk, record, report));
      await setSetting('status', undefined);
    } catch (problem) {
      if (!(problem instanceof DeskProblem)) throw problem;
      if (problem.kind === 'refused') {
        await saveSending({ ...record, state: 'refused', problem: { code: problem.code, message: problem.message } });
        continue;
      }
      await setSetting('status', { kind: problem.kind, message: problem.message, at: Date.now() });
      return;
    }
  }
  await forgetOld();
}

/** What one person captured must never go out under another's name. */
export const isOwn = (record, desk) => record.by.origin === desk.origin && record.by.person === desk.person.id;

async function sendComments(desk, record) {
  const result = { added: 0, alreadyHere: 0, address: '/inbox' };
  for (const comments of batches(record.body.comments)) {
    const answer = await call(desk, 'POST', '/comments', { ...record.body, comments });
    result.added += answer.added;
    result.alreadyHere += answer.alreadyHere;
    result.address = answer.address;
  }
  await saveSending({ ...record, body: undefined, state: 'kept', result, keptAt: Date.now() });
}

function* batches(comments) {
  let batch = [];
  let size = 0;
  for (const comment of comments) {
    const length = new TextEncoder().encode(JSON.stringify(comment)).length;
    if (batch.length > 0 && (size + length > MOST_BATCH || batch.length === 400)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(comment);
    size += length;
  }
  if (batch.length > 0) yield batch;
}

async function sendCapture(desk, record, report) {
  const announcement = { case: record.case.number, pages: record.pages, noProfileWhy: record.noProfileWhy, files: record.files };
  for (let round = 0; round < 3; round++) {
    let progress = await call(desk, 'PUT', `/captures/${record.token}`, announcement);
    if (progress.state !== 'kept') {
      await sendFiles(desk, record, progress.needed, report);
      progress = await call(desk, 'POST', `/captures/${record.token}/seal`);
    }
    if (progress.state === 'kept') {
      await saveSending({ ...record, state: 'kept', result: { label: progress.label, address: progress.address, case: progress.case }, keptAt: Date.now() });
      await dropFiles(record.token);
      return;
    }
  }
  throw new DeskProblem('away', 'not-sealed', 'The desk could not keep all the files yet. They go again in a minute.');
}

async function sendFiles(desk, record, needed, report) {
  const total = record.files.reduce((sum, f) => sum + f.bytes, 0);
  let done = record.files.filter((f) => !needed.includes(f.sha256)).reduce((sum, f) => sum + f.bytes, 0);
  for (const hash of needed) {
    const listed = record.files.find((f) => f.sha256 === hash);
    const stored = listed && await file(record.token, listed.path);
    // The disk may have changed a file since: then it must not go out as what was seen.
    if (!stored || await sha256(stored.blob) !== hash)
      throw new DeskProblem('refused', 'damaged', 'A file of this capture was damaged in this browser. Capture the page again.');
    await upload(desk, record.token, stored, (sent) => report({ token: record.token, done: done + sent, total }));
    done += listed.bytes;
    report({ token: record.token, done, total });
  }
}

async function forgetOld() {
  const kept = (await sendings()).filter((s) => s.state === 'kept');
  for (const old of kept.slice(0, Math.max(0, kept.length - KEPT_IN_LIST))) await dropSending(old.token);
}
