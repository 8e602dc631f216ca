// Facebook: a comment is an article in the page's structure, with a link that names it (comment_id, reply_comment_id).
(() => {
  const c = globalThis.serjeantComments;
  const number = (text) => (/^\d{5,25}$/.test(text ?? '') ? text : null);

  function read() {
    const comments = [];
    for (const element of document.querySelectorAll('[role="article"]')) {
      const own = (found) => found.closest('[role="article"]') === element;
      const link = [...element.querySelectorAll('a[href*="comment_id="]')].find((a) => own(a) && a.innerText.trim() !== '' && !isName(a));
      const named = [...element.querySelectorAll('a[href]')].find((a) => own(a) && isName(a));
      const permalink = link ?? [...element.querySelectorAll('a[href*="comment_id="]')].find(own);
      if (!permalink) continue;
      const query = c.url(permalink).searchParams;
      const reply = query.get('reply_comment_id');
      const parts = [...element.querySelectorAll('div[dir="auto"], span[dir="auto"][lang]')].filter((e) => own(e) && !e.closest('a') && !e.querySelector('[dir="auto"]'));
      comments.push({
        element, id: number(reply ?? query.get('comment_id')), text: parts.map(c.words).filter(Boolean).join('\n') || null, handle: null,
        name: c.line(named?.textContent), profile: profileOf(named), at: null, address: c.address(permalink), reply: reply !== null,
      });
    }
    return { post: null, comments };
  }

  /** The link with the author's name: to a person or page, with words, and not the comment's time. */
  function isName(link) {
    const url = c.url(link);
    return c.onHost('facebook.com') && url.hostname === location.hostname && link.innerText.trim() !== ''
      && (/^\/(?:profile\.php|people\/.+|user\/\d+.*|groups\/\d+\/user\/\d+\/?|[A-Za-z0-9.]{3,80}\/?)$/.test(url.pathname)) && !/^\/(?:photo|watch|reel|permalink\.php|story\.php)/.test(url.pathname);
  }

  /** Without what Facebook adds to it to follow people about. */
  function profileOf(link) {
    if (!link) return null;
    const url = c.url(link);
    const id = url.searchParams.get('id');
    return `${url.origin}${url.pathname.replace(/\/$/, '')}${url.pathname === '/profile.php' && id ? `?id=${encodeURIComponent(id)}` : ''}`.slice(0, 1_900);
  }

  c.readers.push({ name: 'facebook', knows: () => c.onHost('facebook.com'), read });
})();
