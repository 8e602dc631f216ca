using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

public sealed class CaptureKillTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string folder = Directory.CreateTempSubdirectory("serjeant-e2e-").FullName;
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication site = null!;
    private int requests;

    private DeskOptions Options => new(folder, null) { RunWorkers = false };

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        site = builder.Build();
        site.MapGet("/post", async (HttpContext context) =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                // The first time the answer never ends: whoever asked is killed in the middle of it.
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                gone.TrySetResult();
            }
            return Results.Content("<!doctype html><title>A post</title><p>You will regret this", "text/html");
        });
        await site.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_capture_whose_program_is_killed_is_made_once_after_the_restart_and_nothing_half_done_stays()
    {
        var captureId = await SeedAsync();
        string[] allow = ["--allow", $"127.0.0.1:{new Uri(site.Urls.Single()).Port}"];
        await using (var first = await DeskProcess.StartAsync(folder, null, allow))
        {
            await asked.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);
            Directory.EnumerateDirectories(Path.Combine(folder, "work")).ShouldNotBeEmpty();
            await first.KillAsync(alone: true);
        }

        // Nobody told the browser: it must notice by itself that its program is gone.
        await gone.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancel);

        await using (await DeskProcess.StartAsync(folder, null, allow))
            await EndedAsync(captureId);

        await using var db = Open();
        var capture = await db.Captures.SingleAsync(Cancel);
        (capture.State, capture.Attempts).ShouldBe((CaptureState.Done, 2), capture.Outcome);
        var exhibit = await db.Exhibits.Include(e => e.Files).SingleAsync(Cancel);
        (await db.CustodyEntries.CountAsync(Cancel)).ShouldBe(1);
        (await db.LedgerEntries.CountAsync(entry => entry.Action == "exhibit.made", Cancel)).ShouldBe(1);
        (await db.DoomedBlobs.CountAsync(Cancel)).ShouldBe(0);
        var sealedFiles = Directory.EnumerateFiles(Path.Combine(folder, "evidence"), "*.sealed", SearchOption.AllDirectories).Count();
        sealedFiles.ShouldBe(exhibit.Files.Select(file => file.Hash).Distinct().Count());
        Directory.EnumerateFiles(Path.Combine(folder, "work"), "*.png", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>An office with a capture that waits for a worker.</summary>
    private async Task<long> SeedAsync()
    {
        await using var app = DeskHost.Build(Options);
        await DeskStart.PrepareAsync(app, Cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        var now = DateTimeOffset.UtcNow;
        var office = new Office
        {
            Politician = "Alex Example",
            Role = PoliticianRole.Mp,
            Area = "Exampleshire",
            PublicEmail = "office@example.org",
            Nation = Nation.England,
            CreatedAt = now,
            SetUpAt = now,
            EvidenceKey = scope.ServiceProvider.GetRequiredService<VaultKeys>().Create().Wrapped,
        };
        db.Offices.Add(office);
        await db.SaveChangesAsync(Cancel);
        var person = new Person { OfficeId = office.Id, DisplayName = "Jo Smith", Initials = "JS", UserName = "jo", CreatedAt = now, Role = Role.Manager };
        db.Users.Add(person);
        await db.SaveChangesAsync(Cancel);
        var capture = new Capture
        {
            OfficeId = office.Id,
            Address = site.Urls.Single() + "/post",
            NoProfileWhy = "A test.",
            AskedById = person.Id,
            AskedAt = now,
        };
        db.Captures.Add(capture);
        await db.SaveChangesAsync(Cancel);
        return capture.Id;
    }

    private async Task EndedAsync(long captureId)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (await look.WaitForNextTickAsync(patience.Token))
        {
            await using var db = Open();
            if (await db.Captures.AnyAsync(c => c.Id == captureId && (c.State == CaptureState.Done || c.State == CaptureState.Failed), patience.Token))
                return;
        }
    }

    private SerjeantDb Open() => new(Options.Database.StandaloneOptions()) { OfficeScope = 1 };
}
