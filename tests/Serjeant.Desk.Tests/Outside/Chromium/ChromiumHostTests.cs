using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Chromium;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Chromium;

public sealed class ChromiumHostTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public void No_page_is_opened_as_root_unless_a_test_says_so()
    {
        var found = Browsers.Options with { NoSandbox = false };
        Should.Throw<ChromiumUnavailableException>(() => ChromiumHost.Refuse(found, privileged: true)).Message.ShouldContain("root");
        ChromiumHost.Refuse(found, privileged: false);
        ChromiumHost.Refuse(found with { NoSandbox = true }, privileged: true);
    }

    [Fact]
    public async Task A_missing_browser_is_said_with_what_to_do()
    {
        await using var host = new ChromiumHost(Browsers.Options with { Executable = "/nowhere/chromium" }, TimeProvider.System);
        (await Should.ThrowAsync<ChromiumUnavailableException>(() => host.RentAsync(Cancel))).Message.ShouldContain("SERJEANT_CHROMIUM");
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_said_and_leaves_nothing()
    {
        using var work = new TemporaryFolder();
        await using var host = new ChromiumHost(Browsers.Options with { Executable = "/bin/false", WorkFolder = work.Path }, TimeProvider.System);
        await Should.ThrowAsync<ChromiumUnavailableException>(() => host.RentAsync(Cancel));
        Directory.EnumerateFileSystemEntries(work.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crashed_browser_is_replaced()
    {
        await using var host = new ChromiumHost(Browsers.Options, TimeProvider.System);
        await using (var first = await host.RentAsync(Cancel))
            await CrashAsync(first);
        await using var second = await host.RentAsync(Cancel);
        await (await second.Browser.NewPageAsync()).CloseAsync();
    }

    [Fact]
    public async Task A_browser_given_up_on_is_not_given_to_the_next_and_dies_with_its_last_user()
    {
        await using var host = new ChromiumHost(Browsers.Options, TimeProvider.System);
        var bad = await host.RentAsync(Cancel);
        bad.GiveUpOnBrowser();
        await using (var good = await host.RentAsync(Cancel))
        {
            good.Browser.ShouldNotBe(bad.Browser);
            bad.Browser.IsConnected.ShouldBeTrue();
            await bad.DisposeAsync();
            bad.Browser.IsConnected.ShouldBeFalse();
            good.Browser.IsConnected.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_unused_browser_is_closed_and_its_folder_deleted()
    {
        using var work = new TemporaryFolder();
        await using var host = new ChromiumHost(Browsers.Options with { StaysOpen = TimeSpan.Zero, WorkFolder = work.Path }, TimeProvider.System);
        var closed = new TaskCompletionSource();
        await using (var lease = await host.RentAsync(Cancel))
        {
            lease.Browser.Disconnected += (_, _) => closed.SetResult();
            Directory.EnumerateDirectories(work.Path).ShouldHaveSingleItem();
        }

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await host.DisposeAsync();
        Directory.EnumerateDirectories(work.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_capture_whose_browser_dies_is_made_again_in_a_new_one()
    {
        using var work = new TemporaryFolder();
        var options = Browsers.Options with { WorkFolder = work.Path };
        await using var host = new ChromiumHost(options, TimeProvider.System);
        var asked = 0;
        await using var site = await TestSite.StartAsync((_, app) => app.MapGet("/", async () =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await using var beside = await host.RentAsync(Cancel);
                await CrashAsync(beside);
            }

            return "The post";
        }));
        var service = new CaptureService(host, new FixedResolver(), TimeProvider.System, options);
        using var result = await service.CaptureAsync(new CaptureRequest(site.At("/"), null, "Jo") { Allowed = [site.Allowed] }, Cancel);
        result.Post.Outcome.ShouldBe(CaptureOutcome.Captured);
        asked.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_browser_that_hangs_in_the_middle_of_a_page_is_killed_and_replaced_and_the_page_said_not_to_be_kept()
    {
        using var work = new TemporaryFolder();
        var options = Browsers.Options with { WorkFolder = work.Path };
        await using var host = new ChromiumHost(options, TimeProvider.System);
        using var browser = await ProcessOfAsync(host);
        await using var site = await TestSite.StartAsync((_, app) =>
        {
            app.MapGet("/", () =>
            {
                Signal("STOP", browser.Id);
                return "The post";
            });
            app.Page("/next", "<p>The next");
        });
        var service = new CaptureService(host, new FixedResolver(), TimeProvider.System, options);
        var limits = new CaptureLimits { Total = TimeSpan.FromSeconds(6) };
        var start = Stopwatch.GetTimestamp();
        using (var result = await service.CaptureAsync(new CaptureRequest(site.At("/"), null, "Jo") { Allowed = [site.Allowed], Limits = limits }, Cancel))
        {
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(limits.Total + TimeSpan.FromSeconds(15)); // and 5 each to close the page and the browser
            (result.Post.Outcome, result.HasPost).ShouldBe((CaptureOutcome.Failed, false));
            CaptureWords.Of(result.Post).ShouldBe("It took longer than 6 seconds, before anything could be kept.");
        }

        await browser.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        using var next = await service.CaptureAsync(new CaptureRequest(site.At("/next"), null, "Jo") { Allowed = [site.Allowed], Small = true }, Cancel);
        next.Post.Outcome.ShouldBe(CaptureOutcome.Captured);
    }

    [Fact]
    public async Task What_a_killed_program_left_is_swept_and_what_is_in_use_is_not()
    {
        using var root = new TemporaryFolder();
        using var used = WorkFolder.Create(root.Path);
        Directory.CreateDirectory(root.File("work-left/files"));
        await File.WriteAllTextAsync(root.File("work-left/.lock"), "", Cancel);
        await File.WriteAllTextAsync(root.File("work-left/files/page.png"), "half", Cancel);
        WorkFolder.Sweep(root.Path).ShouldBe(1);
        Directory.Exists(used.Files).ShouldBeTrue();
    }

    [Fact]
    public void The_browser_is_not_told_this_programs_settings()
    {
        Environment.SetEnvironmentVariable("SERJEANT_TEST_SECRET", "password");
        ChromiumProcess.Surroundings("/home").Keys.ShouldNotContain("SERJEANT_TEST_SECRET");
    }

    private static async Task<Process> ProcessOfAsync(ChromiumHost host)
    {
        await using var lease = await host.RentAsync(Cancel);
        var session = await lease.Browser.NewBrowserCDPSessionAsync();
        var running = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        return Process.GetProcessById(running.First(process => process.GetProperty("type").GetString() == "browser").GetProperty("id").GetInt32());
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task CrashAsync(ChromiumLease lease)
    {
        var gone = new TaskCompletionSource();
        lease.Browser.Disconnected += (_, _) => gone.TrySetResult();
        var session = await lease.Browser.NewBrowserCDPSessionAsync();
        _ = session.SendAsync("Browser.crash");
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }
}
