// Tells at once, on whatever page is open, that something came in that may be a threat, a leak or worry for a life, or that
// a rule was found in a mail account. Each has its banner.
// One page of the browser holds the stream and tells the others: a browser opens only six connections to a desk over HTTP/1.1,
// and a stream for each open page would use them up.
const lock = 'desk-live'
const seenKey = about => `desk-live-${about}`
const of = {
  messages: state => ({ count: state.count, newest: state.newest }),
  rules: state => ({ count: state.rules, newest: state.newestRule })
}

const seen = about => { try { return Number(sessionStorage.getItem(seenKey(about)) ?? -1) } catch { return -1 } }
const see = (about, newest) => { try { sessionStorage.setItem(seenKey(about), String(newest)) } catch {} }

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

function tell (banner, state) {
  const about = banner.dataset.liveAbout
  const { count, newest } = of[about](state)
  const before = seen(about)
  see(about, Math.max(before, newest))
  // What was there when this tab first looked is on the pages already.
  if (before < 0 || newest <= before) { if (count === 0) banner.hidden = true; return }
  banner.hidden = false
  banner.querySelector('[data-live-words]').textContent = banner.dataset.liveWords
}

export function startLive (root) {
  const box = root.querySelector('[data-live]')
  if (!box || !('EventSource' in window)) return
  const banners = [...root.querySelectorAll('[data-live-about]')]
  let last = null
  let source = null
  const others = 'BroadcastChannel' in window ? new BroadcastChannel(lock) : null

  const show = state => {
    last = state
    badge(box.dataset.liveInbox, state.cannotWait)
    for (const banner of banners) tell(banner, state)
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

  for (const banner of banners) banner.querySelector('[data-live-close]').addEventListener('click', () => { banner.hidden = true })
  addEventListener('pagehide', () => { source?.close(); source = null })
  addEventListener('pageshow', event => { if (event.persisted) lead() })
  lead()
}
