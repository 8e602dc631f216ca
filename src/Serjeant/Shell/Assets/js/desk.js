// Brings the page to life. Everything here is a comfort: every page works without it.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, SkipLink, Tabs } from './govuk-frontend.js'
import htmx from './htmx.js'
import './hx-sse.js'
import { startKeys } from './keys.js'
import { startLive } from './live.js'
import { startPasskeys } from './passkey.js'
import { startRedacting } from './redact.js'
import { startShares } from './share.js'

// Radios need no script (their conditional fields are shown by CSS), and file inputs take dropped files by themselves.
const parts = [Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner, PasswordInput, SkipLink, Tabs]

function start (scope) {
  for (const part of parts) createAll(part, undefined, { scope, onError: () => {} })
  startPasskeys(scope)
}

start(document)
startKeys(document)
startLive(document)
startRedacting(document)
startShares(document)
document.addEventListener('desk:replaced', () => { start(document.querySelector('main')); startShares(document) })

const alertBox = document.querySelector('[data-alert]')

/** Says something in passing, aloud too. */
export function say (words) {
  if (!alertBox) return
  alertBox.textContent = words
  clearTimeout(say.timer)
  say.timer = setTimeout(() => { alertBox.textContent = '' }, 8000)
}

// What htmx put in needs the same start as what came with the page.
document.addEventListener('htmx:after:swap', event => {
  const scope = event.detail?.ctx?.target ?? event.target
  if (!(scope instanceof Element)) return
  start(scope.parentElement ?? scope)
})

// The session ended while the page lay open: htmx followed the redirect to the sign-in page, which is no fragment.
document.addEventListener('htmx:before:response', event => {
  const raw = event.detail?.ctx?.response?.raw
  if (!raw?.redirected || new URL(raw.url).pathname !== '/sign-in') return
  event.preventDefault()
  location.reload()
})

// An answer that is no fragment (no access, gone, broken) is told, not swapped in.
document.addEventListener('htmx:response:error', event => {
  const status = event.detail?.ctx?.response?.status
  if (status === 422) return
  say(status === 400 ? 'This page was open too long. Load it again, then try once more. Nothing was saved.'
    : status === 403 ? 'Your role does not include that.'
      : status === 404 ? 'That is no longer here.'
        : 'That did not work. Nothing was saved. Try again in a minute.')
})
document.addEventListener('htmx:error', () => say('No answer from the desk. Check your connection, then try again.'))

// A menu closes when the person looks elsewhere.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.desk-menu[open]')) if (!menu.contains(event.target)) menu.open = false
  if (event.target.closest?.('[data-print]')) print()
})
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return
  const menu = document.activeElement?.closest('details.desk-menu[open]')
  if (menu) { menu.open = false; menu.querySelector('summary').focus() }
})

if ('serviceWorker' in navigator && isSecureContext) navigator.serviceWorker.register('/sw.js').catch(() => {})
window.htmx = htmx
