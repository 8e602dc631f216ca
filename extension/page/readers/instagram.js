// Instagram: a comment's time is a link to it (/p/CODE/c/NUMBER/); the author's name is a link to /NAME/.
(() => {
  const c = globalThis.serjeantComments;
  const PERMALINK = /^\/(?:[A-Za-z0-9._]+\/)?(?:p|reel)\/[\w-]+\/c\/(\d{5,25})(\/r\/(\d{5,25}))?\/?$/;
  const AUTHOR = /^\/([A-Za-z0-9._]{1,30})\/$/;

  function read() {
    const comments = [];
    for (const time of document.querySelectorAll('a[href*="/c/"] time[datetime]')) {
      const link = time.closest('a');
      const [, comment, , reply] = PERMALINK.exec(c.url(link).pathname) ?? [];
      if (!comment) continue;
      const element = around(link);
      const author = [...(element?.querySelectorAll('a[href]') ?? [])].find((a) => AUTHOR.test(c.url(a).pathname) && a.innerText.trim() !== '');
      if (!author) continue;
      const handle = AUTHOR.exec(c.url(author).pathname)[1];
      const texts = [...element.querySelectorAll('span[dir="auto"], h3 ~ div span, div[dir="auto"]')]
        .filter((e) => !e.contains(author) && !author.contains(e) && !e.contains(link) && !e.closest('button, [role="button"], time') && !e.querySelector('[dir="auto"]'))
        .map(c.words).filter(Boolean).sort((a, b) => b.length - a.length);
      comments.push({
        element, id: reply ?? comment, text: texts[0] ?? null, handle: `@${handle}`, name: null, profile: `${location.origin}/${handle}/`,
        at: c.moment(time), address: c.address(link), reply: reply !== undefined,
      });
    }
    return { post: null, comments };
  }

  /** The smallest part that holds the author and words beside the time, and no other comment's time. */
  function around(link) {
    let found = null;
    for (let e = link.parentElement; e && e !== document.body; e = e.parentElement) {
      if (e.querySelectorAll('a[href*="/c/"] time[datetime]').length > 1) break;
      found = e;
    }
    return found;
  }

  c.readers.push({ name: 'instagram', knows: () => c.onHost('instagram.com'), read });
})();
