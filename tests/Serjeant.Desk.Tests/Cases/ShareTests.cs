using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What the desk does with a share that a browser sends on. How a browser keeps it until then is tested in a real one.</summary>
public sealed class ShareTests
{
    private static readonly byte[] Picture = Encoding.UTF8.GetBytes("no picture, kept byte for byte");

    [Fact]
    public async Task A_share_into_a_case_is_an_exhibit_supplied_by_who_sent_it_with_its_words_in_a_file()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);

        var answer = await SendAsync(browser, Share("case", number, ("Title", "A post"), ("Text", "He <b>said</b>\nthis"), ("SharedAt", "2026-11-28T08:00:00.000Z")), ("shot.jpg", Picture));

        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        answer.Headers.GetValues("HX-Redirect").Single().ShouldBe(CasesLinks.Exhibit(exhibit.Id));
        (exhibit.Source, exhibit.Title).ShouldBe((ExhibitSource.Upload, "Screenshots"));
        exhibit.CaseId.ShouldBe(await desk.WithDbAsync(db => db.Cases.Select(c => c.Id).SingleAsync()));
        exhibit.Files.Select(f => f.Path).Order(StringComparer.Ordinal).ShouldBe(["files/shared.txt", "files/shot.jpg", "manifest-sha256.txt", "manifest.json"]);
        exhibit.Files.Single(f => f.Path == "files/shot.jpg").Hash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Picture)));
        var page = (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).Body!.TextContent;
        page.ShouldContain("A person supplied these files.");
        page.ShouldContain("Shared to Serjeant on a device of Moderator person at 2026-11-28 08:00:00 UTC by that device’s clock");
    }

    [Fact]
    public async Task A_share_sent_twice_is_one_exhibit_and_one_capture()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var share = Share("case", number, ("Url", "https://social.example/1"), ("Capture", "true"));

        var first = await SendAsync(browser, share);
        var second = await SendAsync(browser, share);

        second.Headers.GetValues("HX-Redirect").ShouldBe(first.Headers.GetValues("HX-Redirect"));
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
        var capture = await desk.WithDbAsync(db => db.Captures.SingleAsync());
        (capture.Address, capture.State).ShouldBe(("https://social.example/1", CaptureState.Queued));
    }

    [Theory]
    [InlineData("false", "https://social.example/1", 0)]
    [InlineData("true", "javascript:alert(1)", 0)]
    [InlineData("true", "https://social.example/1", 1)]
    public async Task A_link_is_opened_only_when_somebody_says_so_and_it_is_a_web_address(string capture, string link, int captures)
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        await SendAsync(await desk.SignedInAsync(Role.Moderator), Share("case", number, ("Url", link), ("Capture", capture)));
        (await desk.WithDbAsync(db => db.Captures.CountAsync())).ShouldBe(captures);
        (await desk.WithDbAsync(db => db.ExhibitFiles.CountAsync(f => f.Path == "files/shared.txt"))).ShouldBe(1);
    }

    [Fact]
    public async Task Kept_for_later_it_is_put_into_a_case_afterwards_or_into_a_new_one()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await SendAsync(browser, Share("later", null, ("Text", "one")));
        var answer = await SendAsync(browser, Share("new", null, ("Text", "two")));
        var ids = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        answer.Headers.GetValues("HX-Redirect").Single().ShouldBe(CasesLinks.NewWith(ids[1]));

        var page = await browser.PageAsync(CasesLinks.Share());
        page.QuerySelectorAll("#kept tbody tr").Length.ShouldBe(2);
        await browser.SubmitAsync(page, "#place", new Dictionary<string, string> { ["Into"] = $"{number}" }, $"button[value='{ids[0]}']").ShouldGoToAsync(CasesLinks.Case(number) + "#exhibits");
        var form = await browser.PageAsync(CasesLinks.NewWith(ids[1]) + "&danger=no");
        form.Body!.TextContent.ShouldContain("goes into this case");
        await browser.SubmitAsync(form, "#new-case", new Dictionary<string, string> { ["CaseTitle"] = "Another" });

        (await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => db.Cases.Single(c => c.Id == e.CaseId).Number).ToListAsync())).ShouldBe([number, number + 1]);
        (await browser.PageAsync(CasesLinks.Share())).QuerySelector("#kept").ShouldBeNull();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.placed"))).ShouldBe(2);
    }

    [Fact]
    public async Task Another_offices_case_and_exhibit_are_not_there()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var ours = await desk.SignedInAsync(Role.Moderator);
        await SendAsync(ours, Share("later", null, ("Text", "one")));
        var id = await desk.WithDbAsync(db => db.Exhibits.Select(e => e.Id).SingleAsync());

        var theirs = await desk.SignedInAsync(Role.Manager, desk.OtherOfficeId);
        (await SendAsync(theirs, Share("case", number, ("Text", "two")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await desk.CaseAsync("Theirs", officeId: desk.OtherOfficeId);
        var fill = new Dictionary<string, string> { ["Into"] = "1", ["Exhibit"] = $"{id}" };
        (await theirs.SubmitAsync(await theirs.PageAsync("/me"), "form", fill, to: CasesLinks.Share() + "?handler=place")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.PageAsync(CasesLinks.Share())).QuerySelector("#kept").ShouldBeNull();
        (await desk.WithDbAsync(db => db.Exhibits.Select(e => e.CaseId).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task A_closed_case_an_empty_share_and_a_wrong_place_are_refused_and_nothing_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        await desk.WithDbAsync(db => db.Cases.ExecuteUpdateAsync(set => set.SetProperty(c => c.State, CaseState.Closed)));
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await SendAsync(browser, Share("case", number, ("Text", "x")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Task.FromResult(await SendAsync(browser, Share("later", null))).ShouldBeRefusedAtAsync("What");
        await Task.FromResult(await SendAsync(browser, Share("elsewhere", null, ("Text", "x")))).ShouldBeRefusedAtAsync("Where");
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_share_that_the_browser_could_not_keep_is_not_read_and_says_so()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Moderator);
        foreach (var each in new[] { browser, desk.Browser() })
        {
            var answer = await each.SendAsync(new HttpRequestMessage(HttpMethod.Post, CasesLinks.ReceiveShare()) { Content = new MultipartFormDataContent { { new StringContent("x"), "text" } } });
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            answer.Headers.Location!.ToString().ShouldBe("/share?missed=yes");
        }
        (await browser.PageAsync("/share?missed=yes")).Body!.TextContent.ShouldContain("Go back and share it again");
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_puts_in_a_case_goes_under_the_rule_for_what_nobody_decided()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        await SendAsync(browser, Share("later", null, ("Text", "old")));
        await SendAsync(browser, Share("later", null, ("Text", "new")));
        await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(e => e.MadeAt, DateTimeOffset.UtcNow.AddDays(-181))));
        await desk.WithDbAsync(async db =>
        {
            if (!await db.RetentionRules.AnyAsync(r => r.Outcome == RetentionOutcome.Undecided))
                db.RetentionRules.Add(new RetentionRule { OfficeId = desk.OfficeId, Outcome = RetentionOutcome.Undecided, Days = 180 });
            return await db.SaveChangesAsync();
        });
        (await desk.WithAsync<RetentionPreview, IReadOnlyList<DueOutcome>>(preview => preview.ReadAsync(CancellationToken.None)))
            .Single(d => d.Outcome == RetentionOutcome.Undecided).Count.ShouldBe(1);
        await desk.WithAsync<RetentionRun, RetentionResult>(run => run.RunAsync(desk.OfficeId, null, CancellationToken.None));
        (await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Files.Count).ToListAsync())).ShouldBe([0, 3]);
    }

    private static Dictionary<string, string> Share(string where, int? number, params (string Name, string Value)[] more) => new(
    [
        new("Token", Guid.NewGuid().ToString()), new("What", "Screenshots"), new("Where", where), new("Case", $"{number}"),
        .. more.Select(m => new KeyValuePair<string, string>(m.Name, m.Value)),
    ]);

    private static async Task<HttpResponseMessage> SendAsync(TestBrowser browser, Dictionary<string, string> share, params (string Name, byte[] Bytes)[] files)
    {
        var page = await browser.PageAsync(CasesLinks.Share());
        using var body = new MultipartFormDataContent { { new StringContent(page.QuerySelector("#take input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        foreach (var (name, value) in share)
            body.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files)
            body.Add(new ByteArrayContent(bytes), "Files", name);
        var request = new HttpRequestMessage(HttpMethod.Post, CasesLinks.TakeShare()) { Content = body };
        request.Headers.Add("HX-Request", "true");
        return await browser.SendAsync(request);
    }
}
