using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.TimeStamps;
using Serjeant.Desk.Tests.Support;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases.Redacting;

/// <summary>A redacted copy has a manifest of its own, and so a time-stamp of its own: on its page, in the pack, in what openssl and <c>verify</c> say.</summary>
public sealed class CopyStampTests(Browsers browsers)
{
    [Fact]
    public async Task A_copys_own_time_stamp_goes_into_the_redacted_pack_and_checks_out_there()
    {
        await using var world = await StampDesk.StartAsync(browsers: browsers);
        await world.AddAsync();
        var exhibit = await world.ExhibitAsync("Ann, we will find you");
        await CoverAsync(world, exhibit);
        (await world.WorkAsync(), await world.WorkAsync(), await world.WorkAsync()).ShouldBe((true, true, false));
        var copy = await world.Desk.WithDbAsync(db => db.Redactions.AsNoTracking().SingleAsync());
        var stamp = await world.Desk.WithDbAsync(db => db.ExhibitTimestamps.AsNoTracking().SingleAsync(t => t.RedactionId == copy.Id));
        (stamp.State, stamp.ExhibitId, stamp.Imprint).ShouldBe((TimestampState.Done, exhibit, copy.ManifestHash));
        (await world.Desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action == "exhibit.time-stamped").ToListAsync()))
            .Select(e => LedgerLeaf.Parse(e.Leaf).Data["over-sha256"]).ShouldContain(copy.ManifestHash);

        using var pack = await PackBag.MakeAsync(world.Desk, 1, new Dictionary<string, string> { ["Form"] = "Redacted" });

        pack.Paths().ShouldContain("exhibits/TP-1/redacted-1/manifest.json.tsr");
        pack.Paths().ShouldNotContain("exhibits/TP-1/manifest.json.tsr", "the exhibit's manifest is held back, and so is what vouches for it");
        pack.ReportText().ShouldContain("Copy 1 time-stamped");
        var text = await File.ReadAllTextAsync(Path.Combine(pack.Data, "VERIFY.txt"));
        text.ShouldContain("cd data/exhibits/TP-1/redacted-1");
        var folder = Path.Combine(pack.Data, "exhibits/TP-1/redacted-1");
        File.Copy(world.Authority.Files.Root, Path.Combine(folder, "root.pem"));
        var commands = Regex.Matches(text, "^ *openssl (ts .*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value.Split(' ')).ToList();
        commands.Count.ShouldBe(4);
        foreach (var command in commands)
            OpenSsl.Run(folder, command);
        File.Delete(Path.Combine(folder, "root.pem"));
        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Root, "--tsa-root", world.Authority.Files.Root, "--key", pack.LedgerKey());
        code.ShouldBe(0, output);
        output.ShouldContain("It leads to a root that you trust: Test root.");

        // Alone, without the bag round it, the token answers for itself: here it is of another manifest.
        var token = Path.Combine(folder, "manifest.json.tsr");
        var bytes = await File.ReadAllBytesAsync(token);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(token, bytes);
        (code, output, _) = await CommandLine.RunAsync("verify", folder);
        code.ShouldBe(1);
        output.ShouldContain("manifest.json.tsr: Its signature does not hold");
    }

    [Fact]
    public async Task The_copys_page_says_who_vouches_for_its_time_and_gives_the_token_and_the_exhibits_page_tells_of_its_own_alone()
    {
        await using var world = await StampDesk.StartAsync(browsers: browsers);
        await world.AddAsync();
        var exhibit = await world.ExhibitAsync("Ann, we will find you");
        var browser = await CoverAsync(world, exhibit);
        var address = CasesLinks.Copy(exhibit, 1);
        (await browser.PageAsync(address)).QuerySelector("#time-stamps")!.TextContent.ShouldContain("Time-stamp pending");
        await world.WorkAsync();
        await world.WorkAsync();

        var page = await browser.PageAsync(address);
        page.QuerySelector("#time-stamps")!.TextContent.ShouldContain("This copy");
        page.QuerySelectorAll("form[id^=token-]").Length.ShouldBe(1);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelectorAll("form[id^=token-]").Length.ShouldBe(1);
        var answer = await browser.SubmitAsync(page, "form[id^=token-]", null, "form[id^=token-] button");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("TP-1 redacted-1 manifest.json.tsr");

        await browser.SubmitAsync(page, "#stamp").ShouldGoToAsync(address);
        (await world.WorkAsync()).ShouldBeTrue("one more was asked for");
        (await browser.PageAsync(address)).QuerySelectorAll("form[id^=token-]").Length.ShouldBe(2);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit))).QuerySelectorAll("form[id^=token-]").Length.ShouldBe(1);
    }

    private static async Task<TestBrowser> CoverAsync(StampDesk world, long exhibit)
    {
        var browser = await world.Desk.SignedInAsync(Role.Moderator);
        var file = await world.Desk.WithDbAsync(db => db.ExhibitFiles.SingleAsync(f => f.ExhibitId == exhibit && f.Path == MessageExhibit.TextFile));
        var shown = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Redact(exhibit, file.Id)), "#open"));
        await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Words"] = "Ann", ["Why"] = "x" }).ShouldGoToAsync(CasesLinks.Copy(exhibit, 1));
        return browser;
    }
}
