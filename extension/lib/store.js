// What the extension keeps, in IndexedDB: the desk it is paired with, what waits to be sent, and the files of that. All parts of
// the extension share it, and it outlives the browser.
const NAME = 'serjeant';
const VERSION = 1;
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('settings');
      request.result.createObjectStore('sendings', { keyPath: 'token' });
      request.result.createObjectStore('files', { keyPath: ['token', 'path'] });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Runs the work in one transaction and answers once it is on disk. */
async function within(stores, mode, work) {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode, { durability: 'strict' });
    const request = work(...stores.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const setting = (key) => within(['settings'], 'readonly', (s) => s.get(key));
export const setSetting = (key, value) => within(['settings'], 'readwrite', (s) => (value === undefined ? s.delete(key) : s.put(value, key)));

export const sending = (token) => within(['sendings'], 'readonly', (s) => s.get(token));

/** Oldest first. */
export const sendings = async () => (await within(['sendings'], 'readonly', (s) => s.getAll())).sort((a, b) => a.createdAt - b.createdAt);

/** The sending and its new files together, or neither. */
export const saveSending = (record, files = []) => within(['sendings', 'files'], 'readwrite', (s, f) => {
  for (const file of files) f.put({ token: record.token, ...file });
  return s.put(record);
});

const filesOf = (token) => IDBKeyRange.bound([token], [token, []]);

export const file = (token, path) => within(['files'], 'readonly', (f) => f.get([token, path]));
export const dropFiles = (token) => within(['files'], 'readwrite', (f) => f.delete(filesOf(token)));
export const dropSending = (token) => within(['sendings', 'files'], 'readwrite', (s, f) => {
  f.delete(filesOf(token));
  return s.delete(token);
});
