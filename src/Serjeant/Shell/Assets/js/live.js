// Tells at once, on whatever page is open, that something came in that may be a threat, a leak or worry for a life.
// One page of the browser holds the stream and tells the others: a browser opens only six connections to a desk over HTTP/1.1,
// and a stream for each open page would use them up.
const lock = 'desk-live'
const seenKey = 'desk-live-newest'

const seen = () => { try { return Number(sessionStorage.getItem(seenKey) ?? -1) } catch { return -1 } }
const see = newest => { try { sessionStorage.setItem(seenKey, String(newest)) } catch {} }

function badge (inbox, count) {
  for (const link of document.querySelectorAll(`.desk-side a[href="${inbox}"], .desk-tabbar a[href="${inbox}"]`)) {
    let mark = link.querySelector('.desk-live-count')
    if (count === 0) { mark?.remove(); continue }
    if (!mark) {
      mark = Object.assign(document.createElement('span'), { className: 'desk-live-count' })
      link.append(mark)
    }
    mark.title = `${count} can’t wait`
    mark.replaceChildren(String(count), Object.assign(document.createElement('span'), { className: 'desk-visually-hidden', textContent: ' can’t wait' }))
  }
}

export function startLive (root) {
  const box = root.querySelector('[data-live]')
  if (!box || !('EventSource' in window)) return
  let last = null
  let source = null
  const others = 'BroadcastChannel' in window ? new BroadcastChannel(lock) : null

  const show = state => {
    last = state
    badge(box.dataset.liveInbox, state.cannotWait)
    const before = seen()
    see(Math.max(before, state.newest))
    // What was there when this tab first looked is on the pages already.
    if (before < 0 || state.newest <= before) { if (state.count === 0) box.hidden = true; return }
    box.hidden = false
    box.querySelector('[data-live-words]').textContent = box.dataset.liveWords
  }

  const open = () => {
    source = new EventSource(box.dataset.live)
    source.addEventListener('urgent', event => {
      const state = JSON.parse(event.data)
      show(state)
      others?.postMessage({ state })
    })
  }

  if (others) {
    others.onmessage = event => {
      if (event.data?.state) show(event.data.state)
      else if (event.data === 'ask' && source && last) others.postMessage({ state: last })
    }
    others.postMessage('ask')
  }

  // The lock is let go with the page, so that another open page takes over.
  const lead = () => {
    if (!others || !navigator.locks) { open(); return }
    navigator.locks.request(lock, () => new Promise(resolve => { open(); addEventListener('pagehide', resolve, { once: true }) })).catch(() => {})
  }

  box.querySelector('[data-live-close]').addEventListener('click', () => { box.hidden = true })
  addEventListener('pagehide', () => { source?.close(); source = null })
  addEventListener('pageshow', event => { if (event.persisted) lead() })
  lead()
}
