// What people share to the desk waits here, in this browser, until it is sent signed in. Read by the service worker and by pages, so it
// is a plain script that both can load. It holds only what a person shared on this device, never anything of the desk.
(() => {
  const name = 'desk-shares'
  const store = 'waiting'
  const most = 50

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

  // Resolves when the transaction is complete: only then is it on the device for good.
  const run = async (mode, work) => {
    const db = await open()
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction(store, mode, { durability: 'strict' })
        const request = work(transaction.objectStore(store))
        transaction.oncomplete = () => resolve(request?.result)
        transaction.onerror = transaction.onabort = () => reject(transaction.error)
      })
    } finally {
      db.close()
    }
  }

  self.deskShares = {
    /** Keeps a form that the system sent. Rejects when the device has no room, or too many wait already. */
    async keep (form) {
      if (await this.count() >= most) throw new Error('full')
      const files = form.getAll('files').filter(file => file instanceof File && (file.size > 0 || file.name))
      const words = key => String(form.get(key) ?? '')
      const share = { id: crypto.randomUUID(), at: new Date().toISOString(), title: words('title'), text: words('text'), url: words('url'), files }
      if (files.length === 0 && !share.title && !share.text && !share.url) return
      await run('readwrite', shares => shares.add(share))
    },
    /** Oldest first. */
    async all () {
      const shares = await run('readonly', each => each.getAll())
      return shares.sort((a, b) => a.at.localeCompare(b.at))
    },
    count: () => run('readonly', shares => shares.count()),
    remove: id => run('readwrite', shares => shares.delete(id))
  }
})()
