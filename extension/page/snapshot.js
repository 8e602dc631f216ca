// Runs in the page: its words and its source as they are now. What could carry a sign-in is left out: scripts, what is typed or
// hidden in forms, and tokens in the head.
(() => {
  const MOST_SOURCE = 20_000_000;
  const MOST_WORDS = 2_000_000;

  /** Cut where no character is torn. */
  const cut = (text, most) => (text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''));

  function source() {
    // Parsed anew, so that nothing of the page's own wakes up in the copy.
    const copy = new DOMParser().parseFromString(document.documentElement.outerHTML, 'text/html');
    for (const script of copy.querySelectorAll('script, noscript')) script.remove();
    for (const field of copy.querySelectorAll('input:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio])')) field.removeAttribute('value');
    for (const meta of copy.querySelectorAll('meta[name*="csrf" i], meta[name*="token" i], meta[name*="nonce" i]')) meta.remove();
    for (const element of copy.querySelectorAll('[nonce]')) element.removeAttribute('nonce');
    const type = document.doctype ? `<!DOCTYPE ${document.doctype.name}>\n` : '';
    return `${type}${copy.documentElement.outerHTML}\n`;
  }

  const html = source();
  const words = document.body?.innerText ?? '';
  return {
    html: cut(html, MOST_SOURCE),
    text: cut(words, MOST_WORDS),
    cutSource: html.length > MOST_SOURCE,
    cutWords: words.length > MOST_WORDS,
    referrer: document.referrer ? new URL(document.referrer).origin : null,
    language: document.documentElement.lang || null,
  };
})();
