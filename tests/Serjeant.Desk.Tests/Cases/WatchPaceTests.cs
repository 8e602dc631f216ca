using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Sites are asked politely: one request at a time, with pauses, less when they say so.</summary>
public sealed class WatchPaceTests(Browsers browsers)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly WatchPace Pace = new() { Jitter = TimeSpan.Zero };

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_site_that_asks_to_be_left_alone_is_for_as_long_as_it_says(int status)
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var first = await world.CaptureAsync();
        world.Show("/other");
        var second = await world.CaptureAsync("/other", null);
        world.Show("/post", "Too many requests", status, retryAfter: "7200");
        var due = world.Clock.Now = world.Clock.Now.AddHours(2);

        (await world.WorkAsync()).ShouldBeTrue();
        world.Asked.ShouldBe(["/post"], "the profile is on the same site");
        var waits = await world.WatchAsync(first.Id);
        (waits.Looks, waits.Tries, waits.Problem).ShouldBe((0, 1, "The site asks to be left alone for a while"));
        waits.NextLookAt.ShouldBe(due.AddHours(2) + Pace.Gap, TimeSpan.FromSeconds(1));
        (await world.WorkAsync()).ShouldBeFalse("the other page is on the same site");
        world.Clock.Now = due.AddHours(1.9);
        (await world.WorkAsync()).ShouldBeFalse();

        world.Show("/post");
        world.Clock.Now = waits.NextLookAt.AddSeconds(1);
        (await world.WorkAsync()).ShouldBeTrue();
        world.Clock.Now += Pace.Gap;
        (await world.WorkAsync()).ShouldBeTrue();
        (await world.LooksAsync(first.Id)).Single().Tries.ShouldBe(2);
        (await world.LooksAsync(second.Id)).Single().Verdict.ShouldBe(nameof(WatchVerdict.StillUp));
        (await world.Desk.WithDbAsync(db => db.WatchedSites.SingleAsync(Cancel))).Failures.ShouldBe(0);
    }

    [Fact]
    public async Task A_site_that_goes_on_saying_so_waits_longer_each_time_and_ends_with_cannot_tell()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        world.Show("/post", "No", 503);
        world.Clock.Now = world.Clock.Now.AddHours(2);
        for (var i = 0; i < Pace.MostTries - 1; i++)
        {
            (await world.WorkAsync()).ShouldBeTrue();
            var waits = await world.WatchAsync(exhibit.Id);
            waits.NextLookAt.ShouldBe(world.Clock.Now + Pace.BackOffs[i], TimeSpan.FromSeconds(1));
            world.Clock.Now = waits.NextLookAt.AddSeconds(1);
        }
        (await world.WorkAsync()).ShouldBeTrue();
        var look = (await world.LooksAsync(exhibit.Id)).Single();
        (look.Verdict, look.Tries, look.Status).ShouldBe((nameof(WatchVerdict.CannotTell), Pace.MostTries, 503));
    }

    [Fact]
    public async Task A_site_that_does_not_answer_at_all_is_tried_again_later()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        var exhibit = await world.CaptureAsync(profile: null);
        world.Pages["/post"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        world.Clock.Now = world.Clock.Now.AddHours(2);
        (await world.WorkAsync()).ShouldBeTrue();
        var waits = await world.WatchAsync(exhibit.Id);
        (waits.Looks, waits.Problem).ShouldBe((0, "The site did not answer"));
        waits.NextLookAt.ShouldBe(world.Clock.Now + Pace.BackOffs[0], TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Two_desks_on_one_database_ask_a_site_one_page_at_a_time_with_a_pause_and_make_each_look_once()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        List<Exhibit> exhibits = [];
        for (var i = 0; i < 3; i++)
        {
            world.Show($"/post-{i}", meanwhile: () => Task.Delay(300, Cancel));
            exhibits.Add(await world.CaptureAsync($"/post-{i}", null));
        }
        world.Clock.Now = world.Clock.Now.AddHours(2);
        for (var round = 0; round < 3; round++)
        {
            var worked = await Task.WhenAll(world.WorkAsync("one/1/1#watch"), world.WorkAsync("two/2/2#watch"));
            worked.Count(w => w).ShouldBe(1, "the site is the other's, and then rests");
            (await world.WorkAsync("one/1/1#watch")).ShouldBeFalse("it rests");
            world.Clock.Now += Pace.Gap + TimeSpan.FromSeconds(1);
        }
        world.AtOnce.ShouldBe(1);
        world.Asked.Order(StringComparer.Ordinal).ShouldBe(["/post-0", "/post-1", "/post-2"]);
        foreach (var exhibit in exhibits)
            (await world.LooksAsync(exhibit.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_office_that_has_asked_enough_for_a_day_waits_until_the_next()
    {
        await using var world = await WatchDesk.StartAsync(browsers, Pace with { OfficeADay = 1, Gap = TimeSpan.Zero });
        await world.CaptureAsync(profile: null);
        world.Show("/other");
        await world.CaptureAsync("/other", null);
        world.Clock.Now = world.Clock.Now.AddHours(2);
        (await world.WorkAsync()).ShouldBeTrue();
        (await world.WorkAsync()).ShouldBeFalse("one a day");
        world.Clock.Now = world.Clock.Now.AddHours(23);
        (await world.WorkAsync()).ShouldBeFalse("not yet a day");
        world.Clock.Now = world.Clock.Now.AddHours(2);
        (await world.WorkAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://WWW.Social.example/a", "social.example")]
    [InlineData("http://social.example:8080/b", "social.example")]
    [InlineData("https://bücher.example/", "xn--bcher-kva.example")]
    [InlineData("file:///etc/passwd", null)]
    [InlineData(null, null)]
    public void A_site_is_its_host(string? address, string? site) => Watches.SiteOf(address).ShouldBe(site);
}
