using System.Net;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>The list of pages that are being kept: places, steps, what failed, and the presses on it.</summary>
public sealed class CaseCapturesTests : IAsyncLifetime
{
    private TestDesk desk = null!;
    private int number;
    private long caseId;

    public async ValueTask InitializeAsync()
    {
        desk = await TestDesk.StartAsync();
        number = await desk.CaseAsync("Threats");
        caseId = await CaseIdAsync(number, desk.OfficeId);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_says_its_step_or_its_place_in_the_line_of_all_offices_and_nothing_else_of_others()
    {
        var running = await AskAsync("https://a.example/1", c => (c.State, c.Step, c.StartedAt) = (CaptureState.Running, CaptureStep.Scrolling, DateTimeOffset.UtcNow.AddSeconds(-75)));
        await AskAsync("https://pile.example/loose", c => c.CaseId = null);
        var theirCase = await CaseIdAsync(await desk.CaseAsync("Theirs", officeId: desk.OtherOfficeId), desk.OtherOfficeId);
        await AskAsync("https://secret.example/theirs", c => c.CaseId = theirCase, desk.OtherOfficeId);
        var waiting = await AskAsync("https://a.example/2");

        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Captures(number));

        page.QuerySelector($"#capture-{running}")!.TextContent.ShouldContain("Scrolling through it, for 1 min 1");
        page.QuerySelector($"#capture-{running} form").ShouldBeNull("what runs can't be cancelled");
        page.QuerySelector($"#capture-{waiting}")!.TextContent.ShouldContain("2nd in line", customMessage: "after the other office's, before what belongs to no case");
        page.Body!.TextContent.ShouldNotContain("secret.example");
        page.QuerySelector("#captures-told")!.TextContent.ShouldBe("1 under way, 1 waiting.");
        page.QuerySelector("#captures")!.GetAttribute("hx-get").ShouldBe(CasesLinks.Captures(number));
        page.QuerySelector($"#captures a[href='{CasesLinks.Captures(number)}']").ShouldNotBeNull("without scripts a link reloads it");
    }

    [Fact]
    public async Task What_waits_is_cancelled_and_what_failed_says_why_and_is_tried_again()
    {
        var id = await AskAsync("https://a.example/1", c => c.Attempts = 3);
        var browser = await desk.SignedInAsync(Role.Moderator);

        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Captures(number)), $"#capture-{id} form").ShouldGoToAsync(CasesLinks.Captures(number));
        var page = await browser.PageAsync(CasesLinks.Captures(number));
        page.QuerySelector($"#capture-{id}")!.TextContent.ShouldContain("It was taken off the list before it began.");
        page.QuerySelector("#captures")!.GetAttribute("hx-get").ShouldBeNull("nothing moves, so nothing is asked again");

        await browser.SubmitAsync(page, $"#capture-{id} form").ShouldGoToAsync(CasesLinks.Captures(number));
        var again = await OneAsync(id);
        (again.State, again.Attempts, again.Outcome, again.FinishedAt).ShouldBe((CaptureState.Queued, 0, null, null));
        (await desk.WithDbAsync(db => db.LedgerEntries.Select(e => e.Action).ToListAsync())).ShouldContain("capture.cancelled");
    }

    [Fact]
    public async Task What_has_begun_is_not_cancelled_and_what_waits_is_not_tried_again()
    {
        var waiting = await AskAsync("https://a.example/1");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Captures(number));
        await SetAsync(waiting, CaptureState.Running);

        await browser.SubmitAsync(page, $"#capture-{waiting} form").ShouldGoToAsync(CasesLinks.Captures(number));

        (await OneAsync(waiting)).State.ShouldBe(CaptureState.Running);
        var moderator = await desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));
        (await desk.WithAsync<CaptureLine, bool>(line => line.AgainAsync(waiting, moderator, CancellationToken.None))).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_cases_and_another_offices_captures_are_not_found()
    {
        var mine = await AskAsync("https://a.example/1");
        var otherCase = await CaseIdAsync(await desk.CaseAsync("Other"), desk.OfficeId);
        var elsewhere = await AskAsync("https://a.example/2", c => c.CaseId = otherCase);
        var theirCase = await CaseIdAsync(await desk.CaseAsync("Theirs", officeId: desk.OtherOfficeId), desk.OtherOfficeId);
        var theirs = await AskAsync("https://a.example/3", c => c.CaseId = theirCase, desk.OtherOfficeId);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Captures(number));

        foreach (var id in new[] { elsewhere, theirs })
            (await browser.SubmitAsync(page, $"#capture-{mine} form", new Dictionary<string, string> { ["Capture"] = $"{id}" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await desk.WithDbAsync(db => db.Captures.IgnoreQueryFilters().CountAsync(c => c.State == CaptureState.Queued))).ShouldBe(3);
    }

    [Fact]
    public async Task A_case_answered_as_a_picture_of_child_abuse_keeps_no_page()
    {
        var failed = await AskAsync("https://a.example/1", c => c.State = CaptureState.Failed);
        await desk.WithDbAsync(db => db.Cases.Where(c => c.Id == caseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.GuideAnswers, """["ChildImage"]""")));
        var browser = await desk.SignedInAsync(Role.Moderator);

        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Captures(number)), $"#capture-{failed} form").ShouldGoToAsync(CasesLinks.Captures(number));

        (await OneAsync(failed)).State.ShouldBe(CaptureState.Failed);
    }

    [Fact]
    public async Task What_belongs_to_no_case_has_a_list_of_its_own()
    {
        var loose = await AskAsync("https://a.example/loose", c => c.CaseId = null);
        var inCase = await AskAsync("https://a.example/in-case");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.LooseCaptures());

        page.QuerySelector($"#capture-{loose}")!.TextContent.ShouldContain("2nd in line");
        page.QuerySelector($"#capture-{inCase}").ShouldBeNull();
        (await browser.SubmitAsync(page, $"#capture-{loose} form", new Dictionary<string, string> { ["Capture"] = $"{inCase}" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await browser.SubmitAsync(page, $"#capture-{loose} form").ShouldGoToAsync(CasesLinks.LooseCaptures());
        (await OneAsync(loose)).State.ShouldBe(CaptureState.Failed);
    }

    private Task<long> CaseIdAsync(int its, long office) => desk.WithDbAsync(db => db.Cases.Where(c => c.Number == its).Select(c => c.Id).SingleAsync(), office);

    private Task<Capture> OneAsync(long id) => desk.WithDbAsync(db => db.Captures.AsNoTracking().SingleAsync(c => c.Id == id));

    private Task<int> SetAsync(long id, CaptureState state) =>
        desk.WithDbAsync(db => db.Captures.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, state)));

    private Task<long> AskAsync(string address, Action<Capture>? set = null, long? office = null) => desk.WithDbAsync(async db =>
    {
        var capture = new Capture
        {
            OfficeId = office ?? desk.OfficeId,
            CaseId = caseId,
            Address = address,
            NoProfileWhy = "There is none.",
            AskedById = (await db.Users.SingleAsync(p => p.Role == Role.Moderator)).Id,
            AskedAt = DateTimeOffset.UtcNow,
        };
        set?.Invoke(capture);
        db.Captures.Add(capture);
        await db.SaveChangesAsync();
        return capture.Id;
    }, office ?? desk.OfficeId);
}
