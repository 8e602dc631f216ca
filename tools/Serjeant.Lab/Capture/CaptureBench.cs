using System.CommandLine;
using System.Diagnostics;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Lab.Capture;

/// <summary><c>bench capture</c>: how long captures take once the browser is warm, and what they hold in memory.</summary>
internal static class CaptureBench
{
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { DefaultValueFactory = _ => 15, Description = "How often each page is kept." };
        var command = new Command("capture", "How long it takes to keep a post with its author's page, and a page of 100 pictures.") { runs };
        command.SetAction((result, cancel) => RunAsync(result.GetValue(runs), cancel));
        return command;
    }

    private static async Task<int> RunAsync(int runs, CancellationToken cancel)
    {
        await using var site = await BenchSite.StartAsync();
        var options = ChromiumOptions.FromEnvironment();
        await using var chromium = new ChromiumHost(options, TimeProvider.System);
        var service = new CaptureService(chromium, new SystemAddressResolver(), TimeProvider.System, options);
        Report.Say($"first, browser started for it   {await OnceAsync(service, site, "/post", "/author", cancel):N2} s");
        await MeasureAsync("post and profile", service, site, "/post", "/author", runs, cancel);
        await MeasureAsync("page of 100 pictures", service, site, "/pictures?count=100", null, runs, cancel);
        await MeasureAsync("page of 1,000 pictures", service, site, "/pictures?count=1000", null, Math.Max(1, runs / 5), cancel);
        return 0;
    }

    private static async Task MeasureAsync(string what, CaptureService service, BenchSite site, string post, string? profile, int runs, CancellationToken cancel)
    {
        var times = new List<double>();
        var most = 0L;
        for (var run = 0; run < runs; run++)
        {
            times.Add(await OnceAsync(service, site, post, profile, cancel));
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        times.Sort();
        Report.Say($"{what,-30}  median {times[times.Count / 2]:N2} s, from {times[0]:N2} to {times[^1]:N2} ({runs} runs), {most / 1024 / 1024:N0} MB held after");
    }

    private static async Task<double> OnceAsync(CaptureService service, BenchSite site, string post, string? profile, CancellationToken cancel)
    {
        var request = new CaptureRequest(site.At(post), profile is null ? null : site.At(profile), "bench") { Allowed = [new AllowedAddress("127.0.0.1", site.Port)] };
        var clock = Stopwatch.StartNew();
        using var result = await service.CaptureAsync(request, cancel);
        var taken = clock.Elapsed.TotalSeconds;
        if (!result.IsWhole)
            Report.Say($"  {string.Join(' ', result.Pages.SelectMany(page => page.Missing))}");
        return taken;
    }
}
