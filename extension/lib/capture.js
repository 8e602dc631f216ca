// Captures the tab that the person pressed the button on: pictures of all of it, the page as one file, its source, its words.
import { browserName, now } from './browser.js';
import { sha256 } from './hash.js';
import { Stitcher } from './stitch.js';

/** Chromium allows two pictures of a tab a second. */
const BETWEEN = 560;

/** Views of a page; 40 take some 25 seconds. */
const MOST_VIEWS = 40;
const MOST_PICTURES = 9;
const MOST_FILE = 100 * 1024 * 1024;

/** A capture that did not come about; the message is for the person. */
export class CaptureProblem extends Error {}

/**
 * @param what "post" or "profile": where the files lie in the exhibit
 * @param report called with {done, total} in views
 * @returns {page, files} as they are announced to the desk, each file with its blob
 */
export async function capture(tab, what, report) {
  const camera = new Camera(tab);
  let shape;
  try {
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['page/views.js'] });
    shape = await camera.page('begin');
  } catch {
    throw new CaptureProblem('The browser does not let extensions see this page. Its own pages, the web store and some files are closed to them.');
  }
  const taken = now();
  const missing = [];
  const files = [];
  try {
    const first = await camera.shoot();
    files.push({ path: 'viewport.png', blob: first });
    const pictures = await pictureAll(camera, shape, missing, report);
    pictures.forEach((blob, i) => files.push({ path: i === 0 ? 'page.png' : `page-${i + 1}.png`, blob }));
  } finally {
    await camera.page('end').catch(() => {});
  }
  files.push(...await sourceOf(tab, missing));
  const page = {
    what,
    address: shape.address,
    title: (shape.title ?? '').slice(0, 1_000),
    at: taken.at,
    utcOffsetMinutes: taken.utcOffsetMinutes,
    timeZone: taken.timeZone,
    browser: `${await browserName()}, with Serjeant's extension ${chrome.runtime.getManifest().version}`.slice(0, 200),
    viewportWidth: shape.width,
    viewportHeight: shape.height,
    missing,
    notes: shape.inside ? ['The pictures follow the part of the page that was open in front: the page behind it is in the source only.'] : [],
  };
  const facts = { ...page, local: taken.local, scale: shape.scale, pageHeight: camera.height, views: camera.views, userAgent: shape.userAgent };
  files.push({ path: 'capture.json', blob: new Blob([JSON.stringify(facts, null, 2) + '\n'], { type: 'application/json' }) });
  return { page, files: await hashed(files, what) };
}

/** Moves down the page and puts the views together. */
async function pictureAll(camera, shape, missing, report) {
  await camera.page('flatten');
  let stitcher;
  let scale;
  let place = await camera.page('to', 0);
  let upper = null;
  while (true) {
    const view = await createImageBitmap(await camera.shoot());
    scale ??= view.width / shape.width;
    stitcher ??= new Stitcher(view.width);
    const px = (n) => Math.round(n * scale);
    const box = { x: px(place.box.left), y: px(place.box.top), width: px(place.box.width), height: Math.min(px(place.box.height), view.height - px(place.box.top)) };
    if (upper === null) await stitcher.draw(view, { x: 0, y: 0, width: view.width, height: view.height }, 0);
    else await stitcher.draw(view, box, box.y + px(place.top), box.x);
    view.close();
    camera.height = place.pageHeight;
    const total = Math.min(MOST_VIEWS, Math.max(camera.views - 1, Math.ceil(place.pageHeight / place.box.height)));
    report({ done: camera.views - 1, total });
    const end = place.top + place.box.height;
    if (end >= place.pageHeight - 1 || place.top === upper) break;
    if (camera.views > MOST_VIEWS || stitcher.height / stitcher.pieceHeight > MOST_PICTURES - 0.5) {
      missing.push(`The page goes on: its first ${Math.round(end)} pixels of ${Math.round(place.pageHeight)} are in the pictures.`);
      break;
    }
    upper = place.top;
    place = await camera.page('to', end);
  }
  return stitcher.finish();
}

/** The page as one file where the browser can make it, its source and its words. */
async function sourceOf(tab, missing) {
  const files = [];
  const mhtml = chrome.pageCapture ? await mhtmlOf(tab).catch(() => null) : undefined;
  if (mhtml && mhtml.size > 0 && mhtml.size <= MOST_FILE) files.push({ path: 'page.mhtml', blob: mhtml });
  else missing.push(mhtml === undefined ? 'This browser can’t save a page as one file (MHTML).' : 'The page as one file (MHTML): the browser could not save it, or it is over 100 MB.');
  const [{ result: seen } = {}] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['page/snapshot.js'] }).catch(() => [{}]);
  if (!seen) {
    missing.push('The page’s source and words could not be read.');
    return files;
  }
  if (seen.cutSource) missing.push('The page’s source was cut after 20 million characters.');
  if (seen.cutWords) missing.push('The page’s words were cut after 2 million characters.');
  files.push({ path: 'dom.html', blob: new Blob([seen.html], { type: 'text/html;charset=utf-8' }) });
  if (seen.text.trim() === '') missing.push('The page has no words that can be read.');
  else files.push({ path: 'text.txt', blob: new Blob([seen.text], { type: 'text/plain;charset=utf-8' }) });
  return files;
}

/** The browser lends a file that it soon takes away again, sometimes before its bytes are read: then it is asked once more. */
async function mhtmlOf(tab) {
  const target = { tabId: tab.id, allFrames: true };
  await chrome.scripting.executeScript({ target, files: ['page/fields.js'] });
  await chrome.scripting.executeScript({ target, func: () => globalThis.serjeantFields.hide() });
  try {
    for (let tries = 0; tries < 3; tries++) {
      try {
        const lent = await chrome.pageCapture.saveAsMHTML({ tabId: tab.id });
        return lent && new Blob([await lent.arrayBuffer()], { type: 'multipart/related' });
      } catch (problem) {
        if (problem.name !== 'NotFoundError') return null;
      }
    }
    return null;
  } finally {
    await chrome.scripting.executeScript({ target, func: () => globalThis.serjeantFields.show() }).catch(() => {});
  }
}

/** The bytes of a data: address; fetching one is not what the extension may connect to. */
const pngOf = (address) => new Blob([Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (c) => c.charCodeAt(0))], { type: 'image/png' });

/** Each file's hash is taken here, before anything leaves the browser. */
async function hashed(files, what) {
  const all = [];
  for (const { path, blob } of files) all.push({ path: `${what}/${path}`, blob, bytes: blob.size, sha256: await sha256(blob) });
  return all;
}

/** Takes pictures of one tab, no faster than the browser allows, and only while it is the tab in front and shows the same page. */
class Camera {
  #tab;
  #last = 0;
  #address;
  views = 0;
  height = 0;

  constructor(tab) {
    this.#tab = tab;
  }

  async page(name, argument = null) {
    const [{ result }] = await chrome.scripting.executeScript({
      target: { tabId: this.#tab.id },
      func: (method, value) => globalThis.serjeantViews[method](value),
      args: [name, argument],
    });
    if (result?.address) {
      this.#address ??= result.address;
      if (result.address !== this.#address) throw new CaptureProblem('The page changed to another address while it was captured. Wait until it rests, then capture it again.');
    }
    return result;
  }

  async shoot() {
    for (let tries = 0; ; tries++) {
      const pause = this.#last + BETWEEN - Date.now();
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      await this.#inFront();
      this.#last = Date.now();
      try {
        const picture = await chrome.tabs.captureVisibleTab(this.#tab.windowId, { format: 'png' });
        await this.#inFront();
        this.views++;
        return pngOf(picture);
      } catch (problem) {
        if (problem instanceof CaptureProblem) throw problem;
        if (tries === 3) throw new CaptureProblem('The browser did not give a picture of this page. Load it again, then press the button there.');
        this.#last = Date.now() + 500;
      }
    }
  }

  async #inFront() {
    const tab = await chrome.tabs.get(this.#tab.id).catch(() => null);
    if (!tab?.active) throw new CaptureProblem('You went to another tab. Stay on the page until it is captured.');
  }
}
