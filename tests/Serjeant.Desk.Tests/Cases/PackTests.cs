using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Commands;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Shouldly;
using UglyToad.PdfPig;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class PackTests(Browsers browsers)
{
    [Fact]
    public async Task One_press_makes_a_pack_that_outside_tools_and_our_own_find_whole()
    {
        await using var desk = await StartAsync();
        var number = await CaseAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        page.QuerySelectorAll("#make-pack input[name=Exhibits]:checked").Length.ShouldBe(3);
        var exhibits = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).ToListAsync());

        var made = await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { ["Exhibits"] = $"{exhibits[0].Id}" });

        var pack = await desk.WithDbAsync(db => db.Packs.SingleAsync());
        made.Headers.Location!.OriginalString.ShouldBe(CasesLinks.Pack(number) + $"#pack-{pack.Id}");
        var after = await browser.PageAsync(CasesLinks.Pack(number));
        after.Body!.TextContent.ShouldContain(pack.Hash);
        using var folder = new TemporaryFolder();
        var zip = folder.File(pack.FileName);
        var answer = await browser.SubmitAsync(after, $"#download-{pack.Id}", null, $"#download-{pack.Id} button");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        await File.WriteAllBytesAsync(zip, await answer.Content.ReadAsByteArrayAsync());

        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(zip))).ShouldBe(pack.Hash);
        Run(folder, "unzip", "-tqq", zip);
        Run(folder, "unzip", "-qq", zip);
        var bag = folder.File(Path.GetFileNameWithoutExtension(pack.FileName));
        Run(bag, "sha256sum", "-c", "--quiet", "--strict", "tagmanifest-sha256.txt");
        Run(bag, "sha256sum", "-c", "--quiet", "--strict", "manifest-sha256.txt");
        Run(bag + "/data/exhibits/TP-1", "sha256sum", "-c", "--quiet", "--strict", "manifest-sha256.txt");
        Run(bag, "qpdf", "--check", "data/report.pdf");
        Directory.Exists(bag + "/data/exhibits/TP-2").ShouldBeFalse();
        await using (var stream = File.OpenRead(zip))
            (await EvidenceVerifier.VerifyAsync(new ZipTree(stream), [], CancellationToken.None)).IsWhole.ShouldBeTrue();
        using var key = desk.App.Services.GetRequiredService<LedgerKeys>().Open(desk.OfficeId);
        (await RootCommandFactory.Create().Parse(["verify", zip, "--key", key.Verifier.ToString()]).InvokeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_report_reads_well_names_the_suspect_with_the_reason_and_escapes_what_senders_wrote()
    {
        await using var desk = await StartAsync();
        var number = await CaseAsync(desk);
        var text = await ReportTextAsync(desk, number);

        text.ShouldContain("Threats <b>and</b> more");
        text.ShouldContain("We </blockquote><script>will</script>");
        text.ShouldContain("[U+202E]");
        text.ShouldContain("The man at number 9");
        text.ShouldContain("He said so.");
        text.ShouldContain("Operation Bridger");
        text.ShouldContain("Seen signed out");
        text.ShouldContain("No profile page is kept");
        foreach (var exhibit in await desk.WithDbAsync(db => db.Exhibits.ToListAsync()))
            text.Replace("\n", "").ShouldContain(exhibit.ManifestHash);
    }

    [Fact]
    public async Task A_pack_is_in_the_ledger_and_in_the_custody_log_of_each_exhibit()
    {
        await using var desk = await StartAsync();
        await MakeAsync(desk, await CaseAsync(desk));

        var pack = await desk.WithDbAsync(db => db.Packs.SingleAsync());
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.Exported && c.Path == pack.FileName))).ShouldBe(3);
        var leaf = Ledger.LedgerLeaf.Parse((await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "pack.made"))).Leaf);
        leaf.Data["sha256"].ShouldBe(pack.Hash);
    }

    [Fact]
    public async Task A_damaged_exhibit_stops_the_pack_with_words_and_nothing_is_left()
    {
        await using var desk = await StartAsync();
        var number = await CaseAsync(desk);
        var file = await desk.WithDbAsync(db => db.ExhibitFiles.FirstAsync(f => f.Path == "text.txt"));
        await desk.WithAsync<Serjeant.Chapters.Cases.Exhibits.OfficeVault, bool>(async vaults =>
        {
            var office = await desk.WithDbAsync(db => db.Offices.SingleAsync(o => o.Id == desk.OfficeId));
            var vault = desk.App.Services.GetRequiredService<EvidenceVault>();
            using var key = desk.App.Services.GetRequiredService<VaultKeys>().Unlock(office.EvidenceKey!);
            return await vault.DeleteAsync(key, new BlobRef(file.Hash, file.Bytes), CancellationToken.None);
        });
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await Submit(browser, await browser.PageAsync(CasesLinks.Pack(number)), desk).ShouldBeRefusedAtAsync("Exhibits");

        page.Body!.TextContent.ShouldContain("missing or is not what was sealed");
        (await desk.WithDbAsync(db => db.Packs.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.Exported))).ShouldBe(0);
    }

    [Fact]
    public async Task A_sealed_off_exhibit_or_another_cases_never_goes_into_a_pack()
    {
        await using var desk = await StartAsync();
        var number = await CaseAsync(desk);
        var other = await desk.CaseAsync("Other", [await desk.MessageAsync("elsewhere", author: "somebody_else")]);
        var foreign = await desk.WithDbAsync(db => db.Exhibits.Where(e => e.CaseId == db.Cases.First(c => c.Number == other).Id).Select(e => e.Id).SingleAsync());
        var sealedOff = await desk.WithDbAsync(db => db.Exhibits.Where(e => e.Id != foreign).Select(e => e.Id).FirstAsync());
        await desk.WithDbAsync(db => db.Exhibits.Where(e => e.Id == sealedOff).ExecuteUpdateAsync(s => s.SetProperty(e => e.SealedOffAt, DateTimeOffset.UtcNow)));
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        page.QuerySelectorAll("#make-pack input[name=Exhibits]").Select(c => c.GetAttribute("value")).ShouldNotContain($"{sealedOff}");

        await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { ["Exhibits"] = $"{foreign}" }).ShouldBeRefusedAtAsync("Exhibits");
        await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { ["Exhibits"] = $"{sealedOff}" }).ShouldBeRefusedAtAsync("Exhibits");
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));

    private static async Task<int> CaseAsync(TestDesk desk)
    {
        var start = DateTimeOffset.UtcNow.AddDays(-3);
        return await desk.CaseAsync("Threats <b>and</b> more",
        [
            await desk.MessageAsync("We </blockquote><script>will</script> \u202E come", start),
            await desk.MessageAsync("Again", start.AddDays(1)),
            await desk.MessageAsync("And again", start.AddDays(2)),
        ]);
    }

    private static async Task<HttpResponseMessage> Submit(TestBrowser browser, AngleSharp.Html.Dom.IHtmlDocument page, TestDesk desk)
    {
        var first = await desk.WithDbAsync(db => db.Exhibits.OrderBy(e => e.Id).Select(e => e.Id).FirstAsync());
        return await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { ["Exhibits"] = $"{first}" });
    }

    /// <summary>Makes a pack of everything, as the page offers it.</summary>
    private static async Task MakeAsync(TestDesk desk, int number)
    {
        var browser = await desk.SignedInAsync(Role.Moderator);
        var made = await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Pack(number)), "#make-pack");
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
    }

    private static async Task<string> ReportTextAsync(TestDesk desk, int number)
    {
        await MakeAsync(desk, number);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        var answer = await browser.SubmitAsync(page, "form[id^=download-]", null, "form[id^=download-] button");
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var pdf = new MemoryStream();
        await zip.Entries.Single(e => e.FullName.EndsWith("/data/report.pdf", StringComparison.Ordinal)).Open().CopyToAsync(pdf);
        if (Environment.GetEnvironmentVariable("SERJEANT_KEEP_REPORT") is { Length: > 0 } keep)
            await File.WriteAllBytesAsync(keep, pdf.ToArray());
        using var document = PdfDocument.Open(pdf.ToArray());
        var text = string.Join(" ", document.GetPages().Select(p => UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor.ContentOrderTextExtractor.GetText(p)));
        // Where a line ends, and whether "fi" is one letter, depends on the fonts that the machine has.
        return System.Text.RegularExpressions.Regex.Replace(text.Normalize(System.Text.NormalizationForm.FormKC), @"\s+", " ");
    }

    private static void Run(TemporaryFolder folder, params string[] words) => Run(folder.Path, words);

    private static void Run(string folder, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', words)}: {said}");
    }
}
