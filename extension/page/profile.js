// Runs in the page: the address of the account's own page, where the post's address or a link says it. Only on the same site,
// because that is as far as the person's press on the button reaches.
(() => {
  const path = location.pathname;
  const patterns = [
    /^\/([A-Za-z0-9_]{1,30})\/status\/\d+/, // X
    /^\/(@[\w.]{1,40})\/(?:video|photo|post)\//, // TikTok, Threads
    /^\/(profile\/[\w.:-]{1,260})\/post\//, // Bluesky
    /^\/(@[\w.-]{1,60}(?:@[\w.-]{1,200})?)\/\d{10,25}/, // Mastodon
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(path);
    if (found) return `${location.origin}/${found[1]}`;
  }
  for (const selector of ['main a[rel~="author"][href]', 'article header a[href^="/"]', '#owner a[href^="/@"]', 'a[rel~="author"][href]', '[itemprop="author"] a[href]']) {
    const link = document.querySelector(selector);
    if (link && link.origin === location.origin && link.href.length < 1_500) return link.href;
  }
  return null;
})();
