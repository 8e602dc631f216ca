// The first thing in the body, so that nothing jumps when the modules arrive. Not a module, because those wait.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
