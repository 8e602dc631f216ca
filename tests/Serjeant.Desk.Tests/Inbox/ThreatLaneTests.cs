using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class ThreatLaneTests
{
    private const string Live = "/inbox/live";
    private const string Worry = "I can't go on. I want to end my life tonight.";

    [Fact]
    public async Task An_open_page_is_told_of_a_threat_that_comes_in_and_of_nothing_harmless()
    {
        await using var desk = await TestDesk.StartAsync();
        await using var stream = await FollowAsync(desk, Role.Moderator);
        (await stream.NextAsync()).ShouldBe((0, 0L));

        await TestMessages.AddAsync(desk, TestMessages.Praise);
        var threat = await TestMessages.AddAsync(desk, TestMessages.Threat);
        (await stream.NextAsync()).ShouldBe((1, threat));

        var worry = await TestMessages.AddAsync(desk, Worry);
        (await stream.NextAsync()).ShouldBe((2, worry));
    }

    [Fact]
    public async Task Who_does_not_see_abuse_is_told_only_of_what_they_may_see_and_another_offices_threat_is_nobodys_business()
    {
        await using var desk = await TestDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Threat, officeId: desk.OtherOfficeId);
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        await using var author = await FollowAsync(desk, Role.Author);
        (await author.NextAsync()).ShouldBe((0, 0L));
        var worry = await TestMessages.AddAsync(desk, Worry);
        (await author.NextAsync()).ShouldBe((1, worry));
    }

    [Fact]
    public async Task Who_looks_after_mail_accounts_is_told_of_a_rule_that_was_found_and_nobody_else_is()
    {
        await using var desk = await TestDesk.StartAsync();
        await using var manager = await FollowAsync(desk, Role.Manager);
        await manager.NextAsync();
        manager.Rules.ShouldBe((0, 0L));
        await FindAsync(desk, desk.OtherOfficeId, active: true);
        await FindAsync(desk, desk.OfficeId, active: false);
        var found = await FindAsync(desk, desk.OfficeId, active: true);
        await manager.NextAsync();
        manager.Rules.ShouldBe((1, found.ToUnixTimeMilliseconds()));
        await using var moderator = await FollowAsync(desk, Role.Moderator);
        await moderator.NextAsync();
        moderator.Rules.ShouldBe((0, 0L));
        (await (await desk.SignedInAsync(Role.Manager)).PageAsync("/team")).QuerySelector("[data-live-about=rules][hidden]").ShouldNotBeNull();
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/team")).QuerySelector("[data-live-about=rules]").ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_is_told()
    {
        await using var desk = await TestDesk.StartAsync();
        (await desk.Browser().GetAsync(Live)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_open_stream_does_not_keep_an_idle_session_alive()
    {
        var clock = new TestClock();
        await using var desk = await TestDesk.StartAsync(clock.Use);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var idle = await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).Select(o => o.IdleMinutes).SingleAsync());
        clock.Now += TimeSpan.FromMinutes(idle - 1);
        await using (var stream = await FollowAsync(browser))
            (await stream.NextAsync()).ShouldBe((0, 0L));
        clock.Now += TimeSpan.FromMinutes(2);
        (await browser.GetAsync("/inbox")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task What_may_be_danger_comes_before_the_worst_of_everything_else_and_offers_the_steps_for_it()
    {
        await using var desk = await TestDesk.StartAsync();
        await TestMessages.AddAsync(desk, TestMessages.Advert);
        await TestMessages.AddAsync(desk, TestMessages.Threat);
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/inbox");
        var rows = page.QuerySelectorAll(".desk-row").ToList();
        var link = rows[0].QuerySelector(".desk-row__now").ShouldNotBeNull();
        link.GetAttribute("href").ShouldBe("/happening-now?what=threat#threat");
        rows[1].QuerySelector(".desk-row__now").ShouldBeNull();

        var steps = await (await desk.SignedInAsync(Role.Moderator)).PageAsync("/happening-now?what=threat");
        steps.QuerySelector("details#threat")!.HasAttribute("open").ShouldBeTrue();
        steps.QuerySelector("details#leak")!.HasAttribute("open").ShouldBeFalse();
    }

    private static Task<DateTimeOffset> FindAsync(TestDesk desk, long office, bool active) => desk.WithDbAsync(async db =>
    {
        var at = DateTimeOffset.UtcNow;
        db.FoundMailRules.Add(new FoundMailRule { OfficeId = office, MailboxId = 1, Key = $"{office}-{active}", Harm = 1, Active = active, Name = "x", Words = "x", FirstSeenAt = at, LastSeenAt = at });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return at;
    }, office);

    private static async Task<EventStream> FollowAsync(TestDesk desk, Role role) => await FollowAsync(await desk.SignedInAsync(role));

    private static async Task<EventStream> FollowAsync(TestBrowser browser)
    {
        var response = await browser.OpenAsync(Live);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    private sealed class EventStream(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
    {
        /// <summary>Of mail accounts, as last told.</summary>
        public (int Count, long Newest) Rules { get; private set; }

        public async Task<(int Count, long Newest)> NextAsync()
        {
            while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (!line.StartsWith("data: {", StringComparison.Ordinal))
                    continue;
                using var json = JsonDocument.Parse(line[6..]);
                Rules = (json.RootElement.GetProperty("rules").GetInt32(), json.RootElement.GetProperty("newestRule").GetInt64());
                return (json.RootElement.GetProperty("count").GetInt32(), json.RootElement.GetProperty("newest").GetInt64());
            }
            throw new InvalidOperationException("The stream ended.");
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
