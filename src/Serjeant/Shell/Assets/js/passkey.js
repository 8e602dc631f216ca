// A form[data-passkey="create" | "get"] asks the browser for a passkey and posts the answer in its hidden field.
//   <input type="hidden" data-passkey-options value='{…}'>   the server's options, as JSON
//   <input type="hidden" data-passkey-result name="…">       where the answer goes
//   <p data-passkey-error hidden></p>                         what to say when it does not work
const words = {
  NotAllowedError: 'The passkey was not used. You may have cancelled, or it took too long. Try again when you are ready.',
  InvalidStateError: 'This device already has a passkey for you.',
  SecurityError: 'Passkeys do not work at this address. Use the name that your office gave you.'
}

const supported = () => isSecureContext && 'PublicKeyCredential' in window &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'

async function ask (form) {
  const options = JSON.parse(form.querySelector('[data-passkey-options]').value)
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return JSON.stringify(credential.toJSON())
}

function fail (form, message) {
  const place = form.querySelector('[data-passkey-error]')
  if (!place) return
  place.textContent = message
  place.hidden = false
  place.setAttribute('role', 'alert')
}

export function startPasskeys (root) {
  for (const form of root.querySelectorAll('form[data-passkey]')) {
    if (form.dataset.passkeyReady) continue
    form.dataset.passkeyReady = 'true'
    if (!supported()) {
      fail(form, 'This browser cannot use passkeys here. Use your password and authenticator app instead.')
      for (const button of form.querySelectorAll('button')) button.disabled = true
      continue
    }
    form.addEventListener('submit', async event => {
      const result = form.querySelector('[data-passkey-result]')
      if (result.value) return
      event.preventDefault()
      const submitter = event.submitter
      try {
        result.value = await ask(form)
        form.requestSubmit(submitter ?? undefined)
      } catch (error) {
        fail(form, words[error?.name] ?? 'The passkey did not work. Try again, or sign in another way.')
      }
    })
  }
}
