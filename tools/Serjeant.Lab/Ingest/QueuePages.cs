using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Serjeant.Lab.Ingest;

/// <summary>
/// How long pages of the queue take, from request to last byte over loopback: an upper bound of the server's time. Every page is asked
/// for in every round, so that a busy moment of the machine falls on all of them; then several people ask at once.
/// </summary>
internal static partial class QueuePages
{
    private const int Warm = 10;
    private const int Measured = 60;
    private const int Deep = 40;
    private const int People = 4;

    private static readonly string[] Asked =
    [
        "/inbox", "/inbox?state=all", "/inbox?category=threat", "/inbox?category=threat&category=insult&platform=other", "/inbox?now=1",
        "/inbox?from=2026-03-01&to=2026-03-01", "/inbox?q=street", "/inbox?q=the", "/inbox?q=roof+leak&state=all",
    ];

    public static async Task MeasureAsync(HttpClient client, int messages, int runs, CancellationToken cancel)
    {
        string[] pages = [.. Asked, await DeepAsync(client, "/inbox", cancel), await DeepAsync(client, "/inbox?platform=other", cancel)];
        var times = pages.ToDictionary(p => p, _ => new List<double>());
        for (var run = 0; run < runs; run++)
        {
            foreach (var page in pages)
            {
                for (var i = -Warm; i < Measured; i++)
                {
                    var (milliseconds, _) = await GetAsync(client, page, cancel);
                    if (i >= 0)
                        times[page].Add(milliseconds);
                }
            }
        }
        Report.Say($"queue at {messages:N0} messages, {runs} rounds of {Measured}:");
        foreach (var page in pages)
            Report.Say($"  {Middle(times[page]),6:N1} ms median, {At(times[page], 0.95),6:N1} ms 95th   {page}");

        var clock = Stopwatch.StartNew();
        var together = await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var mine = new List<double>();
            for (var i = 0; i < Measured; i++)
                mine.Add((await GetAsync(client, pages[(i + person) % pages.Length], cancel)).Milliseconds);
            return mine;
        }));
        var all = together.SelectMany(t => t).ToList();
        Report.Say($"  {Middle(all),6:N1} ms median, {At(all, 0.95),6:N1} ms 95th   all of these, {People} people at once ({all.Count / clock.Elapsed.TotalSeconds:N0} pages/s)");
    }

    /// <summary>Follows the link to the next page many times over.</summary>
    private static async Task<string> DeepAsync(HttpClient client, string page, CancellationToken cancel)
    {
        for (var i = 0; i < Deep; i++)
        {
            var (_, text) = await GetAsync(client, page, cancel);
            if (Next().Match(text) is not { Success: true } next)
                break;
            page = WebUtility.HtmlDecode(next.Groups[1].Value);
        }
        return page;
    }

    private static async Task<(double Milliseconds, string Text)> GetAsync(HttpClient client, string page, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        using var response = await client.GetAsync(page, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        return response.StatusCode == HttpStatusCode.OK ? (milliseconds, text) : throw new InvalidOperationException($"{page} answers {(int)response.StatusCode}.");
    }

    private static double Middle(List<double> times) => At(times, 0.5);

    private static double At(List<double> times, double part) => times.Order().ElementAt((int)((times.Count - 1) * part));

    [GeneratedRegex("href=\"(/inbox\\?[^\"]*after=[^\"]*)\"")]
    private static partial Regex Next();
}
