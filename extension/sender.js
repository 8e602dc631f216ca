// Chromium stops a service worker after half a minute; a page of the extension that nobody sees sends in peace.
import { sendAll } from './lib/sending.js';

const tell = (message) => chrome.runtime.sendMessage(message).catch(() => {});

async function run() {
  let ended = true;
  try {
    ended = await sendAll((progress) => tell({ kind: 'progress', sending: progress }));
  } finally {
    if (ended) await tell({ kind: 'sender-idle' });
  }
}

chrome.runtime.onMessage.addListener((message) => {
  if (message.kind === 'sender-go') void run();
});
void run();
