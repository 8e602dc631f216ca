// Finds the comments on a page, for the person to look over, and keeps what they chose to send.
import { saveSending, setting } from './store.js';

const READERS = ['x', 'youtube', 'facebook', 'instagram', 'tiktok', 'generic'];
const MOST = 400;

/** @returns {page, comments, more}: what the page shows now */
export async function findComments(tab) {
  let result;
  try {
    [{ result }] = await chrome.scripting.executeScript({
      target: { tabId: tab.id },
      files: ['page/comment-words.js', ...READERS.map((name) => `page/readers/${name}.js`), 'page/comments.js'],
    });
  } catch {
    throw new Error('The browser does not let extensions see this page.');
  }
  const found = Array.isArray(result?.comments) ? result.comments : [];
  return {
    page: { address: String(result?.address ?? tab.url), postText: result?.postText ?? null },
    comments: found.slice(0, MOST),
    more: Math.max(0, found.length - MOST),
  };
}

export async function sendComments(page, comments) {
  const desk = await setting('desk');
  await saveSending({
    token: crypto.randomUUID(),
    kind: 'comments',
    state: 'waiting',
    by: { origin: desk.origin, person: desk.person.id, name: desk.person.name },
    body: { address: page.address, postText: page.postText, comments },
    createdAt: Date.now(),
  });
}
