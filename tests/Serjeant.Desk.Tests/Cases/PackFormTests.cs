using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.CaseFile;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>The two forms of a pack, and what a person may leave out of it.</summary>
public sealed class PackFormTests(Browsers browsers)
{
    private static readonly Dictionary<string, string> Redacted = new() { ["Form"] = "Redacted" };

    [Fact]
    public async Task A_redacted_pack_holds_copies_in_place_of_what_was_covered_and_nothing_that_shows_it_again()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats to Ann", [await desk.MessageAsync("Ann lives at 9 Mill Lane.", raw: "{\"text\":\"Ann\"}"), await desk.MessageAsync("We will come.")]);
        var captured = await desk.CapturedAsync(number);
        var message = await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).FirstAsync());
        await RedactAsync(desk, message, "text.txt", "Words", "Ann");
        await RedactAsync(desk, captured, "post/page.png", "Boxes", "0, 0, 64, 20");
        await RedactAsync(desk, captured, "post/page.txt", "Words", "Ann");
        await desk.WithAsync<CaseChanges, bool>(async changes =>
            await changes.AddEventAsync(number, await PersonAsync(desk), DateTimeOffset.UtcNow, "Ann rang us in tears", CancellationToken.None));

        using var pack = await PackBag.MakeAsync(desk, number, Redacted);

        pack.Paths().Where(p => p.StartsWith("exhibits/TP-", StringComparison.Ordinal)).ShouldBe(
        [
            "exhibits/TP-1/held-sha256.txt", "exhibits/TP-1/redacted-1/manifest-sha256.txt", "exhibits/TP-1/redacted-1/manifest.json", "exhibits/TP-1/redacted-1/text.txt",
            "exhibits/TP-2/manifest-sha256.txt", "exhibits/TP-2/manifest.json", "exhibits/TP-2/message.json", "exhibits/TP-2/original.json", "exhibits/TP-2/text.txt",
            "exhibits/TP-3/held-sha256.txt", "exhibits/TP-3/redacted-1/manifest-sha256.txt", "exhibits/TP-3/redacted-1/manifest.json", "exhibits/TP-3/redacted-1/page.png",
            "exhibits/TP-3/redacted-2/manifest-sha256.txt", "exhibits/TP-3/redacted-2/manifest.json", "exhibits/TP-3/redacted-2/page.txt",
        ], ignoreOrder: false);
        foreach (var path in pack.Paths().Where(p => !p.EndsWith(".pdf", StringComparison.Ordinal)))
            Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(pack.Data, path))).Contains("Ann", StringComparison.Ordinal).ShouldBeFalse(path);
        var report = pack.ReportText();
        report.ShouldNotMatch(@"\bAnn\b"); // as a word: the key's letters are by chance
        report.ShouldNotContain("number 9"); // whom the office suspects
        report.ShouldNotContain("Two colleagues"); // witnesses
        report.ShouldContain("█████ lives at 9 Mill Lane.");
        report.ShouldContain("The office holds them, unchanged");
        report.ShouldContain("We will come.");

        pack.Shell(".", "sha256sum -c --quiet --strict tagmanifest-sha256.txt manifest-sha256.txt");
        pack.Shell("data/exhibits/TP-3/redacted-1", "sha256sum -c --quiet --strict manifest-sha256.txt");
        (await File.ReadAllLinesAsync(Path.Combine(pack.Data, "exhibits/TP-1/held-sha256.txt"))).Order()
            .ShouldBe(message.Files.Select(f => $"{f.Hash}  {f.Path}").Order());
        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Zip, "--key", pack.LedgerKey());
        code.ShouldBe(0, output);
        output.ShouldContain("Made from post/page.png");
    }

    [Fact]
    public async Task The_full_pack_holds_the_exhibits_whole_whatever_copies_there_are_and_a_copy_out_of_use_is_in_none()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("Ann lives here.")]);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).SingleAsync());
        await RedactAsync(desk, exhibit, "text.txt", "Words", "Ann");
        using (var full = await PackBag.MakeAsync(desk, number))
        {
            full.Paths().ShouldContain("exhibits/TP-1/original.json");
            full.Paths().ShouldNotContain(p => p.Contains("redacted"));
            (await CommandLine.RunAsync("verify", full.Zip, "--key", full.LedgerKey())).Code.ShouldBe(0);
        }
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Copy(exhibit.Id, 1)), "#remove", new Dictionary<string, string> { ["Why"] = "x" });

        using var redacted = await PackBag.MakeAsync(desk, number, Redacted);

        redacted.Paths().ShouldContain("exhibits/TP-1/text.txt");
        redacted.Paths().ShouldNotContain(p => p.Contains("redacted"));
        (await browser.PageAsync(CasesLinks.Pack(number))).Body!.TextContent.ShouldContain("It has no redacted copy, so it goes in whole");
    }

    [Fact]
    public async Task A_copy_made_of_something_else_or_an_original_put_back_is_caught_even_with_lists_that_fit()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("Ann lives here.")]);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).SingleAsync());
        await RedactAsync(desk, exhibit, "text.txt", "Words", "Ann");
        using var pack = await PackBag.MakeAsync(desk, number, Redacted);
        const string relist = "(cd .. && find data -type f | LC_ALL=C sort | xargs -d '\\n' sha256sum > manifest-sha256.txt)";
        (await CommandLine.RunAsync("verify", pack.Root)).Code.ShouldBe(0);

        var held = Path.Combine(pack.Data, "exhibits/TP-1/held-sha256.txt");
        var before = await File.ReadAllTextAsync(held);
        await File.WriteAllTextAsync(held, before.Replace(exhibit.Files.Single(f => f.Path == "text.txt").Hash, new string('0', 64), StringComparison.Ordinal));
        pack.Shell("data", relist);
        (await CommandLine.RunAsync("verify", pack.Root)).Output.ShouldContain("made from a file or an exhibit that this list does not name");

        await File.WriteAllTextAsync(held, before);
        await File.WriteAllTextAsync(Path.Combine(pack.Data, "exhibits/TP-1/message.json"), "{}");
        pack.Shell("data", relist);
        (await CommandLine.RunAsync("verify", pack.Root)).Output.ShouldContain("says that it was held back");
    }

    [Fact]
    public async Task Whatever_is_done_to_any_file_of_a_pack_of_captures_messages_and_copies_is_caught()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("Ann lives here."), await desk.MessageAsync("We will come.")]);
        await desk.CapturedAsync(number);
        await RedactAsync(desk, await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).FirstAsync()), "text.txt", "Words", "Ann");
        using var pack = await PackBag.MakeAsync(desk, number, Redacted);
        var whole = Directory.EnumerateFiles(pack.Root, "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(pack.Root, f).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
        using var place = new TemporaryFolder();
        var random = new Random(11);
        for (var done = 0; done < Engines.Tests.Evidence.Mutations.Count;)
        {
            var files = new Dictionary<string, byte[]>(whole, StringComparer.Ordinal);
            if (Engines.Tests.Evidence.Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            (await CommandLine.RunAsync("verify", ProvenPack.Write(place.File("pack"), files))).Code.ShouldNotBe(0, what);
        }
    }

    [Fact]
    public async Task Parts_of_the_report_can_be_left_out_and_pictures_are_covered_unless_somebody_chooses_otherwise()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will come.")]);
        await desk.CapturedAsync(number);

        using (var all = await PackBag.MakeAsync(desk, number))
        {
            var report = all.ReportText();
            foreach (var heading in new[] { "Accounts", "Course of conduct", "What was said", "Chronology", "What it does not show", "page.png, covered" })
                report.ShouldContain(heading);
            report.ShouldContain("Yes. This server’s browser was signed in to nothing, and was shown the page.");
            report.ShouldContain("Not asked. It is the message as it came in. This server opened no page for it.");
            all.ReportPictures().ShouldBe(1);
        }
        using var some = await PackBag.MakeAsync(desk, number, new Dictionary<string, string> { ["Images"] = "None" }, "Accounts", "Conduct", "Words", "Chronology");
        var short_ = some.ReportText();
        foreach (var heading in new[] { "Course of conduct", "What was said", "Chronology", "We will come." })
            short_.ShouldNotContain(heading);
        some.ReportPictures().ShouldBe(0);
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_refused()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will come.")]);
        var browser = await desk.SignedInAsync(Role.Manager);
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        foreach (var (field, value) in new[] { ("Form", "77"), ("Images", "9"), ("Form", "nonsense") })
            await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { [field] = value }).ShouldBeRefusedAtAsync(field);
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));

    private static Task<Person> PersonAsync(TestDesk desk) => desk.WithDbAsync(db => db.Users.AsNoTracking().SingleAsync(p => p.Role == Role.Moderator));

    private static async Task RedactAsync(TestDesk desk, Exhibit exhibit, string path, string field, string value)
    {
        var browser = await desk.SignedInAsync(Role.Moderator);
        var closed = await browser.PageAsync(CasesLinks.Redact(exhibit.Id, exhibit.Files.Single(f => f.Path == path).Id));
        var shown = await TestBrowser.ReadAsync(await browser.SubmitAsync(closed, "#open"));
        var made = await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { [field] = value, ["Why"] = "For the platform" });
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
    }
}
