// Asks the background to do something, and makes parts of the window. Words of pages are always set as text.

export const byId = (id) => document.getElementById(id);

/** Answers the result; throws an Error whose message is for the person. */
export async function ask(kind, more = {}) {
  const answer = await chrome.runtime.sendMessage({ kind, ...more });
  if (answer?.ok) return answer.result;
  throw Object.assign(new Error(answer?.message ?? 'The extension did not answer. Close this window and open it again.'), { kind: answer?.kind });
}

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The tab that the person pressed the button on. */
export async function tabInFront() {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}

export function problem(message) {
  byId('problem').textContent = message ?? '';
  byId('problem').hidden = !message;
}

/** Runs what a button does; the button rests meanwhile, and what goes wrong is said. */
export async function doing(button, task) {
  problem(null);
  button.disabled = true;
  try {
    await task();
  } catch (wrong) {
    problem(wrong.message);
  } finally {
    button.disabled = false;
  }
}
