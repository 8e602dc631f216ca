// Runs in the page, after the readers: the first that knows this site reads it; else the one for any site.
(() => {
  const { readers, seen } = globalThis.serjeantComments;
  const MOST = 500;
  const MOST_POST = 2_000;

  const reader = readers.find((r) => r.knows());
  const { post = null, comments = [] } = reader?.read() ?? {};
  const there = new Set();
  const kept = [];
  for (const { element, ...comment } of comments) {
    if (kept.length === MOST || !comment.text || !seen(element)) continue;
    const key = JSON.stringify([comment.id, comment.handle, comment.name, comment.text]);
    if (there.has(key)) continue;
    there.add(key);
    kept.push(comment);
  }
  delete globalThis.serjeantComments;
  return { address: location.href, postText: post ? post.slice(0, MOST_POST) : null, comments: kept, reader: reader?.name ?? null };
})();
