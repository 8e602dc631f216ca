// What this browser is and what time it has.

/** Name and true version, such as "Chromium 156.0.8078.108". */
export async function browserName() {
  if (chrome.runtime.getBrowserInfo) {
    const { name, version } = await chrome.runtime.getBrowserInfo();
    return `${name} ${version}`;
  }
  const { fullVersionList = [] } = await navigator.userAgentData?.getHighEntropyValues(['fullVersionList']) ?? {};
  const real = fullVersionList.filter((b) => !/not.?a.?brand/i.test(b.brand));
  const found = real.find((b) => b.brand !== 'Chromium') ?? real[0];
  return found ? `${found.brand} ${found.version}` : navigator.userAgent.slice(0, 180);
}

/** This moment, as the browser's clock has it. */
export function now() {
  const date = new Date();
  const ahead = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + ahead * 60_000).toISOString().slice(0, -1);
  const pad = (n) => String(Math.floor(n)).padStart(2, '0');
  return {
    at: date.toISOString(),
    local: `${local}${ahead < 0 ? '-' : '+'}${pad(Math.abs(ahead) / 60)}:${pad(Math.abs(ahead) % 60)}`,
    utcOffsetMinutes: ahead,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
