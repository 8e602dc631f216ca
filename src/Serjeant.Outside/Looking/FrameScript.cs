namespace Serjeant.Outside.Looking;

/// <summary>
/// The script that reads one document from a world of its own. Elements can be named so that they cover a form's or the document's own properties, so those are asked by way of the prototypes. It
/// walks open shadow roots too, looks at 20,000 elements at most and cuts all text.
/// </summary>
internal static class FrameScript
{
    /// <summary>Defines <c>look</c>; the two others end with a value.</summary>
    private const string Common = """
        const cut = (text, most) => typeof text === 'string' ? text.slice(0, most) : '';
        const attribute = (element, name, most = 300) => cut(Element.prototype.getAttribute.call(element, name) ?? '', most);
        const shown = element => {
          if (!element.getClientRects().length) return false;
          const box = element.getBoundingClientRect();
          if (box.width < 2 || box.height < 2 || box.right + scrollX < 0 || box.bottom + scrollY < 0) return false;
          const style = getComputedStyle(element);
          return style.visibility === 'visible' && Number(style.opacity) > 0.05;
        };
        const inner = element => cut(Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'innerText').get.call(element), 20000);
        const typed = element => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLElement && attribute(element, 'contenteditable') !== '' && attribute(element, 'contenteditable') !== 'false';
        const field = element => {
          const style = getComputedStyle(element);
          const form = element.form ?? null;
          const labels = element.labels ? [...element.labels].slice(0, 3).map(inner).join(' ') : '';
          const near = element.parentElement instanceof HTMLElement && !(element.parentElement instanceof HTMLFormElement) ? cut(inner(element.parentElement), 80) : '';
          const own = [labels, attribute(element, 'placeholder'), attribute(element, 'aria-label'), attribute(element, 'title')].filter(t => t).join(' ');
          let sends = null;
          try {
            const button = form ? Element.prototype.querySelector.call(form, '[formaction]') : null;
            const to = button ? attribute(button, 'formaction', 2000) : form ? attribute(form, 'action', 2000) : '';
            if (to) sends = new URL(to, location.href).href;
          } catch { }
          return {
            type: cut(element.type ?? 'text', 40), name: cut(attribute(element, 'name') + ' ' + attribute(element, 'id'), 200), autocomplete: attribute(element, 'autocomplete', 100), hint: cut((own || near).trim(), 200),
            masked: element.type !== 'password' && (style.webkitTextSecurity && style.webkitTextSecurity !== 'none' || /security|password|dotsfont|disc/i.test(style.fontFamily)) === true, sends, frame: cut(location.href, 2000)
          };
        };
        """;

    /// <summary>Answers what the document says and how many inputs of any kind were met.</summary>
    public const string Document = "(() => {" + Common + """
        const found = { title: '', headings: [], pictures: [], fields: [], text: '', inputs: 0, cut: false };
        let left = 20000;
        const add = (list, text, most) => { text = cut(text, 200).trim(); if (text && list.length < most && !list.includes(text)) list.push(text) };
        const walk = (root, depth) => {
          const steps = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_ELEMENT);
          for (let element; (element = steps.nextNode());) {
            if (left-- <= 0) { found.cut = true; return }
            if (element.shadowRoot && depth < 8) {
              for (const child of [...element.shadowRoot.children].slice(0, 50))
                if (child instanceof HTMLElement && !/^(style|script|template)$/.test(child.localName) && found.text.length < 20000) found.text += '\n' + inner(child);
              walk(element.shadowRoot, depth + 1);
            }
            const name = element.localName;
            if (element instanceof HTMLInputElement) found.inputs++;
            if (name === 'h1' || name === 'h2' || name === 'legend' || attribute(element, 'role') === 'heading') { if (element instanceof HTMLElement && shown(element)) add(found.headings, inner(element), 30) }
            else if (name === 'img' || name === 'svg' || attribute(element, 'role') === 'img') { if (shown(element)) add(found.pictures, attribute(element, 'alt') || attribute(element, 'aria-label') || attribute(element, 'title') || (name === 'svg' ? Element.prototype.querySelector.call(element, 'title')?.textContent : ''), 60) }
            else if (typed(element) && element.type !== 'hidden' && found.fields.length < 60 && shown(element)) found.fields.push(field(element));
          }
        };
        const top = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get.call(document);
        found.title = cut(Document.prototype.querySelector.call(document, 'title')?.textContent ?? '', 300).trim();
        if (top instanceof HTMLElement) { found.text = inner(top); walk(document, 0) }
        found.text = cut(found.text, 40000);
        return found;
        })()
        """;

    /// <summary>A function to be called on one input that the walk could not reach, in a closed shadow root: its field, or null where nobody sees it, and the words round it.</summary>
    public const string Closed = "function () {" + Common + """
        const element = this;
        if (!(element instanceof HTMLInputElement) || element.type === 'hidden' || !shown(element)) return null;
        const root = element.getRootNode();
        if (!(root instanceof ShadowRoot) || root.mode !== 'closed') return null;
        const words = [...root.children].filter(c => c instanceof HTMLElement && !/^(style|script|template)$/.test(c.localName)).slice(0, 50).map(inner).join('\n');
        const headings = [...root.querySelectorAll('h1, h2, legend')].slice(0, 10).map(inner).map(t => cut(t, 200));
        const pictures = [...root.querySelectorAll('img[alt]')].slice(0, 20).map(p => attribute(p, 'alt', 200));
        return { field: field(element), words: cut(words, 5000), headings, pictures };
        }
        """;
}
