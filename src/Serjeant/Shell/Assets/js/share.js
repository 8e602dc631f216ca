// What was shared on this device: tells on every page that something waits, and on the page of shares sends one after the other. A share is
// removed only when the desk has answered that it is kept; its number makes the same share sent twice one exhibit.
import './share-store.js'

const shares = self.deskShares
const longest = 60_000

/** The link of a share. Many apps put it among the words. */
const linkOf = share => /https?:\/\/[^\s<>"']+/i.exec(share.url)?.[0] ?? /https?:\/\/[^\s<>"']+/i.exec(share.text)?.[0] ?? ''

/** What Checks can say of a file, which is asked in these words; null where it can say nothing. */
const question = file => /\.(eml|msg)$/i.test(file.name) || ['message/rfc822', 'application/vnd.ms-outlook'].includes(file.type)
  ? 'Is this genuine? Check the email'
  : ['image/png', 'image/jpeg', 'image/gif'].includes(file.type) ? 'Is this genuine? Check its QR code' : null

const size = bytes => bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const bytesOf = text => new TextEncoder().encode(text).length

/** A file of the share, with a button that sends it to Checks where those can say something of it. The share itself stays on the device. */
function line (file, template, form) {
  const item = Object.assign(document.createElement('li'), { textContent: `${file.name || 'A file without a name'}, ${size(file.size)}` })
  const words = question(file)
  if (!words) return item
  const ask = template.content.cloneNode(true)
  const button = ask.querySelector('button')
  button.prepend(words)
  button.querySelector('span').textContent = ` ${file.name}`
  button.addEventListener('click', () => {
    const files = new DataTransfer()
    files.items.add(new File([file], file.name || 'shared', { type: file.type }))
    form.querySelector('input[type=file]').files = files.files
    form.submit()
  })
  item.append(ask)
  return item
}

function fill (box, share, others) {
  const link = linkOf(share)
  const words = [share.title, share.text === link ? '' : share.text, share.url === link ? '' : share.url].filter(Boolean).join('\n')
  const part = name => box.querySelector(`[data-share-${name}]`)
  part('when').textContent = `Shared ${new Date(share.at).toLocaleString('en-GB')}`
  part('files').replaceChildren(...share.files.map(file => line(file, part('ask'), part('check-file'))))
  part('words').textContent = words
  part('words').hidden = !words
  part('link').textContent = link
  for (const row of box.querySelectorAll('[data-share-link-row]')) row.hidden = !link
  const all = [share.title, share.text, share.url].filter(Boolean).join('\n')
  const values = { id: share.id, at: share.at, title: share.title, link, text: share.text, words: all }
  for (const field of box.querySelectorAll('[data-share-field]')) field.value = values[field.dataset.shareField]
  const check = part('check')
  if (check) check.hidden = !all || bytesOf(all) > longest
  const what = box.querySelector('#What')
  if (what && !what.value) what.value = (share.title || share.files[0]?.name || '').slice(0, 150)
  part('more').textContent = others === 0 ? '' : others === 1 ? 'One more share waits after this one.' : `${others} more shares wait after this one.`
}

async function send (form, share) {
  const body = new FormData(form)
  // A field may be so long and no longer; what is over goes as a file, whole.
  for (const name of ['Title', 'Text']) {
    if (bytesOf(body.get(name)) <= longest) continue
    body.append('Files', new File([body.get(name)], `shared-${name.toLowerCase()}.txt`, { type: 'text/plain' }))
    body.set(name, '')
  }
  for (const file of share.files) body.append('Files', file, file.name || 'shared')
  // As htmx would: the desk then says where to go instead of sending the browser there.
  return await fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } })
}

async function take (section, form, share) {
  const problem = form.querySelector('[data-share-problem]')
  const button = form.querySelector('[data-share-send]')
  problem.textContent = ''
  button.disabled = true
  try {
    const answer = await send(form, share)
    const to = answer.headers.get('HX-Redirect')
    if (answer.redirected && new URL(answer.url).pathname === '/sign-in') {
      location.assign(`/sign-in?returnTo=${encodeURIComponent(section.dataset.shareHere)}`)
    } else if (answer.ok && to) {
      await shares.remove(share.id)
      location.assign(to)
    } else if (answer.status === 422) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')))
      document.dispatchEvent(new CustomEvent('desk:replaced'))
      document.querySelector('.govuk-error-summary')?.focus()
    } else {
      problem.textContent = answer.status === 400
        ? 'This page was open too long. Load it again, then try once more. Nothing is lost.'
        : answer.status === 413 ? 'It is too large to send. Nothing is lost.' : 'That did not work. Nothing is lost: it stays on this device. Try again in a minute.'
    }
  } catch {
    problem.textContent = 'No connection. Nothing is lost: it stays on this device until it is sent.'
  } finally {
    button.disabled = false
  }
}

async function show (section) {
  const wait = section.querySelector('[data-share-wait]')
  const one = section.querySelector('[data-share-one]')
  let all
  try {
    all = await shares.all()
  } catch {
    wait.textContent = 'This browser keeps nothing for later, so nothing can be shared to it.'
    return
  }
  wait.hidden = all.length > 0
  one.hidden = all.length === 0
  if (all.length === 0) {
    wait.textContent = 'Nothing that you shared waits on this device.'
    return
  }
  const share = all[0]
  fill(one, share, all.length - 1)
  const form = one.querySelector('[data-share-form]')
  form?.addEventListener('submit', event => {
    event.preventDefault()
    take(section, form, share)
  })
  const drop = one.querySelector('[data-share-drop]')
  drop.addEventListener('click', async () => {
    if (!confirm(drop.dataset.shareSure)) return
    await shares.remove(share.id)
    location.reload()
  })
}

export async function startShares (root) {
  const section = root.querySelector('[data-share]')
  if (section) return await show(section)
  const box = root.querySelector('[data-shares]')
  if (!box) return
  const count = await shares.count().catch(() => 0)
  if (count === 0) return
  box.querySelector('[data-shares-words]').textContent = count === 1 ? 'Something that you shared waits on this device.' : `${count} shares wait on this device.`
  box.hidden = false
}
