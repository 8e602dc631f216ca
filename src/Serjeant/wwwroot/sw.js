// Keeps one page and its stylesheet for when there is no connection, and nothing else: no message, name or case is ever
// stored on the device.
const shelf = 'desk-offline-1'
const stylesheet = '/assets/desk.css'

self.addEventListener('install', event => {
  event.waitUntil(caches.open(shelf).then(cache => cache.addAll(['/offline.html', stylesheet])).then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== shelf).map(name => caches.delete(name))))
    .then(() => self.clients.claim()))
})

self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET') return
  if (new URL(event.request.url).pathname === stylesheet) event.respondWith(fetch(event.request).catch(() => caches.match(stylesheet)))
  if (event.request.mode !== 'navigate') return
  event.respondWith(fetch(event.request).catch(() => caches.match('/offline.html')))
})
