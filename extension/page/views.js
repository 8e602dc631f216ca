// Runs in the page, in the extension's own world: finds what scrolls, moves it view by view, and puts everything back.
(() => {
  // A page that grabs these afterwards can't be told from one that did not, so what is used is taken once, here.
  const PATIENCE = 30_000;
  const touched = [];
  let scroller = null;
  let inside = false;
  let startAt = 0;
  let watchdog = 0;

  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const root = () => document.scrollingElement ?? document.documentElement;

  /** A dialog or a pane that scrolls by itself (a post over a feed, a conversation) is what the person looks at: not the page behind it. */
  function find() {
    let candidate = null;
    let overlay = null;
    for (let e = document.elementFromPoint(innerWidth / 2, innerHeight / 2); e && e !== document.body && e !== document.documentElement; e = e.parentElement) {
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      const large = box.height > innerHeight * 0.4 && box.width > innerWidth * 0.25;
      if (large && /auto|scroll|overlay/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 4) candidate ??= e;
      if (style.position === 'fixed' && box.width * box.height > innerWidth * innerHeight * 0.5) overlay = e;
    }
    if (candidate && (overlay || root().scrollHeight <= innerHeight + 4)) return { element: candidate, inside: true };
    return { element: overlay ? null : root(), inside: false };
  }

  function set(element, name, value) {
    if (element.style.getPropertyValue(name) === value && element.style.getPropertyPriority(name) === 'important') return;
    touched.push([element, name, element.style.getPropertyValue(name), element.style.getPropertyPriority(name), element.hasAttribute('style')]);
    element.style.setProperty(name, value, 'important');
  }

  /** What stays in place while the page moves would be in every view: fixed things are hidden, sticky ones go with the page. */
  function flatten() {
    for (const element of document.querySelectorAll('body *')) {
      const { position } = getComputedStyle(element);
      if (position === 'fixed' && !(scroller && element.contains(scroller))) set(element, 'visibility', 'hidden');
      if (position === 'sticky') {
        set(element, 'position', 'relative');
        for (const edge of ['top', 'bottom', 'left', 'right']) set(element, edge, 'auto');
      }
    }
  }

  function where() {
    const box = inside ? scroller.getBoundingClientRect() : { left: 0, top: 0 };
    return {
      top: scroller ? scroller.scrollTop : 0,
      pageHeight: scroller ? scroller.scrollHeight : innerHeight,
      address: location.href,
      // Whole pixels inside the window: where the moving part lies on the screen.
      box: inside
        ? { left: Math.max(0, box.left + scroller.clientLeft), top: Math.max(0, box.top + scroller.clientTop), width: scroller.clientWidth, height: Math.min(scroller.clientHeight, innerHeight - Math.max(0, box.top + scroller.clientTop)) }
        : { left: 0, top: 0, width: innerWidth, height: innerHeight },
    };
  }

  function end() {
    clearTimeout(watchdog);
    for (const [element, name, value, priority, hadStyle] of touched.reverse()) {
      element.style.setProperty(name, value, priority);
      // The source that is kept next must not hold traces of this.
      if (!hadStyle && element.style.length === 0) element.removeAttribute('style');
    }
    touched.length = 0;
    if (scroller) scroller.scrollTop = startAt;
    scroller = null;
  }

  /** If the extension is stopped half-way, the page comes back by itself. */
  function alive() {
    clearTimeout(watchdog);
    watchdog = setTimeout(end, PATIENCE);
  }

  globalThis.serjeantViews = {
    begin() {
      end();
      ({ element: scroller, inside } = find());
      startAt = scroller ? scroller.scrollTop : 0;
      alive();
      return { ...where(), width: innerWidth, height: innerHeight, title: document.title, scale: devicePixelRatio, inside, userAgent: navigator.userAgent };
    },
    async flatten() {
      alive();
      for (const element of [document.documentElement, scroller].filter(Boolean)) set(element, 'scroll-behavior', 'auto');
      flatten();
      await wait(50);
    },
    /** Things that appear only once the page has moved (a bar that slides in) are put away again at each step. */
    async to(y) {
      alive();
      if (scroller) scroller.scrollTop = y;
      await wait(150);
      flatten();
      return where();
    },
    end,
  };
})();
