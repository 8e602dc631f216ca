using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox;

public sealed class EvidenceFirstTests
{
    private const string Post = "https://social.example/post/1";

    [Theory]
    [InlineData(DecisionKind.Hide, true)]
    [InlineData(DecisionKind.Delete, true)]
    [InlineData(DecisionKind.Block, true)]
    [InlineData(DecisionKind.Report, true)]
    [InlineData(DecisionKind.Mute, false)]
    public async Task A_capture_is_asked_for_with_whatever_may_remove_a_public_post(DecisionKind kind, bool asked)
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat, address: Post);
        await desk.DecideAsync(kind, [id]);

        var captures = await desk.WithDbAsync(db => db.Captures.ToListAsync());
        captures.Count.ShouldBe(asked ? 1 : 0);
        if (asked)
            captures[0].ShouldSatisfyAllConditions(c => c.Address.ShouldBe(Post), c => c.MessageId.ShouldBe(id), c => c.NoProfileWhy.ShouldNotBeNull());
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "capture.asked"))).ShouldBe(asked ? 1 : 0);
    }

    [Fact]
    public async Task A_page_that_nobody_may_open_is_not_asked_for_and_the_decision_stands_with_a_gap()
    {
        await using var desk = await InboxDesk.StartAsync();
        var (shut, free) = (await TestMessages.AddAsync(desk, TestMessages.Threat, address: Post), await TestMessages.AddAsync(desk, TestMessages.Threat, address: Post + "0"));
        await desk.CaseAsync("Of which it was said", [shut]);
        await desk.WithDbAsync(db => db.Cases.ExecuteUpdateAsync(set => set.SetProperty(c => c.GuideAnswers, """["ChildImage"]""")));

        await desk.DecideAsync(DecisionKind.Hide, [shut, free]);

        (await desk.WithDbAsync(db => db.Captures.Select(c => c.MessageId).ToListAsync())).ShouldBe([free]);
        (await desk.WithDbAsync(db => db.Decisions.Where(d => d.EvidenceGap).Select(d => d.MessageId).ToListAsync())).ShouldContain(shut);
        (await desk.WithDbAsync(db => db.Decisions.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_exhibit_stands_in_the_ledger_before_the_decision_or_the_gap_is_flagged()
    {
        await using var desk = await InboxDesk.StartAsync();
        var id = await TestMessages.AddAsync(desk, TestMessages.Threat);
        var result = await desk.DecideAsync(DecisionKind.Hide, [id]);

        var exhibits = await desk.WithDbAsync(db => db.Exhibits.CountAsync(e => e.MessageId == id));
        var decision = await desk.WithDbAsync(db => db.Decisions.SingleAsync());
        decision.EvidenceGap.ShouldBe(exhibits == 0);
        result.Gaps.ShouldBe(exhibits == 0 ? 1 : 0);
        if (exhibits == 0)
            return;
        var actions = await desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).Select(e => e.Action).ToListAsync());
        actions.IndexOf("message.decided").ShouldBeGreaterThan(actions.FindIndex(a => a.StartsWith("exhibit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_link_is_not_offered_and_the_tick_is_refused_while_the_page_is_being_kept()
    {
        await using var desk = await InboxDesk.StartAsync();
        await HideAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await browser.PageAsync("/inbox/steps");
        page.QuerySelectorAll($"a[href='{Post}']").ShouldBeEmpty();
        page.QuerySelector<IHtmlInputElement>("input[name=Step]")!.IsDisabled.ShouldBeTrue();
        (await TickAsync(desk)).ShouldBe(new TickResult(0, 1));
    }

    [Theory]
    [InlineData(CaptureState.Done, 0, false)]
    [InlineData(CaptureState.Failed, 0, true)]
    [InlineData(CaptureState.Running, 21, true)]
    public async Task The_step_is_offered_once_the_page_is_kept_or_the_gap_is_flagged(CaptureState state, int secondsAgo, bool pageGap)
    {
        await using var desk = await InboxDesk.StartAsync();
        await HideAsync(desk);
        var asked = DateTimeOffset.UtcNow.AddSeconds(-secondsAgo);
        await desk.WithDbAsync(db => db.Captures.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, state).SetProperty(c => c.AskedAt, asked)));
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await browser.PageAsync("/inbox/steps");
        page.QuerySelectorAll($"a[href='{Post}']").Length.ShouldBe(1);
        (await browser.SubmitAsync(page, ".desk-steps form", new Dictionary<string, string> { ["Step"] = page.QuerySelector("input[name=Step]")!.GetAttribute("value")! }))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var gap = await desk.WithDbAsync(db => db.Decisions.Select(d => d.EvidenceGap).SingleAsync());
        if (pageGap)
            gap.ShouldBeTrue();
        (await desk.WithDbAsync(db => db.PlatformSteps.SingleAsync())).DoneById.ShouldNotBeNull();

        var done = await browser.PageAsync("/inbox/steps?show=done");
        await browser.SubmitAsync(done, ".desk-steps form", new Dictionary<string, string> { ["Step"] = done.QuerySelector("input[name=Step]")!.GetAttribute("value")! });
        (await desk.WithDbAsync(db => db.PlatformSteps.SingleAsync())).DoneAt.ShouldBeNull();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "step.done" || e.Action == "step.reopened"))).ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_asked_for_a_sign_in_is_a_gap_with_what_to_do_next_until_a_persons_browser_has_kept_it()
    {
        await using var desk = await InboxDesk.StartAsync();
        await HideAsync(desk);
        var wall = await ExhibitAsync(desk, ExhibitSource.ServerCapture, "LoginWall");
        await desk.WithDbAsync(db => db.Captures.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaptureState.Done).SetProperty(c => c.ExhibitId, wall)));
        var message = await desk.WithDbAsync(db => db.Captures.Select(c => c.MessageId).SingleAsync());
        var browser = await desk.SignedInAsync(Role.Moderator);
        foreach (var at in (string[])["/inbox/steps", $"/inbox/messages/{message}"])
        {
            var main = (await browser.PageAsync(at)).QuerySelector("main")!;
            main.TextContent.ShouldContain("press Serjeant’s extension", customMessage: at);
            main.QuerySelectorAll("a[href='/me/browsers']").Length.ShouldBe(1, at);
            main.TextContent.ShouldNotContain("Evidence kept");
        }

        await ExhibitAsync(desk, ExhibitSource.Browser, "Captured");
        (await browser.PageAsync("/inbox/steps")).QuerySelectorAll("main a[href='/me/browsers']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_chosen_to_tick_is_told_with_422()
    {
        await using var desk = await InboxDesk.StartAsync();
        await HideAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.SubmitAsync(await browser.PageAsync("/inbox/steps"), ".desk-steps form")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    [InlineData(Role.Principal)]
    public async Task Who_may_not_decide_has_no_steps(Role role)
    {
        await using var desk = await InboxDesk.StartAsync();
        (await (await desk.SignedInAsync(role)).GetAsync("/inbox/steps")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_offices_step_cannot_be_ticked()
    {
        await using var desk = await InboxDesk.StartAsync();
        await HideAsync(desk);
        var step = await desk.WithDbAsync(db => db.PlatformSteps.Select(s => s.Id).SingleAsync());
        var result = await desk.WithAsync<TickSteps, TickResult>((tick, office, person) => tick.DoneAsync(office.Id, person, [step], CancellationToken.None), officeId: desk.OtherOfficeId);
        result.Ticked.ShouldBe(0);
    }

    [Fact]
    public void Every_platform_has_steps_for_every_kind()
    {
        var guides = new StepGuides();
        foreach (var platform in Enum.GetValues<Platform>())
            foreach (var kind in new[] { DecisionKind.Hide, DecisionKind.Delete, DecisionKind.Block, DecisionKind.Mute, DecisionKind.Report })
                guides.All.ShouldContain((platform, kind));
        guides.All.ShouldAllBe(g => guides.For(g.Platform, g.Kind).Steps.Count > 0);
    }

    private static Task<long> ExhibitAsync(TestDesk desk, ExhibitSource source, string outcome) => desk.WithDbAsync(async db =>
    {
        var exhibit = db.Exhibits.Add(new Exhibit { OfficeId = desk.OfficeId, Key = $"test:{source}", Label = $"T/{source}", Title = "A page", Source = source, Outcome = outcome, Address = Post, ManifestHash = new string('0', 64), MadeAt = DateTimeOffset.UtcNow }).Entity;
        await db.SaveChangesAsync();
        return exhibit.Id;
    });

    private static async Task HideAsync(TestDesk desk) =>
        await desk.DecideAsync(DecisionKind.Hide, [await TestMessages.AddAsync(desk, TestMessages.Threat, address: Post)]);

    private static async Task<TickResult> TickAsync(TestDesk desk)
    {
        var step = await desk.WithDbAsync(db => db.PlatformSteps.Select(s => s.Id).SingleAsync());
        return await desk.WithAsync<TickSteps, TickResult>((tick, office, person) => tick.DoneAsync(office.Id, person, [step], CancellationToken.None));
    }
}
