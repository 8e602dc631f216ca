// X: each post is an article; its time is a link to it, which holds the handle and the number.
(() => {
  const c = globalThis.serjeantComments;
  const LINK = /^\/([A-Za-z0-9_]{1,30})\/status\/(\d{5,25})\/?$/;

  function read() {
    const own = LINK.exec(location.pathname.replace(/\/(photo|video)\/\d+$/, ''))?.[2] ?? null;
    let post = null;
    const comments = [];
    for (const element of document.querySelectorAll('article')) {
      if (element.parentElement.closest('article')) continue; // what it quotes
      const time = [...element.querySelectorAll('a[href*="/status/"] > time[datetime]')].find((t) => t.closest('article') === element);
      const link = time?.parentElement ?? element.querySelector('a[href*="/status/"]');
      const [, handle, id] = LINK.exec(link ? c.url(link).pathname : '') ?? [];
      const body = element.querySelector('[data-testid="tweetText"]') ?? element.querySelector('div[lang]');
      const text = c.words(body);
      if (!id || !text) continue;
      if (id === own) {
        post = text;
        continue;
      }
      const names = element.querySelector('[data-testid="User-Name"]') ?? element;
      const name = [...names.querySelectorAll('a[href]')].find((a) => c.url(a).pathname.slice(1).toLowerCase() === handle.toLowerCase() && !a.textContent.trim().startsWith('@') && a.textContent.trim());
      comments.push({
        element, id, text, handle: `@${handle}`, name: c.line(name?.textContent), profile: `${location.origin}/${handle}`,
        at: c.moment(time), address: c.address(link), reply: own !== null,
      });
    }
    return { post, comments };
  }

  c.readers.push({ name: 'x', knows: () => c.onHost('x.com', 'twitter.com'), read });
})();
