using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Extension;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A pack of exhibits that really came each in their own way says of each only what is true of it.</summary>
public sealed class PackStatementTests(Browsers browsers)
{
    [Fact]
    public async Task A_capture_from_a_browser_a_later_look_and_an_error_page_are_each_told_as_what_they_are()
    {
        await using var world = await WatchDesk.StartAsync(browsers);
        world.Clock.Now = DateTimeOffset.UtcNow.AddHours(-2);
        var number = await world.Desk.CaseAsync("Threats");
        var seen = await world.CaptureAsync(profile: null, caseNumber: number);
        world.Pages.Remove("/post");
        (await world.NextLookAsync(seen.Id)).Verdict.ShouldBe("Gone");
        world.Clock.Now = DateTimeOffset.UtcNow;
        world.Show("/broken", "The network is down", status: 503);
        var broken = await world.CaptureAsync("/broken", profile: null, caseNumber: number);
        broken.Outcome.ShouldBe("Failed");
        var sent = await SendAsync(world.Desk, number);

        using var pack = await PackBag.MakeAsync(world.Desk, number);

        var report = pack.ReportText();
        var look = await world.Desk.WithDbAsync(db => db.Exhibits.AsNoTracking().SingleAsync(e => e.Source == ExhibitSource.Look));
        look.SeenSignedOut.ShouldBeNull();
        Part(report, seen).ShouldContain("Yes. This server’s browser was signed in to nothing, and was shown the page.");
        var ofLook = Part(report, look);
        ofLook.ShouldContain("No. At this later look this server’s browser, signed in to nothing, was not shown the post.");
        ofLook.ShouldContain("That when this server looked at the address again, at the time stated, it was not shown the post");
        var ofError = Part(report, broken);
        ofError.ShouldContain("the site answered this server with an error (503), and what it showed with it, as the files have it.");
        ofError.ShouldContain("The page could not be had");
        var ofBrowser = Part(report, sent);
        ofBrowser.ShouldContain("Not known. A person’s own browser saw it, and whether it was signed in to the site was not recorded.");
        ofBrowser.ShouldContain("by that browser’s own clock");
        foreach (var other in new[] { "mailbox", "This server’s browser", "Nobody looked", "looked at the address again" })
            ofBrowser.ShouldNotContain(other);
        foreach (var other in new[] { "mailbox", "no answer", "Nothing came back" })
            report.ShouldNotContain(other);

        var page = await (await world.Desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(look.Id));
        page.QuerySelector("main")!.TextContent.ShouldContain("No. At this later look");
    }

    private static async Task<Exhibit> SendAsync(TestDesk desk, int number)
    {
        var (extension, token) = (await PairedExtension.PairAsync(desk), Guid.NewGuid());
        await extension.SendAsync(HttpMethod.Put, $"/captures/{token}", Captured.PostAlone(number));
        await extension.FileAsync(token, Captured.Words);
        (await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, $"/captures/{token}/seal"))).GetProperty("state").GetString().ShouldBe("kept");
        return await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().SingleAsync(e => e.Source == ExhibitSource.Browser));
    }

    /// <summary>The part of the report that is about one exhibit.</summary>
    private static string Part(string report, Exhibit exhibit)
    {
        var start = report.IndexOf($"{exhibit.Label}: {exhibit.Title.Split(' ')[0]}", StringComparison.Ordinal);
        start.ShouldBeGreaterThan(-1, report);
        var from = report.IndexOf("How it came", start, StringComparison.Ordinal);
        var end = report.IndexOf("SHA-256 of manifest.json", from, StringComparison.Ordinal);
        return report[from..end];
    }
}
