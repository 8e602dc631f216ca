using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Support;

/// <summary>A desk with a clock of the test's own beside a site whose pages the test changes.</summary>
internal sealed class WatchDesk : IAsyncDisposable
{
    public const string Owner = "test/1/1#watch";
    public const string Post = "You will regret this, and I know the road you live on";
    private int open;

    public required TestDesk Desk { get; init; }
    public required TestSite Site { get; init; }
    public TestClock Clock { get; }

    /// <summary>What the site answers, by path; what is not here is a 404.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Pages { get; } = [];

    /// <summary>Every page that was asked for, in order; pictures and the like are not counted.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The most pages that were open at once.</summary>
    public int AtOnce { get; private set; }

    public static async Task<WatchDesk> StartAsync(Browsers browsers, WatchPace? pace = null)
    {
        WatchDesk? world = null;
        var site = await TestSite.StartAsync((_, app) => app.MapFallback(context => world!.AnswerAsync(context)));
        var clock = new TestClock();
        var desk = await TestDesk.StartAsync(builder =>
        {
            clock.Use(builder);
            builder.Services.AddSingleton(new CaptureAllowance([site.Allowed]));
            builder.Services.AddSingleton(browsers.Host);
            builder.Services.AddSingleton(pace ?? new WatchPace { Jitter = TimeSpan.Zero });
        });
        world = new WatchDesk(clock) { Desk = desk, Site = site };
        world.Show("/post");
        world.Show("/author", "Angry Example, posts and replies");
        return world;
    }

    private WatchDesk(TestClock clock) => Clock = clock;

    /// <summary>From now on the site shows this at that path.</summary>
    public void Show(string path, string words = Post, int status = 200, string? retryAfter = null, Func<Task>? meanwhile = null) => Pages[path] = async context =>
    {
        if (meanwhile is not null)
            await meanwhile();
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!doctype html><html lang=en><title>Angry Example: “{Post}”</title><h1>A network</h1><p>{words}</p><p>{Random.Shared.Next(1000)} likes</p>");
    };

    /// <summary>Captures an address as a person would have it captured. Answers the exhibit.</summary>
    public async Task<Exhibit> CaptureAsync(string path = "/post", string? profile = "/author", int? caseNumber = null)
    {
        var id = await Desk.WithDbAsync(async db =>
        {
            var capture = db.Captures.Add(new Capture
            {
                OfficeId = Desk.OfficeId,
                CaseId = caseNumber is { } number ? await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync() : null,
                Address = Site.At(path).AbsoluteUri,
                ProfileAddress = profile is null ? null : Site.At(profile).AbsoluteUri,
                NoProfileWhy = profile is null ? "There is none." : null,
                AskedById = (await db.Users.SingleAsync(person => person.Role == Role.Moderator)).Id,
                AskedAt = Clock.Now,
            }).Entity;
            await db.SaveChangesAsync();
            return capture.Id;
        });
        await using var scope = Desk.App.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<CaptureRun>().TryAsync(id, "test/1/1#1", CancellationToken.None);
        done!.State.ShouldBe(CaptureState.Done, done.Outcome);
        Asked.Clear();
        return await Desk.WithDbAsync(db => db.Exhibits.SingleAsync(e => e.Id == done.ExhibitId));
    }

    /// <summary>One turn of the worker. True when it looked at something.</summary>
    public async Task<bool> WorkAsync(string owner = Owner)
    {
        using var worker = ActivatorUtilities.CreateInstance<WatchWorker>(Desk.App.Services);
        return await worker.RunOneAsync(owner, TestContext.Current.CancellationToken);
    }

    /// <summary>Moves the clock to the next look and lets the worker make it.</summary>
    public async Task<WatchLook> NextLookAsync(long exhibitId)
    {
        Clock.Now = (await WatchAsync(exhibitId)).NextLookAt.AddSeconds(1);
        (await WorkAsync()).ShouldBeTrue();
        return (await LooksAsync(exhibitId))[^1];
    }

    public Task<ExhibitWatch> WatchAsync(long exhibitId) => Desk.WithDbAsync(db => db.ExhibitWatches.AsNoTracking().SingleAsync(w => w.ExhibitId == exhibitId));

    public Task<List<WatchLook>> LooksAsync(long exhibitId) => Desk.WithDbAsync(db => db.WatchLooks.AsNoTracking().Where(l => l.WatchedId == exhibitId).OrderBy(l => l.Id).ToListAsync());

    public Task SetAsync(long exhibitId, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<ExhibitWatch>> set) =>
        Desk.WithDbAsync(db => db.ExhibitWatches.Where(w => w.ExhibitId == exhibitId).ExecuteUpdateAsync(set));

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Site.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!Pages.TryGetValue(context.Request.Path, out var page))
        {
            context.Response.StatusCode = 404;
            return;
        }
        lock (Asked)
        {
            Asked.Add(context.Request.Path);
            AtOnce = Math.Max(AtOnce, ++open);
        }
        try
        {
            await page(context);
        }
        finally
        {
            lock (Asked)
                open--;
        }
    }
}
