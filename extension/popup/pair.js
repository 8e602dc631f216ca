import { originOf, patternOf } from '../lib/desk.js';
import { ask, byId, doing } from './ask.js';

/** The form that pairs. A copy of the extension that a desk made knows the desk's address. */
export function startPairing({ refresh }) {
  void known();
  byId('pair-form').onsubmit = (event) => {
    event.preventDefault();
    void doing(byId('pair-button'), async () => {
      const origin = originOf(byId('address').value);
      if (!origin) throw new Error('Enter the desk’s address, beginning with https://');
      // Asked for on the press itself: browsers allow it only then. Firefox asks behind this window, and who closes it to answer has no
      // window any more: the background page then pairs by itself.
      const leave = chrome.permissions.request({ origins: [patternOf(origin)] });
      void ask('pair-on-leave', { origin, code: byId('code').value }).catch(() => {});
      byId('behind').hidden = !chrome.runtime.getBrowserInfo;
      if (!await leave)
        throw new Error('Without leave to reach the desk nothing can be sent to it. Press Pair again and allow it.');
      await ask('pair', { origin, code: byId('code').value });
      byId('code').value = '';
      byId('behind').hidden = true;
      await refresh(true);
    });
  };
}

async function known() {
  try {
    const { address } = await (await fetch(chrome.runtime.getURL('desk.json'))).json();
    if (!byId('address').value) byId('address').value = originOf(String(address)) ?? '';
    byId('code').focus();
  } catch {
    byId('address').focus();
  }
}
