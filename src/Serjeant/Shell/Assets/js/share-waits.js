// On the page that is shown when something was shared without a connection: goes on as soon as there is one.
const go = () => location.assign('/share')
addEventListener('online', go)
document.querySelector('[data-again]').addEventListener('click', go)
