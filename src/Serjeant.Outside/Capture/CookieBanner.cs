using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Says whether something that asks about cookies lies over the page, in a frame or an open shadow root too. It is never answered: that would be consent
/// in somebody's name.
/// </summary>
internal static class CookieBanner
{
    public const string Note = "A notice about cookies lies over part of the page. It was left unanswered.";

    private const string Press = "button, a, input, [role=button]";
    private const string Words = "cookie|consent|your privacy|gdpr";
    private const int MostFrames = 12;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);
    private static readonly Regex Speaks = new(Words, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// What floats over the page, speaks of cookies or consent, and has something to press. True for such a thing; else the points at which a frame
    /// floats. Bounded: a page may have a million elements.
    /// </summary>
    private const string Look = $$"""
        (() => {
          const up = element => element.parentElement ?? (element.parentNode instanceof ShadowRoot ? element.parentNode.host : null);
          const floats = element => { for (let depth = 0; element && depth < 16; depth++, element = up(element)) { const place = getComputedStyle(element).position; if (place === 'fixed' || place === 'sticky') return element } return null };
          const topmost = (x, y) => {
            let element = document.elementFromPoint(x, y);
            for (let depth = 0; element?.shadowRoot && depth < 8; depth++) { const inside = element.shadowRoot.elementFromPoint(x, y); if (!inside || inside === element) break; element = inside }
            return element;
          };
          const asks = over => {
            let words = over.innerText ?? '', press = false, left = 2000;
            const inside = (shadow, depth) => {
              for (const child of [...shadow.children].slice(0, 50)) if (child instanceof HTMLElement && !/^(style|script|template)$/.test(child.localName)) words += ' ' + child.innerText;
              walk(shadow, depth + 1);
            };
            const walk = (root, depth) => {
              const steps = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
              for (let element; left-- > 0 && (element = steps.nextNode());) { press ||= element.matches('{{Press}}'); if (element.shadowRoot && depth < 8) inside(element.shadowRoot, depth) }
            };
            walk(over, 0);
            if (over.shadowRoot) inside(over.shadowRoot, 0);
            return press && /{{Words}}/i.test(words.slice(0, 8000));
          };
          const frames = [];
          for (const x of [0.05, 0.3, 0.5, 0.7, 0.95]) for (const y of [0.99, 0.01, 0.9, 0.1, 0.7, 0.3, 0.5]) {
            const top = topmost(innerWidth * x, innerHeight * y), over = floats(top);
            if (!over) continue;
            if (top.localName === 'iframe') frames.push([innerWidth * x, innerHeight * y]);
            else if (asks(over)) return true;
          }
          return frames;
        })()
        """;

    public static async Task<bool> IsThereAsync(IPage page, IsolatedWorld world, CancellationToken cancel)
    {
        try
        {
            var found = await world.EvaluateAsync(Look, Each, cancel);
            return found.ValueKind == JsonValueKind.True
                || (found.ValueKind == JsonValueKind.Array && found.GetArrayLength() > 0
                    && await AnyFrameAsksAsync(page, [.. found.EnumerateArray().Select(point => (point[0].GetSingle(), point[1].GetSingle()))]).WaitAsync(Each, cancel));
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            return false;
        }
    }

    private static async Task<bool> AnyFrameAsksAsync(IPage page, (float X, float Y)[] points)
    {
        foreach (var frame in page.MainFrame.ChildFrames.Take(MostFrames))
        {
            var box = await (await frame.FrameElementAsync()).BoundingBoxAsync();
            if (box is null || !points.Any(at => at.X >= box.X && at.X <= box.X + box.Width && at.Y >= box.Y && at.Y <= box.Y + box.Height))
                continue;
            if (Speaks.IsMatch(await frame.InnerTextAsync("body", new FrameInnerTextOptions { Timeout = 1000 })) && await frame.Locator(Press).CountAsync() > 0)
                return true;
        }

        return false;
    }
}
