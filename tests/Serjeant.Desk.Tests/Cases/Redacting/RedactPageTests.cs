using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Redacting;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases.Redacting;

public sealed class RedactPageTests(Browsers browsers)
{
    private static readonly byte[] Picture = TestPng.Make(60, 40, (x, y) => ((byte)(x * 4), (byte)(y * 6), 90), ("tEXt", "Comment\0where it was taken"));

    [Fact]
    public async Task A_copy_with_boxes_is_sealed_beside_the_exhibit_which_stays_as_it_was()
    {
        await using var desk = await StartAsync();
        var exhibit = await PictureAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var shown = await OpenAsync(browser, exhibit, "files/shot.png");
        shown.QuerySelector("img[data-redact], .desk-redact__picture")!.GetAttribute("src")!.ShouldStartWith("data:image/jpeg;base64,");
        shown.QuerySelector("[data-redact]")!.GetAttribute("data-width").ShouldBe("60");

        await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Boxes"] = "10, 5, 20, 30", ["Why"] = "Without our caller's name" })
            .ShouldGoToAsync(CasesLinks.Copy(exhibit.Id, 1));

        var copy = await desk.WithDbAsync(db => db.Redactions.SingleAsync());
        var source = exhibit.Files.Single(f => f.Path == "files/shot.png");
        (copy.SourcePath, copy.SourceHash, copy.Path, copy.Covered).ShouldBe((source.Path, source.Hash, "shot.png", 1));
        var (width, _, at) = TestPng.Read(await BytesAsync(desk, copy.Hash, copy.Bytes));
        width.ShouldBe(60);
        at(15, 20).ShouldBe(((byte)0, (byte)0, (byte)0));
        at(9, 20).ShouldBe(((byte)36, (byte)120, (byte)90));

        var manifest = ExhibitManifest.Parse(await BytesAsync(desk, copy.ManifestHash, copy.ManifestBytes));
        (manifest.Label, manifest.Provenance, manifest.DerivedFrom!.ExhibitManifestSha256, manifest.DerivedFrom.Source.Sha256, manifest.DerivedFrom.Why)
            .ShouldBe((exhibit.Label, Provenance.Redacted, exhibit.ManifestHash, source.Hash, "Without our caller's name"));
        (await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync(e => e.Id == exhibit.Id))).Files
            .Select(f => (f.Path, f.Hash)).Order().ShouldBe(exhibit.Files.Select(f => (f.Path, f.Hash)).Order());
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync());
        (entry.Act, entry.Path, entry.HashBefore, entry.HashAfter).ShouldBe((CustodyAct.Redacted, source.Path, source.Hash, copy.Hash));
        LedgerLeaf.Parse((await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == Redactions.Made))).Leaf)
            .Data[LedgerProof.ManifestFact].ShouldBe(copy.ManifestHash);
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Words_of_a_text_are_covered_wherever_they_stand()
    {
        await using var desk = await StartAsync();
        var exhibit = await MessageAsync(desk, "Ann <b>lives</b> at 9 Mill Lane.\nWe know, ANN.");
        var browser = await desk.SignedInAsync(Role.Manager);
        var shown = await OpenAsync(browser, exhibit, "text.txt");
        shown.QuerySelector("[data-redact-text]")!.TextContent.ShouldContain("Ann <b>lives</b>");
        shown.QuerySelectorAll("main b").ShouldBeEmpty();

        await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Words"] = "ann", ["Why"] = "x" }).ShouldGoToAsync(CasesLinks.Copy(exhibit.Id, 1));

        var copy = await desk.WithDbAsync(db => db.Redactions.SingleAsync());
        Encoding.UTF8.GetString(await BytesAsync(desk, copy.Hash, copy.Bytes)).ShouldBe("█████ <b>lives</b> at 9 Mill Lane.\nWe know, █████.");
        copy.Covered.ShouldBe(2);
        var page = await browser.PageAsync(CasesLinks.Copy(exhibit.Id, 1));
        var look = await TestBrowser.ReadAsync(await browser.SubmitAsync(page, "#look", null, "#look button[formaction*='Show']"));
        look.QuerySelector("#shown")!.TextContent.ShouldStartWith("█████ <b>lives</b>");
    }

    [Fact]
    public async Task Mistakes_are_said_make_nothing_and_are_the_same_look_in_the_custody_log()
    {
        await using var desk = await StartAsync();
        var exhibit = await PictureAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var shown = await OpenAsync(browser, exhibit, "files/shot.png");

        var page = await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Boxes"] = "", ["Why"] = "" }).ShouldBeRefusedAtAsync("boxes");
        page.QuerySelector(".govuk-error-summary a[href='#Why']").ShouldNotBeNull();
        foreach (var wrong in new[] { "1, 2, 3", "1, 2, 3, x", "-1, 0, 5, 5", "0, 0, 61, 5", "99999999999, 0, 1, 1" })
            await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Boxes"] = wrong, ["Why"] = "x" }).ShouldBeRefusedAtAsync("boxes");

        (await desk.WithDbAsync(db => db.Redactions.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.Viewed && c.Path == "files/shot.png"))).ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_not_looked_at_the_file_gets_neither_a_copy_nor_a_look_by_sending_the_form()
    {
        await using var desk = await StartAsync();
        var exhibit = await MessageAsync(desk, "Ann.");
        var file = exhibit.Files.Single(f => f.Path == "text.txt").Id;
        var form = await OpenAsync(await desk.SignedInAsync(Role.Moderator), exhibit, "text.txt");
        var other = await desk.SignedInAsync(Role.Manager);
        var closed = await other.PageAsync(CasesLinks.Redact(exhibit.Id, file));
        var token = closed.QuerySelector("#open input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await other.SubmitAsync(form, "#redact", new Dictionary<string, string> { ["Words"] = "Ann", ["Why"] = "x", ["__RequestVerificationToken"] = token }).ShouldBeRefusedAtAsync("open");

        page.QuerySelectorAll("main pre").ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.Redactions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Words_that_are_not_in_the_text_are_said_and_nothing_is_made()
    {
        await using var desk = await StartAsync();
        var exhibit = await MessageAsync(desk, "Nothing here.");
        var browser = await desk.SignedInAsync(Role.Moderator);

        var page = await browser.SubmitAsync(await OpenAsync(browser, exhibit, "text.txt"), "#redact", new Dictionary<string, string> { ["Words"] = "Ann", ["Why"] = "x" })
            .ShouldBeRefusedAtAsync("words");

        page.Body!.TextContent.ShouldContain("“Ann” is not in the text");
    }

    [Fact]
    public async Task Sent_twice_the_form_makes_one_copy_and_a_clean_copy_must_be_said()
    {
        await using var desk = await StartAsync();
        var exhibit = await PictureAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var shown = await OpenAsync(browser, exhibit, "files/shot.png");
        var said = new Dictionary<string, string> { ["Nothing"] = "true", ["Why"] = "Clean" };

        await browser.SubmitAsync(shown, "#redact", said).ShouldGoToAsync(CasesLinks.Copy(exhibit.Id, 1));
        await browser.SubmitAsync(shown, "#redact", said).ShouldGoToAsync(CasesLinks.Copy(exhibit.Id, 1));

        var copy = await desk.WithDbAsync(db => db.Redactions.SingleAsync());
        copy.Covered.ShouldBe(0);
        Encoding.Latin1.GetString(await BytesAsync(desk, copy.Hash, copy.Bytes)).ShouldNotContain("where it was taken");
        await browser.SubmitAsync(await OpenAsync(browser, exhibit, "files/shot.png"), "#redact", said).ShouldGoToAsync(CasesLinks.Copy(exhibit.Id, 2));
    }

    [Fact]
    public async Task Taken_out_of_use_a_copy_is_kept_with_who_and_why()
    {
        await using var desk = await StartAsync();
        var exhibit = await MessageAsync(desk, "Ann.");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await OpenAsync(browser, exhibit, "text.txt"), "#redact", new Dictionary<string, string> { ["Words"] = "Ann", ["Why"] = "x" });
        var page = await browser.PageAsync(CasesLinks.Copy(exhibit.Id, 1));
        await browser.SubmitAsync(page, "#remove").ShouldBeRefusedAtAsync("Why");

        await browser.SubmitAsync(page, "#remove", new Dictionary<string, string> { ["Why"] = "The wrong name" }).ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id) + "#copies");

        var copy = await desk.WithDbAsync(db => db.Redactions.SingleAsync());
        (copy.RemovedAt is not null, copy.RemovedWhy).ShouldBe((true, "The wrong name"));
        Encoding.UTF8.GetString(await BytesAsync(desk, copy.Hash, copy.Bytes)).ShouldBe("█████.");
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.OrderBy(c => c.Id).LastAsync());
        (entry.Act, entry.Path, entry.Why, entry.HashBefore).ShouldBe((CustodyAct.RedactionRemoved, "redacted-1/text.txt", "The wrong name", copy.Hash));
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#copies")!.TextContent.ShouldContain("Out of use");
        (await browser.SubmitAsync(page, "#remove", new Dictionary<string, string> { ["Why"] = "again" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sealed_off_exhibit_and_what_has_no_plain_form_cannot_be_redacted()
    {
        await using var desk = await StartAsync();
        var exhibit = await PictureAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        foreach (var own in exhibit.Files.Where(f => f.Path is ExhibitManifest.FileName or ExhibitManifest.SumsFileName))
            (await browser.GetAsync(CasesLinks.Redact(exhibit.Id, own.Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var shown = await OpenAsync(browser, exhibit, "files/shot.png");
        await desk.WithDbAsync(db => db.Exhibits.ExecuteUpdateAsync(s => s.SetProperty(e => e.SealedOffAt, DateTimeOffset.UtcNow)));

        (await browser.SubmitAsync(shown, "#redact", new Dictionary<string, string> { ["Boxes"] = "0, 0, 5, 5", ["Why"] = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync(CasesLinks.Redact(exhibit.Id, exhibit.Files.Single(f => f.Path == "files/shot.png").Id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));

    private static async Task<Exhibit> PictureAsync(TestDesk desk)
    {
        var number = await desk.CaseAsync("Threats");
        await (await desk.SignedInAsync(Role.Moderator)).UploadAsync(number, new Dictionary<string, string> { ["What"] = "A screenshot" }, ("shot.png", Picture));
        return await LastAsync(desk);
    }

    private static async Task<Exhibit> MessageAsync(TestDesk desk, string text)
    {
        await desk.CaseAsync("Threats", [await desk.MessageAsync(text)]);
        return await LastAsync(desk);
    }

    private static Task<Exhibit> LastAsync(TestDesk desk) =>
        desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).LastAsync());

    private static async Task<IHtmlDocument> OpenAsync(TestBrowser browser, Exhibit exhibit, string path)
    {
        var page = await browser.PageAsync(CasesLinks.Redact(exhibit.Id, exhibit.Files.Single(f => f.Path == path).Id));
        page.QuerySelectorAll("main img, main pre").ShouldBeEmpty();
        return await TestBrowser.ReadAsync(await browser.SubmitAsync(page, "#open"));
    }

    private static Task<byte[]> BytesAsync(TestDesk desk, string hash, long bytes) => desk.WithAsync<OfficeVault, byte[]>(async vaults =>
    {
        await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
        await using var stream = await vault.OpenAsync(new BlobRef(hash, bytes), CancellationToken.None);
        var content = new byte[bytes];
        await stream.ReadExactlyAsync(content);
        return content;
    });
}
