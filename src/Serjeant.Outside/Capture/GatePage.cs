using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Serjeant.Outside.Capture;

/// <summary>
/// Tells a page that keeps robots out, and says so in no status, from one that only speaks of such a thing or has a form with a CAPTCHA. Both how it is
/// built and what it says must fit, it must be short, and it must have neither an article nor a field to write in.
/// </summary>
internal static class GatePage
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);
    private const RegexOptions Fast = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <param name="Name">Whose page, for the note.</param>
    /// <param name="Mark">Which mark of the look shows how it is built.</param>
    /// <param name="Longest">In characters of text.</param>
    /// <param name="Words">What it says; null where the build alone is never on another page.</param>
    private sealed record Gate(string Name, string Mark, int Longest, Regex? Words);

    private static readonly Gate[] Gates =
    [
        new("Cloudflare", "cloudflare", 1500, new Regex(
            @"just a moment|checking (your browser|if the site connection is secure)|verif(y|ying) (that )?you are (a )?human|review the security of your connection|enable javascript and cookies|security verification|you have been blocked", Fast)),
        new("DataDome", "datadome", 800, null),
        new("PerimeterX", "perimeterx", 1500, new Regex(@"press (&|and) hold|access to this page has been denied|confirm (that )?you are (a )?human|not a (ro)?bot", Fast)),
        new("Imperva", "imperva", 800, null),
        new("Akamai", "denied", 1000, new Regex(@"(?s)you don.t have permission to access .{1,600} on this server.{1,40}reference\s*#\s*[0-9a-f]+\.[0-9a-f.]+", Fast)),
        new("a CAPTCHA", "captcha", 800, new Regex(
            @"(verify|confirm|prove) (that )?you.{1,12}human|not a robot|are you (a )?(human|robot)|unusual traffic|security check|checking your browser|(complete|solve) the captcha", Fast)),
    ];

    /// <summary>Bounded: the first 300 addresses and the first 30 scripts are looked at.</summary>
    private const string Look = """
        (() => {
          const all = (what, most) => [...document.querySelectorAll(what)].slice(0, most);
          const has = what => document.querySelector(what) !== null;
          const shown = element => element.getClientRects().length > 0;
          const from = all('script[src], iframe[src]', 300).map(element => (element.getAttribute('src') ?? '').slice(0, 500));
          const scripts = all('script:not([src])', 30).map(element => element.textContent.slice(0, 5000)).join('\n');
          const text = document.body ? document.body.innerText : '';
          const marks = [];
          const mark = (name, found) => { if (found) marks.push(name) };
          mark('cloudflare', from.some(a => /\/cdn-cgi\/challenge-platform\/.*orchestrate\//.test(a)) || scripts.includes('_cf_chl_opt') || has('#challenge-form, #cf-challenge-running, #challenge-running, #challenge-error-text, #cf-error-details'));
          mark('datadome', from.some(a => /^(https?:)?\/\/[a-z0-9.-]*captcha-delivery\.com\//.test(a)));
          mark('perimeterx', has('#px-captcha'));
          mark('imperva', has('iframe#main-iframe[src*="_Incapsula_Resource"]'));
          mark('denied', [document.title, document.querySelector('h1')?.innerText ?? ''].every(words => /^\s*access denied\s*$/i.test(words)));
          mark('captcha', has('.h-captcha, .g-recaptcha:not([data-size=invisible]), .cf-turnstile')
            || all('iframe[src]', 50).some(element => !element.closest('.grecaptcha-badge') && shown(element) && /^https:\/\/([a-z0-9-]+\.)*(hcaptcha\.com|google\.com\/recaptcha|recaptcha\.net|challenges\.cloudflare\.com)\//.test(element.src + '/')));
          const writes = all('textarea, input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])', 50)
            .some(element => shown(element) && !element.closest('.h-captcha, .g-recaptcha, .cf-turnstile'));
          return { text: (document.title.slice(0, 300) + '\n' + text.slice(0, 2000)), length: text.length, own: writes || has('article, [role=article]'), marks };
        })()
        """;

    /// <summary>Whose page it looks like; null for an ordinary page, and for one that does not answer.</summary>
    public static async Task<string?> NameAsync(IsolatedWorld world, CancellationToken cancel)
    {
        try
        {
            var found = await world.EvaluateAsync(Look, Each, cancel);
            if (found.ValueKind != JsonValueKind.Object || found.GetProperty("own").GetBoolean())
                return null;
            var marks = found.GetProperty("marks").EnumerateArray().Select(mark => mark.GetString()).ToHashSet(StringComparer.Ordinal);
            var (text, length) = (found.GetProperty("text").GetString()!, found.GetProperty("length").GetInt64());
            return Gates.FirstOrDefault(gate => marks.Contains(gate.Mark) && length <= gate.Longest && gate.Words?.IsMatch(text) != false)?.Name;
        }
        catch (Exception problem) when (problem is TimeoutException or PlaywrightException)
        {
            return null;
        }
    }
}
