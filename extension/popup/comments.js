import { ask, byId, doing, make } from './ask.js';

let found;

/** The comments of the page, to look over and leave out from before they go. */
export function startComments({ tab, refresh }) {
  byId('comments-find').onclick = () => doing(byId('comments-find'), async () => {
    found = await ask('find-comments', { tab: tab.id });
    if (found.comments.length === 0)
      throw new Error('No comments were found on this page. Open the post with its comments, scroll until you see them, then try again.');
    show();
    byId('ready').hidden = true;
    byId('comments').hidden = false;
    byId('comments-send').focus();
  });
  byId('all').onchange = () => {
    for (const box of boxes()) box.checked = byId('all').checked;
    count();
  };
  byId('words').onchange = () => {
    for (const text of document.querySelectorAll('#comments-list .text')) text.hidden = !byId('words').checked;
  };
  byId('comments-list').onchange = count;
  byId('comments-back').onclick = () => {
    byId('comments').hidden = true;
    void refresh();
  };
  byId('comments-send').onclick = () => doing(byId('comments-send'), async () => {
    const chosen = boxes().map((box, i) => (box.checked ? found.comments[i] : null)).filter(Boolean);
    await ask('send-comments', { page: found.page, comments: chosen });
    byId('comments').hidden = true;
    await refresh();
  });
}

const boxes = () => [...document.querySelectorAll('#comments-list input')];

function show() {
  const { comments, more } = found;
  byId('comments-title').textContent = `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'} found${more ? `, ${more} more left for another time` : ''}`;
  byId('all').checked = true;
  byId('comments-list').replaceChildren(...comments.map((comment) => make('li', {},
    make('label', {},
      make('input', { type: 'checkbox', checked: true }),
      make('span', { className: 'from' }, [comment.name, comment.handle].filter(Boolean).join(' ') || 'No name'),
      make('span', { className: 'text', hidden: !byId('words').checked }, comment.text.length > 300 ? `${comment.text.slice(0, 300)}…` : comment.text)))));
  count();
}

function count() {
  const chosen = boxes().filter((box) => box.checked).length;
  byId('comments-send').textContent = `Send ${chosen} to the inbox`;
  byId('comments-send').disabled = chosen === 0;
}
