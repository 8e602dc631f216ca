using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A post that was kept is looked at again in a real browser, on a clock that the test moves.</summary>
public sealed class WatchRunTests(Browsers browsers)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_public_post_is_looked_at_after_an_hour_a_day_a_week_and_a_month_and_each_look_is_kept()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var number = await world.Desk.CaseAsync("Threats");
        var exhibit = await world.CaptureAsync(caseNumber: number);
        var began = (await world.WatchAsync(exhibit.Id)).StartedAt;
        (await world.WorkAsync()).ShouldBeFalse("nothing is due yet");

        var up = await world.NextLookAsync(exhibit.Id);
        (up.Verdict, up.Status, up.Tries).ShouldBe((nameof(WatchVerdict.StillUp), 200, 1), up.What);
        world.Asked.ShouldBe(["/post", "/author"]);

        world.Show("/post", "You will not regret this, and I know the road you live on");
        var changed = await world.NextLookAsync(exhibit.Id);
        (changed.Verdict, changed.What).ShouldBe((nameof(WatchVerdict.Changed),
            $"It said “{WatchDesk.Post}” and now says “You will not regret this, and I know the road you live on”. The account’s own page is there."));

        world.Pages.Remove("/post");
        (await world.NextLookAsync(exhibit.Id)).Verdict.ShouldBe(nameof(WatchVerdict.Gone));
        world.Pages.Remove("/author");
        (await world.NextLookAsync(exhibit.Id)).Verdict.ShouldBe(nameof(WatchVerdict.AccountGone));

        var looks = await world.LooksAsync(exhibit.Id);
        looks.Select(l => Math.Round((l.At - began).TotalHours)).ShouldBe([1, 24, 168, Math.Round((began.AddMonths(1) - began).TotalHours)]);
        (await world.WatchAsync(exhibit.Id)).State.ShouldBe(WatchState.Done);
        world.Clock.Now = world.Clock.Now.AddDays(100);
        (await world.WorkAsync()).ShouldBeFalse("all looks are made");
        await ShouldBeKeptAsync(world, exhibit, number, looks);
    }

    private static async Task ShouldBeKeptAsync(WatchDesk world, Exhibit exhibit, int number, List<WatchLook> looks)
    {
        var kept = await world.Desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).Where(e => e.Source == ExhibitSource.Look).OrderBy(e => e.Id).ToListAsync(Cancel));
        kept.Select(e => e.Label).ShouldBe([.. Enumerable.Range(1, 4).Select(n => $"{exhibit.Label}/W{n}")]);
        kept.Select(e => e.Id).ShouldBe(looks.Select(l => l.ExhibitId!.Value));
        kept[0].Files.Select(f => f.Path).Order(StringComparer.Ordinal).ShouldBe(
        [
            "manifest-sha256.txt", "manifest.json", "post/facts.json", "post/manifest-sha256.txt", "post/text.txt", "post/viewport.png",
            "profile/facts.json", "profile/manifest-sha256.txt", "profile/text.txt", "profile/viewport.png",
        ]);
        kept.ShouldAllBe(e => e.CaseId == exhibit.CaseId);
        var custody = await world.Desk.WithDbAsync(db => db.CustodyEntries.Where(c => c.ExhibitId == exhibit.Id && c.Act == CustodyAct.LookedAgain).OrderBy(c => c.Id).ToListAsync(Cancel));
        custody.Select(c => c.Why).ShouldBe(["Still up. Kept as TP/1/W1", "Changed. Kept as TP/1/W2", "Gone. Kept as TP/1/W3", "Account gone. Kept as TP/1/W4"]);
        var leaves = await world.Desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action == "watch.looked").OrderBy(e => e.Index).Select(e => e.Leaf).ToListAsync(Cancel));
        leaves.Select(leaf => LedgerLeaf.Parse(leaf).Data["verdict"]).ShouldBe(["StillUp", "Changed", "Gone", "AccountGone"]);
        var record = await world.Desk.WithAsync<CaseReader, CaseRecord?>(cases => cases.ReadAsync(number, Cancel));
        Chronology.Of(record!).Where(l => l.Kind == ChronologyKind.Look).Select(l => l.What.Split('.')[0])
            .ShouldBe(["TP/1 looked at again: still up", "TP/1 looked at again: changed", "TP/1 looked at again: gone", "TP/1 looked at again: account gone"]);
        (await world.Desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task What_fell_due_while_the_desk_was_off_is_made_up_for_by_one_look()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync();
        var began = (await world.WatchAsync(exhibit.Id)).StartedAt;
        world.Clock.Now = began.AddDays(3);
        (await world.WorkAsync()).ShouldBeTrue();
        (await world.WorkAsync()).ShouldBeFalse();
        (await world.WatchAsync(exhibit.Id)).NextLookAt.ShouldBe(began.AddDays(7));
    }

    [Fact]
    public async Task A_page_that_was_not_public_is_watched_only_when_somebody_says_so()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        world.Show("/post", "Please log in to continue <input type=password>");
        var wall = await world.CaptureAsync();
        wall.Outcome.ShouldBe("LoginWall");
        (await world.Desk.WithDbAsync(db => db.ExhibitWatches.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_sign_in_page_says_nothing_about_the_post()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        world.Show("/post", "Please log in to continue <input type=password>");
        var look = await world.NextLookAsync(exhibit.Id);
        (look.Verdict, look.What).ShouldBe((nameof(WatchVerdict.CannotTell), "The site asked for a sign-in instead of showing the post. So nothing can be said about the post."));
    }

    [Fact]
    public async Task A_worker_that_died_in_the_middle_leaves_a_look_that_the_next_makes_once()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        Task<bool>? second = null;
        world.Show("/post", meanwhile: async () =>
        {
            if (second is not null)
                return;
            // As after a kill: the leases ran out, and somebody else takes the look up while this one still believes in it.
            await world.SetAsync(exhibit.Id, set => set.SetProperty(w => w.LeaseUntil, DateTimeOffset.UnixEpoch));
            await world.Desk.WithDbAsync(db => db.WatchedSites.ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseUntil, DateTimeOffset.UnixEpoch), Cancel));
            second = world.WorkAsync("another/2/2#watch");
        });
        world.Clock.Now = world.Clock.Now.AddHours(2);
        await world.WorkAsync();
        (await second!.WaitAsync(TimeSpan.FromMinutes(2), Cancel)).ShouldBeTrue();
        (await world.LooksAsync(exhibit.Id)).Count.ShouldBe(1);
        (await world.Desk.WithDbAsync(db => db.Exhibits.CountAsync(e => e.Source == ExhibitSource.Look, Cancel))).ShouldBe(1);
        (await world.WatchAsync(exhibit.Id)).Looks.ShouldBe(1);
    }

    [Fact]
    public async Task A_look_that_ends_the_program_each_time_is_given_up_and_says_so()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        await world.SetAsync(exhibit.Id, set => set.SetProperty(w => w.Tries, 5));
        var look = await world.NextLookAsync(exhibit.Id);
        (look.Verdict, look.ExhibitId, world.Asked.Count).ShouldBe((nameof(WatchVerdict.CannotTell), null, 0));
        look.What.ShouldContain("5 times");
    }

    [Fact]
    public async Task Stopping_while_a_look_is_under_way_keeps_nothing_of_it()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        var by = await world.Desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Manager, Cancel));
        world.Show("/post", meanwhile: () => world.Desk.WithAsync<Watches, bool>(watches => watches.StopAsync(exhibit.Id, by, Cancel)));
        world.Clock.Now = world.Clock.Now.AddHours(2);
        await world.WorkAsync();
        (await world.LooksAsync(exhibit.Id)).ShouldBeEmpty();
        var watch = await world.WatchAsync(exhibit.Id);
        (watch.State, watch.StoppedById, watch.LeaseOwner).ShouldBe((WatchState.Stopped, by.Id, null));
    }

    [Fact]
    public async Task A_sealed_off_exhibit_is_never_opened_again_and_a_closed_case_rests()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var number = await world.Desk.CaseAsync("Threats");
        var exhibit = await world.CaptureAsync(profile: null, caseNumber: number);
        var by = await world.Desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Manager, Cancel));
        world.Clock.Now = world.Clock.Now.AddHours(2);
        await world.Desk.WithAsync<CaseChanges, bool>(cases => cases.CloseAsync(number, by, "Done", Cancel));
        (await world.WorkAsync()).ShouldBeFalse("the case is closed");
        await world.Desk.WithAsync<CaseChanges, bool>(cases => cases.ReopenAsync(number, by, Cancel));
        await world.Desk.WithAsync<Serjeant.Chapters.Cases.ChildImages.SealingOff, int?>(sealing => sealing.SealAsync(exhibit.Id, by, Cancel));
        await world.WorkAsync();
        world.Asked.ShouldBeEmpty();
        (await world.WatchAsync(exhibit.Id)).State.ShouldBe(WatchState.Stopped);
    }

    [Fact]
    public async Task A_watch_of_a_case_that_may_concern_a_picture_of_child_abuse_opens_nothing_and_ends_whatever_way_it_got_there()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var number = await world.Desk.CaseAsync("Threats");
        var exhibit = await world.CaptureAsync(profile: null, caseNumber: number);
        await world.Desk.WithDbAsync(db => db.Cases.ExecuteUpdateAsync(s => s.SetProperty(c => c.GuideAnswers, "[\"ChildImage\"]"), Cancel));
        world.Clock.Now = world.Clock.Now.AddHours(2);

        await world.WorkAsync();

        world.Asked.ShouldBeEmpty();
        (await world.WatchAsync(exhibit.Id)).State.ShouldBe(WatchState.Stopped);
        (await world.Desk.WithDbAsync(db => db.WatchLooks.CountAsync(Cancel))).ShouldBe(0);
        var by = await world.Desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Manager, Cancel));
        (await world.Desk.WithAsync<Watches, bool>(watches => watches.LookNowAsync(exhibit.Id, by, Cancel))).ShouldBeFalse();
    }
}
