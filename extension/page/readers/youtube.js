// YouTube: the parts of a comment have ids of their own; its time is a link with the comment's id (lc=).
(() => {
  const c = globalThis.serjeantComments;

  function read() {
    const comments = [];
    for (const body of document.querySelectorAll('ytd-comments #content-text, ytd-comment-view-model #content-text, ytd-comment-renderer #content-text')) {
      const element = body.closest('ytd-comment-view-model, ytd-comment-renderer, ytd-comment-thread-renderer') ?? body.parentElement;
      const author = element.querySelector('#author-text');
      const link = element.querySelector('a[href*="lc="]');
      const id = link ? c.url(link).searchParams.get('lc') : null;
      const handle = author?.href ? decodeURIComponent(c.url(author).pathname).split('/')[1] : null;
      comments.push({
        element, id, text: c.words(body), handle: handle?.startsWith('@') ? c.line(handle) : null, name: c.line(author?.textContent),
        profile: c.address(author), at: null, address: c.address(link), reply: id?.includes('.') ?? false,
      });
    }
    return { post: c.words(document.querySelector('ytd-watch-metadata h1')), comments };
  }

  c.readers.push({ name: 'youtube', knows: () => c.onHost('youtube.com'), read });
})();
