using Microsoft.Playwright;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture;

/// <summary>The way from the first address to the last by the servers' own redirects.</summary>
internal static class RedirectChain
{
    private const int Longest = 50;

    public static async Task ReadAsync(IRequest? last, List<Redirect> redirects, CancellationToken cancel)
    {
        redirects.Clear();
        for (var step = last; step?.RedirectedFrom is { } before && redirects.Count < Longest; step = before)
        {
            var status = 0;
            try
            {
                status = (await before.ResponseAsync().WaitAsync(TimeSpan.FromSeconds(2), cancel))?.Status ?? 0;
            }
            catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
            {
                // The step is listed without its status.
            }

            redirects.Insert(0, new Redirect(status, PageFacts.Shorten(before.Url), PageFacts.Shorten(step.Url)));
        }
    }
}
