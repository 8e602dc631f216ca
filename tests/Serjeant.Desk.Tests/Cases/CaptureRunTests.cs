using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

[Collection(Alone.Name)]
public sealed class CaptureRunTests : IAsyncLifetime
{
    private const string Owner = "test/1/1#1";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private TestSite site = null!;
    private TestDesk desk = null!;
    private Func<HttpContext, Task> onPost = _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync((_, app) =>
        {
            app.MapGet("/post", async (HttpContext context) =>
            {
                await onPost(context);
                return Results.Content("<!doctype html><title>A post</title><p>You will regret this", "text/html");
            });
            app.Page("/author", "<p>The author");
            app.Page("/gone", "<p>Gone", 404);
        });
        desk = await TestDesk.StartAsync(builder => builder.Services.AddSingleton(new CaptureAllowance([site.Allowed])));
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_capture_becomes_one_exhibit_with_both_pages_sealed_and_nothing_left_in_the_open()
    {
        var capture = await RunAsync(await AskAsync("/post", "/author"));

        capture!.State.ShouldBe(CaptureState.Done, capture.Outcome);
        capture.LeaseOwner.ShouldBeNull();
        var exhibit = await ExhibitAsync();
        capture.ExhibitId.ShouldBe(exhibit.Id);
        exhibit.OfficeId.ShouldBe(desk.OfficeId);
        exhibit.Outcome.ShouldBe("Captured");
        exhibit.ProfileGap.ShouldBeNull();
        exhibit.SeenSignedOut.ShouldBe(true);
        exhibit.Files.Select(file => file.Path).ShouldContain("profile/page.png");
        await WithVaultAsync(async vault =>
        {
            foreach (var file in exhibit.Files)
                (await vault.IsWholeAsync(new BlobRef(file.Hash, file.Bytes), Cancel)).ShouldBeTrue(file.Path);
            var manifest = ExhibitManifest.Parse(await ReadAsync(vault, exhibit, ExhibitManifest.FileName));
            manifest.Captures.Select(page => (page.What, page.Outcome)).ShouldBe([("post", CaptureOutcome.Captured), ("profile", CaptureOutcome.Captured)]);
            manifest.SuppliedBy.ShouldBe("Moderator person");
        });
        (await desk.WithDbAsync(db => db.CustodyEntries.SingleAsync(Cancel))).Act.ShouldBe(CustodyAct.Made);
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
        (await ActionsAsync()).ShouldContain("exhibit.made");
        Directory.EnumerateDirectories(Path.Combine(desk.DataFolder, "work"), "*", SearchOption.AllDirectories)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.png")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_is_gone_is_an_exhibit_that_says_so_and_does_not_claim_that_anybody_could_see_the_post()
    {
        (await RunAsync(await AskAsync("/gone", null, "The account is gone too.")))!.State.ShouldBe(CaptureState.Done);
        var exhibit = await ExhibitAsync();
        exhibit.Outcome.ShouldBe("NotFound");
        exhibit.SeenSignedOut.ShouldBeNull();
        exhibit.ProfileGap.ShouldBe("The account is gone too.");
    }

    [Theory]
    [InlineData("http://169.254.169.254/", "Blocked: this address is private. Nothing was fetched.")]
    [InlineData("http://127.0.0.1:8099/", "Blocked: this address is private. Nothing was fetched.")]
    [InlineData("file:///etc/passwd", "The address must start with https:// or http://.")]
    public async Task What_cannot_be_captured_fails_with_the_reason_and_makes_no_exhibit(string address, string why)
    {
        var capture = await RunAsync(await AskAsync(address, null));
        (capture!.State, capture.Outcome).ShouldBe((CaptureState.Failed, why));
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync(Cancel))).ShouldBe(0);
        (await ActionsAsync()).ShouldContain("capture.failed");
    }

    [Fact]
    public async Task A_capture_that_somebody_holds_is_left_to_them()
    {
        var id = await AskAsync("/post", null);
        await SetAsync(id, set => set.SetProperty(c => c.LeaseOwner, "other/1/1").SetProperty(c => c.LeaseUntil, DateTimeOffset.UtcNow.AddMinutes(1)));
        (await RunAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task A_capture_that_ran_out_its_lease_is_made_by_the_next_and_the_first_adds_nothing()
    {
        var id = await AskAsync("/post", null);
        var taken = new TaskCompletionSource<Capture?>();
        var first = true;
        onPost = async _ =>
        {
            if (!first)
                return;
            first = false;
            await SetAsync(id, set => set.SetProperty(c => c.LeaseUntil, DateTimeOffset.UtcNow.AddMinutes(-1)));
            taken.SetResult(await RunAsync(id, "test/2/2#1"));
        };
        await RunAsync(id);
        // On a busy machine the first gives the page up before the second is done with it.
        var second = await taken.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        second!.State.ShouldBe(CaptureState.Done);
        (await ExhibitAsync()).Id.ShouldBe(second.ExhibitId!.Value);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(Cancel))).ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_the_program_puts_the_capture_back_in_the_queue()
    {
        var id = await AskAsync("/post", null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        onPost = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };
        var capture = await RunAsync(id, cancel: stop.Token);
        (capture!.State, capture.Attempts, capture.LeaseOwner).ShouldBe((CaptureState.Queued, 0, null));
    }

    [Fact]
    public async Task A_page_that_ends_the_program_each_time_is_given_up()
    {
        var id = await AskAsync("/post", null);
        await SetAsync(id, set => set.SetProperty(c => c.State, CaptureState.Running).SetProperty(c => c.Attempts, CaptureRun.MostAttempts));
        var capture = await RunAsync(id);
        capture!.State.ShouldBe(CaptureState.Failed);
        capture.Outcome!.ShouldContain("3 times");
    }

    private Task<long> AskAsync(string address, string? profile, string? noProfileWhy = null) => desk.WithDbAsync(async db =>
    {
        var capture = new Capture
        {
            OfficeId = desk.OfficeId,
            Address = address.StartsWith('/') ? site.At(address).AbsoluteUri : address,
            ProfileAddress = profile is null ? null : site.At(profile).AbsoluteUri,
            NoProfileWhy = noProfileWhy,
            AskedById = (await db.Users.SingleAsync(person => person.Role == Role.Moderator, Cancel)).Id,
            AskedAt = DateTimeOffset.UtcNow,
        };
        db.Captures.Add(capture);
        await db.SaveChangesAsync(Cancel);
        return capture.Id;
    });

    private async Task<Capture?> RunAsync(long id, string owner = Owner, CancellationToken? cancel = null)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaptureRun>().TryAsync(id, owner, cancel ?? Cancel);
    }

    private Task SetAsync(long id, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Capture>> set) =>
        desk.WithDbAsync(db => db.Captures.Where(capture => capture.Id == id).ExecuteUpdateAsync(set, Cancel));

    private Task<Exhibit> ExhibitAsync() => desk.WithDbAsync(db => db.Exhibits.Include(exhibit => exhibit.Files).SingleAsync(Cancel));

    private Task<List<string>> ActionsAsync() => desk.WithDbAsync(db => db.LedgerEntries.Select(entry => entry.Action).ToListAsync(Cancel));

    private async Task WithVaultAsync(Func<OpenVault, Task> work)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = desk.OfficeId;
        await using var vault = await scope.ServiceProvider.GetRequiredService<OfficeVault>().OpenAsync(desk.OfficeId, Cancel);
        await work(vault);
    }

    private static async Task<byte[]> ReadAsync(OpenVault vault, Exhibit exhibit, string path)
    {
        var file = exhibit.Files.Single(each => each.Path == path);
        await using var stream = await vault.OpenAsync(new BlobRef(file.Hash, file.Bytes), Cancel);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
