// Speaks with the desk: JSON, a bearer token, never a cookie.
const ROOT = '/api/browser';

/** Something the desk did not do, and what to do about it. `kind`: away, not-paired, not-allowed or refused. */
export class DeskProblem extends Error {
  constructor(kind, code, message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

const AWAY = 'The desk does not answer. What you kept is safe in this browser and goes by itself as soon as the desk is back.';

/** The desk's origin from what somebody typed; null where it can't be one. Plain http only on this computer: the token would travel open. */
export function originOf(typed) {
  const text = typed.trim();
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    const local = ['localhost', '127.0.0.1'].includes(url.hostname);
    return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? url.origin : null;
  } catch {
    return null;
  }
}

/** The match pattern for the desk. It has no port: Firefox knows none. */
export const patternOf = (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`;

/** Answers the parsed body; throws DeskProblem. */
export async function call(desk, method, path, body) {
  let response;
  try {
    response = await fetch(desk.origin + ROOT + path, {
      method,
      headers: headersOf(desk, body === undefined ? {} : { 'Content-Type': 'application/json' }),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(60_000),
    });
  } catch {
    throw new DeskProblem('away', 'away', AWAY);
  }
  return read(response.status, await response.text().catch(() => ''));
}

/** Sends one file. XMLHttpRequest, because fetch tells nothing of how far an upload has come. */
export function upload(desk, token, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `${desk.origin}${ROOT}/captures/${token}/files/${file.sha256}`);
    for (const [name, value] of Object.entries(headersOf(desk, { 'Content-Type': 'application/octet-stream' }))) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => {
      try {
        resolve(read(request.status, request.responseText));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = request.onabort = request.ontimeout = () => reject(new DeskProblem('away', 'away', AWAY));
    request.send(file.blob);
  });
}

const headersOf = (desk, more) => ({ Accept: 'application/json', ...(desk.token ? { Authorization: `Bearer ${desk.token}` } : {}), ...more });

function read(status, text) {
  let body = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    // A proxy's page, or the desk's own for a fault of its own.
  }
  if (status >= 200 && status < 300 && (body !== null || status === 204)) return body;
  const said = typeof body?.message === 'string' ? body.message.slice(0, 400) : null;
  const code = typeof body?.code === 'string' ? body.code : String(status);
  if (status === 401) throw new DeskProblem('not-paired', code, said ?? 'This browser is not paired with the desk any more. Pair it again.');
  if (status === 403) throw new DeskProblem('not-allowed', code, said ?? 'Your role at the desk does not let you do this.');
  if (status === 429) throw new DeskProblem('refused', code, 'Too many tries. Wait five minutes, then try again.');
  if (status >= 500 || said === null) throw new DeskProblem('away', code, AWAY);
  throw new DeskProblem('refused', code, said);
}
