using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>Says whether something that asks about cookies lies over the page. It is never answered: that would be consent in somebody's name.</summary>
internal static class CookieBanner
{
    public const string Note = "A notice about cookies lies over part of the page. It was left unanswered.";

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    /// <summary>What floats over the page, speaks of cookies or consent, and has something to press. Bounded: a page may have a million elements.</summary>
    private const string Look = """
        (() => {
          const floats = element => { for (let depth = 0; element && depth < 12; depth++, element = element.parentElement) { const place = getComputedStyle(element).position; if (place === 'fixed' || place === 'sticky') return element } return null };
          for (const x of [0.05, 0.3, 0.5, 0.7, 0.95]) for (const y of [0.99, 0.01, 0.9, 0.1, 0.7, 0.3, 0.5]) {
            const over = floats(document.elementFromPoint(innerWidth * x, innerHeight * y));
            if (!over) continue;
            const words = over.innerText.slice(0, 4000);
            if (/cookie|consent|your privacy|gdpr/i.test(words) && over.querySelector('button, a, input, [role=button]')) return true;
          }
          return false;
        })()
        """;

    public static async Task<bool> IsThereAsync(IsolatedWorld world, CancellationToken cancel)
    {
        try
        {
            var found = await world.EvaluateAsync(Look, Each, cancel);
            return found.ValueKind == System.Text.Json.JsonValueKind.True;
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            return false;
        }
    }
}
