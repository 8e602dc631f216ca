// Runs in the page, before the readers: what they share. Everything read is text of bounded length; nothing of the page is run.
(() => {
  const MOST_TEXT = 10_000;
  const MOST_NAME = 200;

  /** Line breaks stay, other invisible control characters go. */
  const clean = (text) => (text ?? '').replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ');
  const cut = (text, most) => (text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''));

  const words = (element) => {
    const text = cut(clean(element?.innerText).replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim(), MOST_TEXT);
    return text || null;
  };
  const line = (text) => cut(clean(text).replace(/\s+/g, ' ').trim(), MOST_NAME) || null;

  /** An address that may be followed; null for anything else. */
  const address = (link) => {
    const href = link?.href;
    return typeof href === 'string' && /^https?:\/\//.test(href) && href.length < 2_000 ? href : null;
  };

  /** The link's address in its parts; a blank one where a page wrote nonsense. */
  const url = (link) => {
    try {
      return new URL(link.href);
    } catch {
      return new URL('about:blank');
    }
  };

  /** An exact moment, where the page has one; "2 h" is none. */
  const moment = (element) => {
    const value = element?.getAttribute?.('datetime') ?? element?.getAttribute?.('content');
    const time = value ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  };

  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && (element.checkVisibility?.({ visibilityProperty: true }) ?? true);
  };

  const onHost = (...hosts) => hosts.some((host) => location.hostname === host || location.hostname.endsWith(`.${host}`));

  globalThis.serjeantComments = { readers: [], words, line, address, url, moment, seen, onHost };
})();
