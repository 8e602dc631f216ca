// TikTok: the parts of a comment are named by data-e2e. It gives no number and no exact time.
(() => {
  const c = globalThis.serjeantComments;

  function read() {
    const comments = [];
    for (const body of document.querySelectorAll('[data-e2e^="comment-level-"]')) {
      const level = body.getAttribute('data-e2e').slice('comment-level-'.length);
      let element = body.parentElement;
      let author = null;
      for (let i = 0; element && i < 6 && !author; i++, element = author ? element : element.parentElement)
        author = element.querySelector(`[data-e2e="comment-username-${CSS.escape(level)}"]`);
      const link = author?.matches('a') ? author : author?.querySelector('a[href]') ?? author?.closest('a[href]');
      const handle = link ? /^\/(@[\w.]{1,40})/.exec(c.url(link).pathname)?.[1] : null;
      comments.push({
        element: body, id: null, text: c.words(body), handle: handle ?? null, name: c.line(author?.textContent), profile: handle ? `${location.origin}/${handle}` : null,
        at: null, address: null, reply: level !== '1',
      });
    }
    return { post: c.words(document.querySelector('[data-e2e="browse-video-desc"], [data-e2e="video-desc"]')), comments };
  }

  c.readers.push({ name: 'tiktok', knows: () => c.onHost('tiktok.com'), read });
})();
