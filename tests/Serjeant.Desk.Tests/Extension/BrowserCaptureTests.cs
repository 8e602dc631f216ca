using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Extension;

public sealed class BrowserCaptureTests
{
    private readonly Guid token = Guid.NewGuid();

    [Fact]
    public async Task A_capture_becomes_one_exhibit_that_says_exactly_what_it_is()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);

        var announced = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAndProfile(number)));
        announced.GetProperty("state").GetString().ShouldBe("waiting");
        announced.GetProperty("needed").GetArrayLength().ShouldBe(3);
        await extension.FileAsync(token, Captured.Picture);
        await extension.FileAsync(token, Captured.Words);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("state").GetString()
            .ShouldBe("waiting", "a file is missing");
        await extension.FileAsync(token, Captured.Profile);
        var kept = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"));

        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        (kept.GetProperty("state").GetString(), kept.GetProperty("label").GetString(), kept.GetProperty("address").GetString(), kept.GetProperty("case").GetInt32())
            .ShouldBe(("kept", "TP/1", CasesLinks.Exhibit(exhibit.Id), number));
        (exhibit.Source, exhibit.Outcome, exhibit.SeenSignedOut, exhibit.ProfileGap, exhibit.ProfileAddress)
            .ShouldBe((ExhibitSource.Browser, "Captured", null, null, "https://social.example/nightwatch"));
        exhibit.Title.ShouldBe("Page at https://social.example/post/17, captured in the browser of Moderator person");
        exhibit.Files.Where(f => !f.Path.StartsWith("manifest")).Select(f => (f.Path, f.Hash)).ShouldBe(
            [("post/page.png", PairedExtension.HashOf(Captured.Picture)), ("post/text.txt", PairedExtension.HashOf(Captured.Words)), ("profile/text.txt", PairedExtension.HashOf(Captured.Profile))],
            ignoreOrder: true);
        (await desk.WithDbAsync(db => db.BrowserCaptures.CountAsync())).ShouldBe(0);

        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(exhibit.Id));
        var words = page.QuerySelector("main")!.TextContent;
        words.ShouldContain("A person's own browser saw the page and sent it.");
        words.ShouldContain("Whether that browser was signed in to the site is not known.");
        words.ShouldContain("by that browser's own clock");
        words.ShouldNotContain("This server saw");
        page.QuerySelectorAll("main b").ShouldBeEmpty("a title is text");
    }

    [Fact]
    public async Task What_is_done_again_is_done_once()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        for (var i = 0; i < 2; i++)
        {
            await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(number));
            (await extension.FileAsync(token, Captured.Words)).StatusCode.ShouldBe(i == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, "once kept, nothing is expected");
            (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("label").GetString().ShouldBe("TP/1");
        }
        var sealings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal")));
        sealings.ShouldAllBe(s => s.StatusCode == HttpStatusCode.OK);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Get, $"/captures/{token}"))).GetProperty("state").GetString().ShouldBe("kept");
    }

    [Fact]
    public async Task Four_calls_at_once_to_seal_make_one_exhibit()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(number));
        await extension.FileAsync(token, Captured.Words);
        var sealings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal")));
        foreach (var answer in sealings)
            (await PairedExtension.JsonAsync(answer)).GetProperty("label").GetString().ShouldBe("TP/1");
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_gap_is_said_and_a_partial_page_flagged_on_the_case()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        await SendAsync(extension, token, Captured.PostAlone(number, ["The page goes on after 36,000 pixels."]));
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.SingleAsync());
        (exhibit.Outcome, exhibit.ProfileGap).ShouldBe(("Partial", "The account is gone"));
        var page = (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Case(number))).QuerySelector("main")!.TextContent;
        page.ShouldContain("TP/1: part of it is missing.");
        page.ShouldContain("Captured in a person’s own browser. Part of it is missing.");
    }

    [Fact]
    public async Task Bytes_with_another_hash_are_refused_and_nothing_is_kept_of_them()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(number));
        var hash = PairedExtension.HashOf(Captured.Words);
        byte[] changed = [.. Captured.Words.Select(b => (byte)(b ^ 1))];
        foreach (var wrong in new[] { changed, Captured.Words[..^1], [.. Captured.Words, 1] })
        {
            var answer = await extension.FileAsync(token, wrong, hash);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await PairedExtension.CodeOfAsync(answer)).ShouldBe("wrong-bytes");
        }
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("needed")[0].GetString().ShouldBe(hash);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
        await using var scope = desk.App.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<BlobSweep>().RunAsync(desk.OfficeId, CancellationToken.None)).ShouldBe(1, "the changed bytes");
    }

    [Fact]
    public async Task A_hash_that_the_desk_has_from_elsewhere_gives_nobody_its_file()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var secret = "sealed off"u8.ToArray();
        await (await desk.SignedInAsync(Role.Moderator)).UploadAsync(number, new Dictionary<string, string> { ["What"] = "x" }, ("x.txt", secret));
        var extension = await PairedExtension.PairAsync(desk);
        var body = new { @case = number, pages = new[] { Captured.Page("post") }, files = new[] { Captured.File("post/text.txt", secret) } };
        var announced = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", body));
        announced.GetProperty("needed").GetArrayLength().ShouldBe(1);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("state").GetString().ShouldBe("waiting");
    }

    [Fact]
    public async Task A_sweep_between_two_files_only_asks_for_them_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(number));
        await extension.FileAsync(token, Captured.Words);
        await using (var scope = desk.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<BlobSweep>().RunAsync(desk.OfficeId, CancellationToken.None);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("needed").GetArrayLength().ShouldBe(1);
        await SendAsync(extension, token, Captured.PostAlone(number));
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_never_finished_is_forgotten_after_thirty_days()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        foreach (var (started, days) in new[] { (token, 29), (Guid.NewGuid(), 31) })
        {
            await extension.SendAsync(HttpMethod.Put, $"/captures/{started}", Captured.PostAlone(number));
            await desk.WithDbAsync(db => db.BrowserCaptures.Where(c => c.Token == started)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstSentAt, DateTimeOffset.UtcNow.AddDays(-days))));
        }
        await using (var scope = desk.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<RetentionRun>().RunAsync(desk.OfficeId, null, CancellationToken.None);
        (await desk.WithDbAsync(db => db.BrowserCaptures.Select(c => c.Token).SingleAsync())).ShouldBe(token);
        (await desk.WithDbAsync(db => db.BrowserCaptureFiles.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_colleagues_capture_and_another_offices_case_are_not_found()
    {
        await using var desk = await TestDesk.StartAsync();
        await desk.CaseAsync("Ours");
        await desk.CaseAsync("Ours too");
        var extension = await PairedExtension.PairAsync(desk);
        var colleague = await PairedExtension.PairAsync(desk, Role.Manager);
        var other = await PairedExtension.PairAsync(desk, Role.Moderator, desk.OtherOfficeId);

        var elsewhere = await other.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(2));
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PairedExtension.CodeOfAsync(elsewhere)).ShouldBe("no-case");

        await SendAsync(extension, token, Captured.PostAlone(2));
        foreach (var stranger in new[] { colleague, other })
        {
            (await stranger.SendAsync(HttpMethod.Get, $"/captures/{token}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.SendAsync(HttpMethod.Post, $"/captures/{token}/seal")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.FileAsync(token, Captured.Words)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await PairedExtension.JsonAsync(await other.SendAsync(HttpMethod.Get, "/me"))).GetProperty("cases").GetArrayLength().ShouldBe(0);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Get, "/me"))).GetProperty("cases").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("../../etc/passwd", "https://social.example/1", "post")]
    [InlineData("post/page.exe", "https://social.example/1", "post")]
    [InlineData("profile/text.txt", "https://social.example/1", "post")]
    [InlineData("post/text.txt", "javascript:alert(1)", "post")]
    [InlineData("post/text.txt", "https://social.example/1", "elsewhere")]
    public async Task A_capture_that_is_not_as_ours_are_is_refused_whole(string path, string address, string what)
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var extension = await PairedExtension.PairAsync(desk);
        var body = new { @case = number, pages = new[] { Captured.Page(what, address) }, files = new[] { Captured.File(path, Captured.Words) } };
        var answer = await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PairedExtension.CodeOfAsync(answer)).ShouldBe("not-taken");
        (await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", new StringContent(new string(' ', 200_000), Encoding.UTF8, "application/json"))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
        (await desk.WithDbAsync(db => db.BrowserCaptures.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_role_that_lost_casework_is_told_so_even_where_its_row_still_stands()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        await desk.WithDbAsync(db => db.Users.Where(p => p.Role == Role.Moderator).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, Role.Author)));
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/me"), (HttpMethod.Put, $"/captures/{token}"), (HttpMethod.Post, "/comments") })
        {
            var answer = await extension.SendAsync(method, path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await PairedExtension.CodeOfAsync(answer)).ShouldBe("not-allowed");
        }
    }

    private static async Task SendAsync(PairedExtension extension, Guid token, object body)
    {
        (await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await extension.FileAsync(token, Captured.Words);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("state").GetString().ShouldBe("kept");
    }
}
