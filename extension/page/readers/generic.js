// Any other site: comments marked as such (schema.org, role=comment, articles, the usual class names), each with its words.
(() => {
  const c = globalThis.serjeantComments;
  /** Each is compared with the others: a page may hold any number. */
  const MOST_LOOKED_AT = 2_000;
  const MARKED = '[itemtype*="schema.org/Comment"], [role="comment"]';
  const USUAL = 'article, [role="article"], li.comment, div.comment, [id^="comment-"]:is(li, div, article), [class~="comment-item"], [data-comment-id]';
  const AUTHOR = '[itemprop="author"], [rel~="author"], .comment-author, .author, .fn, .username, [class*="author" i], [class*="user-name" i]';
  const BODY = '[itemprop="text"], .comment-content, .comment-body, .comment-text, .e-content, [class*="comment-text" i], blockquote, p, [dir="auto"]';
  const NOISE = 'time, button, nav, form, [role="button"], [aria-hidden="true"], script, style';

  function read() {
    const marked = [...document.querySelectorAll(MARKED)];
    const all = (marked.length > 0 ? marked : [...document.querySelectorAll(USUAL)]).slice(0, MOST_LOOKED_AT);
    const set = new Set(all);
    const nearest = (element) => {
      let e = element.parentElement;
      while (e && !set.has(e)) e = e.parentElement;
      return e;
    };
    let post = null;
    const comments = [];
    for (const element of all) {
      const own = (e) => nearest(e) === element;
      const author = [...element.querySelectorAll(AUTHOR)].find((e) => own(e) && e.textContent.trim() !== '');
      const time = [...element.querySelectorAll('time[datetime], [itemprop="dateCreated"], [itemprop="datePublished"]')].find(own);
      const parts = [...element.querySelectorAll(BODY)].filter((e) => own(e) && !e.closest(NOISE) && !(author && (author.contains(e) || e.contains(author))));
      const outer = parts.filter((e) => !parts.some((other) => other !== e && other.contains(e)));
      const text = outer.map(c.words).filter(Boolean).join('\n') || null;
      const links = [...element.querySelectorAll('a[href]')].filter(own);
      const profile = author?.closest('a[href]') ?? author?.querySelector('a[href]') ?? null;
      // The article that the others lie in, or that comes first and is much longer, is the post itself.
      if (element.matches('article, [role="article"]') && all.some((other) => other !== element && element.contains(other))) {
        post ??= text;
        continue;
      }
      if (!author && !time && marked.length === 0 && !element.matches('[id^="comment"], [class~="comment"], [data-comment-id]')) continue;
      comments.push({
        element, id: null, text, handle: handleOf(links), name: c.line(author?.innerText), profile: c.address(profile), at: c.moment(time),
        address: c.address(time?.closest('a[href]')), reply: nearest(element) !== null && !nearest(element).matches('article, [role="article"]'),
      });
    }
    return { post, comments };
  }

  /** A user name, where a link of the comment is written as one: @name or @name@server. */
  function handleOf(links) {
    const found = links.map((a) => a.textContent.trim()).find((text) => /^@[\w.-]{1,60}(?:@[\w.-]{1,200})?$/.test(text));
    return found ?? null;
  }

  c.readers.push({ name: 'generic', knows: () => true, read });
})();
