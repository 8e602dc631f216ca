// Keeps two pages, their stylesheet and a script for when there is no connection, and what a person shares to the desk from this device until
// it is sent. Nothing of the desk itself is ever stored here: no message, name, case or page.
importScripts('/assets/share-store.js')

const shelf = 'desk-offline-2'
const stylesheet = '/assets/desk.css'
const kept = [stylesheet, '/assets/share-waits.js']
const offline = '/offline.html'
const waits = '/share-waits.html'
const receive = '/share/receive'
const share = '/share'

self.addEventListener('install', event => {
  event.waitUntil(caches.open(shelf).then(cache => cache.addAll([offline, waits, ...kept])).then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== shelf).map(name => caches.delete(name))))
    .then(() => self.clients.claim()))
})

async function take (request) {
  try {
    await self.deskShares.keep(await request.formData())
    return Response.redirect(share, 303)
  } catch {
    return Response.redirect(`${share}?missed=yes`, 303)
  }
}

self.addEventListener('fetch', event => {
  const path = new URL(event.request.url).pathname
  const navigates = event.request.mode === 'navigate'
  if (event.request.method === 'POST' && navigates && path === receive) { event.respondWith(take(event.request)); return }
  if (event.request.method !== 'GET') return
  if (kept.includes(path)) event.respondWith(fetch(event.request).catch(() => caches.match(path)))
  if (navigates) event.respondWith(fetch(event.request).catch(() => caches.match(path === share ? waits : offline)))
})
