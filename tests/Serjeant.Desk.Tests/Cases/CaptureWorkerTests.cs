using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Desk.Tests.Support;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>The worker's own loop: what it takes first, what it goes on after, and how it stops.</summary>
[Collection(Alone.Name)]
public sealed class CaptureWorkerTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly List<string> opened = [];
    private TestSite site = null!;
    private TestSite other = null!;
    private TestDesk desk = null!;
    private Func<HttpContext, Task> onHang = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync((_, app) =>
        {
            app.MapGet("/post/{name}", (string name) =>
            {
                lock (opened)
                    opened.Add(name);
                return Results.Content($"<!doctype html><title>{name}</title><p>You will regret this", "text/html");
            });
            app.MapGet("/hangs", async (HttpContext context) => await onHang(context));
        });
        other = await TestSite.StartAsync((_, app) => app.MapGet("/hangs", async (HttpContext context) => await onHang(context)));
        desk = await TestDesk.StartAsync(builder => builder.Services.AddSingleton(new CaptureAllowance([site.Allowed, other.Allowed])));
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await site.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Everything_that_was_asked_for_is_made_what_fails_and_what_a_dead_worker_left_included()
    {
        var failing = await AskAsync("file:///etc/passwd");
        var left = await AskAsync(At("/post/left"), c =>
        {
            (c.State, c.Attempts) = (CaptureState.Running, 1);
            (c.LeaseOwner, c.LeaseUntil) = ($"{Environment.MachineName}/{int.MaxValue}/1", DateTimeOffset.UtcNow.AddHours(1));
        });
        var theirs = await AskAsync(At("/post/theirs"), c => (c.LeaseOwner, c.LeaseUntil) = ("another-machine/1/1", DateTimeOffset.UtcNow.AddHours(1)));
        var last = await AskAsync(At("/post/last"));

        using var worker = ActivatorUtilities.CreateInstance<CaptureWorker>(desk.App.Services);
        await worker.StartAsync(Cancel);
        await UntilAsync(db => db.Captures.CountAsync(c => c.State == CaptureState.Done || c.State == CaptureState.Failed), 3);
        await worker.StopAsync(Cancel);

        (await StateAsync(failing)).ShouldBe(CaptureState.Failed);
        (await StateAsync(left)).ShouldBe(CaptureState.Done);
        (await StateAsync(last)).ShouldBe(CaptureState.Done);
        (await StateAsync(theirs)).ShouldBe(CaptureState.Queued, "somebody on another machine holds it");
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync(Cancel))).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_person_waits_for_in_a_case_comes_before_a_pile_on()
    {
        var number = await desk.CaseAsync("Threats");
        for (var i = 0; i < 4; i++)
            await AskAsync(At($"/post/pile-{i}"));
        var caseId = await desk.WithDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync(Cancel));
        var waitedFor = await AskAsync(At("/post/case"), c => c.CaseId = caseId);

        using var worker = ActivatorUtilities.CreateInstance<CaptureWorker>(desk.App.Services);
        await worker.StartAsync(Cancel);
        await UntilAsync(db => db.Captures.CountAsync(c => c.Id == waitedFor && c.State == CaptureState.Done), 1);
        await worker.StopAsync(Cancel);

        lock (opened)
            opened.Distinct().Take(2).ShouldContain("case", "two are made at once, and it is one of the first two");
    }

    [Fact]
    public async Task Two_sites_are_opened_at_once_one_site_one_at_a_time_and_step_and_place_are_true_of_each()
    {
        var atOnce = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var both = new TaskCompletionSource();
        onHang = async context =>
        {
            atOnce.AddOrUpdate(context.Request.Host.Value!, 1, (_, before) => before + 1);
            if (atOnce.Count == 2)
                both.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var first = await AskAsync(At("/hangs"));
        var behind = await AskAsync(At("/hangs?again"));
        var elsewhere = await AskAsync(other.At("/hangs").AbsoluteUri);
        using var worker = ActivatorUtilities.CreateInstance<CaptureWorker>(desk.App.Services);
        await worker.StartAsync(Cancel);
        await both.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        var seen = await desk.WithDbAsync(db => db.Captures.AsNoTracking().ToDictionaryAsync(c => c.Id, Cancel));
        var places = await desk.WithAsync<CaptureLine, IReadOnlyDictionary<long, int>>(line => line.PlacesAsync(Cancel));
        await worker.StopAsync(Cancel);

        foreach (var id in new[] { first, elsewhere })
        {
            (seen[id].State, seen[id].Step).ShouldBe((CaptureState.Running, CaptureStep.Opening));
            seen[id].StartedAt.ShouldNotBeNull();
        }
        seen[behind].State.ShouldBe(CaptureState.Queued, "its site is being opened");
        places.ShouldBe(new Dictionary<long, int> { [behind] = 1 });
        atOnce.Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Stopping_puts_what_was_under_way_back_in_the_queue()
    {
        var begun = new TaskCompletionSource();
        onHang = async context =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var id = await AskAsync(At("/hangs"));
        using var worker = ActivatorUtilities.CreateInstance<CaptureWorker>(desk.App.Services);
        await worker.StartAsync(Cancel);
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

        await worker.StopAsync(Cancel);

        var capture = await desk.WithDbAsync(db => db.Captures.SingleAsync(c => c.Id == id, Cancel));
        (capture.State, capture.Attempts, capture.LeaseOwner).ShouldBe((CaptureState.Queued, 0, null));
    }

    private string At(string path) => site.At(path).AbsoluteUri;

    private Task<long> AskAsync(string address, Action<Capture>? set = null) => desk.WithDbAsync(async db =>
    {
        var capture = new Capture
        {
            OfficeId = desk.OfficeId,
            Address = address,
            NoProfileWhy = "There is none.",
            AskedById = (await db.Users.SingleAsync(person => person.Role == Role.Moderator, Cancel)).Id,
            AskedAt = DateTimeOffset.UtcNow,
        };
        set?.Invoke(capture);
        db.Captures.Add(capture);
        await db.SaveChangesAsync(Cancel);
        return capture.Id;
    });

    private Task<CaptureState> StateAsync(long id) => desk.WithDbAsync(db => db.Captures.Where(c => c.Id == id).Select(c => c.State).SingleAsync(Cancel));

    /// <summary>Waits for the worker; the limit only ends a wait in vain.</summary>
    private async Task UntilAsync(Func<SerjeantDb, Task<int>> count, int wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        while (await desk.WithDbAsync(count) < wanted)
            await Task.Delay(100, limit.Token);
    }
}
