// One capture at a time, and how far it is, for whichever window looks.
let current = null;

export const working = () => current;

/** @param quietly where the windows have heard it from the sender itself */
export function report(progress, { quietly = false } = {}) {
  const { sending, ...rest } = progress;
  if (sending !== undefined) current = sending === null ? (current?.what ? { ...current, sending: undefined } : null) : { ...current, sending };
  if (current?.what && Object.keys(rest).length > 0) current = { ...current, ...rest };
  if (!quietly) chrome.runtime.sendMessage({ kind: 'working', working: current }).catch(() => {});
}

/** @param what post or profile */
export async function work(what, task) {
  if (current?.what) throw new Error('A page is being captured already. Wait until it is done.');
  current = { ...current, what };
  try {
    return await task();
  } finally {
    current = current?.sending ? { sending: current.sending } : null;
    report({});
  }
}
