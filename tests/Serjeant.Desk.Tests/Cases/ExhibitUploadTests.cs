using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Shell.Uploads;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

public sealed class ExhibitUploadTests
{
    private static readonly Dictionary<string, string> Said = new() { ["What"] = "Screenshot of a message" };
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes("<script>alert(1)</script>");

    [Fact]
    public async Task A_file_is_kept_byte_for_byte_and_labelled_as_supplied()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);

        var answer = await browser.UploadAsync(number, new Dictionary<string, string>(Said) { ["WhereFrom"] = "Alex's phone", ["Address"] = "https://social.example/1" }, ("shot.png", Bytes));

        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        answer.Headers.Location!.OriginalString.ShouldBe(CasesLinks.Exhibit(exhibit.Id));
        (exhibit.Source, exhibit.Outcome, exhibit.Label).ShouldBe((ExhibitSource.Upload, "Supplied", "TP/1"));
        var file = exhibit.Files.Single(f => f.Path == "files/shot.png");
        file.Hash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Bytes)));
        var page = (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).Body!.TextContent;
        page.ShouldContain("A person supplied these files.");
        page.ShouldContain("Alex's phone");
    }

    [Theory]
    [InlineData("../../../etc/passwd", "files/passwd")]
    [InlineData(@"C:\Users\me\shot.png", "files/shot.png")]
    [InlineData("..\\..\\manifest.json", "files/manifest.json")]
    [InlineData("photo\u202Egnp.exe", "files/photo_gnp.exe")]
    [InlineData("<img src=x onerror=alert(1)>.png", "files/img src=x onerror=alert(1)_.png")]
    [InlineData("CON.png", "files/_CON.png")]
    [InlineData("....", "files/file")]
    public async Task A_hostile_name_becomes_a_safe_one_and_the_page_stays_ours(string name, string path)
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);

        (await browser.UploadAsync(number, Said, (name, Bytes))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        exhibit.Files.Select(f => f.Path).ShouldContain(path);
        exhibit.Files.ShouldAllBe(f => SafePath.IsSafe(f.Path));
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelectorAll("main img, main script").ShouldBeEmpty();
        page.DocumentElement.OuterHtml.ShouldNotContain("\u202E");
    }

    [Fact]
    public async Task A_name_with_line_breaks_or_300_letters_or_the_same_name_twice_does_no_harm()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);

        (await browser.UploadAsync(number, Said, (new string('é', 300) + ".png", Bytes), ("a.png", Bytes), ("A.PNG", [1]), ("a.png", [2]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // Browsers percent-encode line breaks in a name; a raw one breaks the part's head.
        (await browser.UploadAsync(number, Said, ("a%0D%0Ab.png", Bytes))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.UploadAsync(number, Said, ("a\r\nX-Evil: 1\r\n\r\nb.png", Bytes))).StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.BadRequest);

        var files = await desk.WithDbAsync(db => db.ExhibitFiles.Select(f => f.Path).ToListAsync());
        files.ShouldAllBe(f => SafePath.IsSafe(f));
        files.ShouldContain("files/A 2.PNG");
    }

    [Fact]
    public async Task A_zip_is_kept_as_it_is_and_not_opened()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("../../evil.sh");

        (await (await desk.SignedInAsync(Role.Moderator)).UploadAsync(number, Said, ("all.zip", zip.ToArray()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await desk.WithDbAsync(db => db.ExhibitFiles.Select(f => f.Path).OrderBy(p => p).ToListAsync()))
            .ShouldBe(["files/all.zip", "manifest-sha256.txt", "manifest.json"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_empty_file_no_file_or_no_name_for_it_is_refused_and_nothing_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);

        await browser.UploadAsync(number, Said, ("a.png", Bytes), ("empty.png", [])).ShouldBeRefusedAtAsync("Files");
        await browser.UploadAsync(number, Said).ShouldBeRefusedAtAsync("Files");
        await browser.UploadAsync(number, new Dictionary<string, string>(), ("a.png", Bytes)).ShouldBeRefusedAtAsync("What");
        await browser.UploadAsync(number, new Dictionary<string, string>(Said) { ["Address"] = "javascript:alert(1)" }, ("a.png", Bytes)).ShouldBeRefusedAtAsync("Address");

        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(0);
        await desk.WithAsync<BlobSweep, int>(sweep => sweep.RunAsync(desk.OfficeId, CancellationToken.None));
        Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_exhibit()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Upload(number));

        var first = await browser.UploadAsync(page, Said, ("a.png", Bytes));
        var second = await browser.UploadAsync(page, Said, ("a.png", Bytes));

        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await desk.WithDbAsync(db => db.Exhibits.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_the_byte_that_passes_it()
    {
        using var stream = new BoundedStream(new MemoryStream(new byte[2 * 1024 * 1024]), 1024 * 1024, "big.mov");
        (await Should.ThrowAsync<UploadTooLargeException>(() => stream.CopyToAsync(Stream.Null))).Message.ShouldBe("“big.mov” is larger than 1 MB.");
    }

    [Fact]
    public async Task A_token_after_the_files_or_of_another_session_is_refused_before_a_byte_is_kept()
    {
        await using var desk = await TestDesk.StartAsync();
        var number = await desk.CaseAsync("Threats");
        var page = await (await desk.SignedInAsync(Role.Manager)).PageAsync(CasesLinks.Upload(number));

        (await (await desk.SignedInAsync(Role.Moderator)).UploadAsync(page, Said, ("a.png", Bytes))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        page.QuerySelector("input[name=__RequestVerificationToken]")!.Remove();
        (await (await desk.SignedInAsync(Role.Manager)).UploadAsync(page, Said, ("a.png", Bytes))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
