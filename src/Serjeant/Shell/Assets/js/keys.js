// Keys for lists: [data-keys] holds [data-keys-item]s; j and k move, Enter opens, and a letter presses the [data-key]
// of the current item, or else of the page. Single letters can be switched off in the help (WCAG 2.1.4).
const storage = 'desk-keys-off'

const off = () => { try { return localStorage.getItem(storage) === '1' } catch { return false } }
const items = () => [...document.querySelectorAll('[data-keys] [data-keys-item]')].filter(item => item.getClientRects().length > 0)
const typing = target => target.closest('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]') !== null

function current () {
  const focused = document.activeElement?.closest?.('[data-keys-item]')
  return focused ?? document.querySelector('[data-keys-item].desk-here')
}

function go (item) {
  if (!item) return
  document.querySelector('[data-keys-item].desk-here')?.classList.remove('desk-here')
  item.classList.add('desk-here')
  if (!item.hasAttribute('tabindex')) item.tabIndex = -1
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: 'nearest' })
}

function move (by) {
  const all = items()
  if (all.length === 0) return
  const at = all.indexOf(current())
  go(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))])
}

function press (key) {
  const within = current()
  const find = scope => [...scope.querySelectorAll('[data-key]')].find(control => control.dataset.key === key && !control.disabled)
  const control = (within && find(within)) ?? [...document.querySelectorAll('[data-key]')]
    .find(candidate => candidate.dataset.key === key && !candidate.disabled && !candidate.closest('[data-keys-item]'))
  if (!control) return false
  if (control.matches('summary, a, button, input[type=checkbox], input[type=radio]')) control.click()
  else control.focus()
  return true
}

function help () {
  const dialog = document.createElement('dialog')
  dialog.className = 'desk-keys'
  dialog.setAttribute('aria-labelledby', 'desk-keys-title')
  const heading = Object.assign(document.createElement('h2'), { id: 'desk-keys-title', textContent: 'Keys on this page' })
  const list = document.createElement('dl')
  const lines = new Map([['?', 'Show these keys']])
  if (items().length > 0) lines.set('j', 'Next').set('k', 'Previous').set('Enter', 'Open')
  for (const control of document.querySelectorAll('[data-key]')) {
    if (!lines.has(control.dataset.key)) lines.set(control.dataset.key, control.dataset.keyHelp ?? control.textContent.trim())
  }
  for (const [key, words] of lines) {
    const term = document.createElement('dt')
    term.append(Object.assign(document.createElement('kbd'), { textContent: key }))
    list.append(term, Object.assign(document.createElement('dd'), { textContent: words }))
  }
  const toggle = Object.assign(document.createElement('button'), { type: 'button', className: 'govuk-button govuk-button--secondary' })
  const label = () => { toggle.textContent = off() ? 'Turn single keys on' : 'Turn single keys off' }
  label()
  toggle.addEventListener('click', () => { try { localStorage.setItem(storage, off() ? '0' : '1') } catch {} label() })
  const close = Object.assign(document.createElement('button'), { type: 'button', className: 'govuk-button', textContent: 'Close' })
  close.addEventListener('click', () => dialog.close())
  const buttons = Object.assign(document.createElement('div'), { className: 'govuk-button-group' })
  buttons.append(close, toggle)
  dialog.append(heading, list, buttons)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

export function startKeys (root) {
  root.addEventListener('focusin', event => {
    const item = event.target.closest?.('[data-keys-item]')
    if (!item || item.classList.contains('desk-here')) return
    root.querySelector('[data-keys-item].desk-here')?.classList.remove('desk-here')
    item.classList.add('desk-here')
  })
  root.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    if (!(event.target instanceof Element) || typing(event.target)) return
    if (event.key === '?') { if (document.querySelector('[data-keys], [data-key]')) { event.preventDefault(); help() } return }
    if (event.key === 'Enter' && event.target.matches('[data-keys-item]')) {
      event.target.querySelector('[data-key-open]')?.click()
      return
    }
    if (off()) return
    const list = document.querySelector('[data-keys]')
    const inList = event.target.closest('[data-keys]') !== null
    if (list && (event.key === 'j' || (inList && event.key === 'ArrowDown'))) { event.preventDefault(); move(1) }
    else if (list && (event.key === 'k' || (inList && event.key === 'ArrowUp'))) { event.preventDefault(); move(-1) }
    else if (event.key.length === 1 && press(event.key)) event.preventDefault()
  })
}
