using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.Lookups;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A supplied mail whose domain did not answer is asked about again until it does, and its exhibit stays as it was sealed.</summary>
public sealed class AuthorProofRetryTests(Browsers browsers)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TestClock clock = new();
    private readonly TestZone working = new();
    private readonly Switchable names = new();

    [Fact]
    public async Task Once_the_domain_answers_the_answer_is_kept_beside_the_exhibit_and_the_page_says_so()
    {
        await using var desk = await StartAsync();
        var (exhibit, browser) = await UploadAsync(desk);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent.ShouldContain("Asked again");
        (await WorkAsync(desk)).ShouldBeFalse("not before a minute has gone by");

        clock.Now += TimeSpan.FromMinutes(2);
        (await WorkAsync(desk)).ShouldBeTrue();
        (await WorkAsync(desk)).ShouldBeFalse("it rests for longer now");
        var row = await RowAsync(desk);
        (row.State, row.Attempts).ShouldBe((AuthorProofRetryState.Waiting, 1));
        // PostgreSQL keeps microseconds.
        row.NextTryAt.ShouldBe(clock.GetUtcNow() + AuthorProofRun.Rests[1], TimeSpan.FromMilliseconds(1));
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent.ShouldContain("Still no answer");

        names.Now = working;
        clock.Now += TimeSpan.FromMinutes(6);
        (await WorkAsync(desk)).ShouldBeTrue();
        (await WorkAsync(desk)).ShouldBeFalse();

        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelector("#author-proofs")!.TextContent.ShouldContain("Answered");
        page.QuerySelector("#author-proofs")!.TextContent.ShouldContain("sender.example’s key signed this message");
        var answer = await browser.SubmitAsync(page, "form[id^=proof-]", null, "form[id^=proof-] button");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldEndWith("mail.eml.dkim.json");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(Cancel));
        json.RootElement.GetProperty("signatures")[0].GetProperty("state").GetString().ShouldBe("pass");
        row = await RowAsync(desk);
        LedgerLeaf.Parse((await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "exhibit.author-proof-answered", Cancel))).Leaf).Data["sha256"].ShouldBe(row.Hash);
        (await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().SingleAsync(Cancel))).ManifestHash.ShouldBe(exhibit.ManifestHash);
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_pack_that_is_made_afterwards_has_the_answer_and_tells_of_it()
    {
        await using var desk = await StartAsync();
        var (exhibit, _) = await UploadAsync(desk);
        names.Now = working;
        clock.Now += TimeSpan.FromMinutes(2);
        (await WorkAsync(desk)).ShouldBeTrue();
        using var pack = await PackBag.MakeAsync(desk, 1);
        var folder = $"author-proofs/{ExhibitLabel.AsFolder(exhibit.Label)}";
        pack.Paths().ShouldContain($"{folder}/mail.eml.dkim.json");
        var proof = Path.Combine(pack.Data, folder, "mail.eml.dkim.json");
        using (var json = JsonDocument.Parse(await File.ReadAllBytesAsync(proof, Cancel)))
            json.RootElement.GetProperty("signatures")[0].GetProperty("state").GetString().ShouldBe("pass");
        (await File.ReadAllTextAsync(Path.Combine(pack.Data, "VERIFY.txt"), Cancel)).ShouldContain("Answered later: ");
        pack.ReportText().ShouldContain("sender.example’s key signed this message");
        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Root);
        code.ShouldBe(0, output);

        var bytes = await File.ReadAllBytesAsync(proof, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(proof, bytes, Cancel);
        (await CommandLine.RunAsync("verify", pack.Root)).Code.ShouldBe(1);
        pack.MakeListsAnew();
        (code, output, _) = await CommandLine.RunAsync("verify", pack.Root);
        code.ShouldBe(1, "the lists fit, the ledger does not");
        output.ShouldContain("no entry of the ledger vouches for this answer");

        File.Delete(proof);
        pack.MakeListsAnew();
        (code, output, _) = await CommandLine.RunAsync("verify", pack.Root);
        code.ShouldBe(1);
        output.ShouldContain("of an answer about who signed a file that is not here");

        bytes[bytes.Length / 2] ^= 1;
        Directory.CreateDirectory(Path.Combine(pack.Data, "author-proofs/TP-9"));
        await File.WriteAllBytesAsync(Path.Combine(pack.Data, "author-proofs/TP-9/mail.eml.dkim.json"), bytes, Cancel);
        pack.MakeListsAnew();
        (await CommandLine.RunAsync("verify", pack.Root)).Code.ShouldBe(1, "it is of another exhibit");
        await File.WriteAllBytesAsync(proof, bytes, Cancel);
        Directory.Delete(Path.Combine(pack.Data, "author-proofs/TP-9"), recursive: true);
        pack.MakeListsAnew();
        (await CommandLine.RunAsync("verify", pack.Root)).Code.ShouldBe(0, "as it was");
    }

    [Fact]
    public async Task After_two_weeks_without_an_answer_it_is_asked_no_more_and_the_page_says_so()
    {
        await using var desk = await StartAsync();
        var (exhibit, browser) = await UploadAsync(desk);
        var start = clock.Now;
        for (var tries = 0; tries < 100 && (await RowAsync(desk)).State == AuthorProofRetryState.Waiting; tries++)
        {
            clock.Now += TimeSpan.FromHours(7);
            await WorkAsync(desk);
        }
        (await RowAsync(desk)).State.ShouldBe(AuthorProofRetryState.GivenUp);
        (await WorkAsync(desk)).ShouldBeFalse();
        // Who looks is signed in for a day.
        clock.Now = start;
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent.ShouldContain("It is asked no more");
    }

    [Fact]
    public async Task A_domain_that_answered_is_not_asked_again()
    {
        names.Now = working;
        await using var desk = await StartAsync();
        var (exhibit, browser) = await UploadAsync(desk);
        (await desk.WithDbAsync(db => db.AuthorProofRetries.CountAsync(Cancel))).ShouldBe(0);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs").ShouldBeNull();
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder =>
    {
        builder.Services.AddSingleton(browsers.Host);
        builder.Services.AddSingleton<IDomainNames>(names);
        builder.Services.AddSingleton<TimeProvider>(clock);
    });

    private async Task<(Exhibit Exhibit, TestBrowser Browser)> UploadAsync(TestDesk desk)
    {
        var number = await desk.CaseAsync("Threats");
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.UploadAsync(number, new Dictionary<string, string> { ["What"] = "A mail", ["AskKeys"] = "true" }, ("mail.eml", SignedMail.Sign(working)));
        return (await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().SingleAsync(Cancel)), browser);
    }

    private static async Task<bool> WorkAsync(TestDesk desk)
    {
        using var worker = ActivatorUtilities.CreateInstance<AuthorProofWorker>(desk.App.Services);
        return await worker.RunOneAsync(CancellationToken.None);
    }

    private static Task<AuthorProofRetry> RowAsync(TestDesk desk) => desk.WithDbAsync(db => db.AuthorProofRetries.AsNoTracking().SingleAsync());

    /// <summary>Name servers that are away until they are there.</summary>
    private sealed class Switchable : IDomainNames
    {
        public TestZone Now { get; set; } = new TestZone().Broken("s1._domainkey.sender.example");

        public string Resolvers => ((IDomainNames)Now).Resolvers;

        public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => Now.TextsAsync(name, cancel);

        public Task<DnsAnswer<System.Net.IPAddress>> AddressesAsync(string name, System.Net.Sockets.AddressFamily family, CancellationToken cancel) => Now.AddressesAsync(name, family, cancel);

        public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => Now.MailServersAsync(name, cancel);

        public Task<DnsAnswer<string>> NamesOfAsync(System.Net.IPAddress address, CancellationToken cancel) => Now.NamesOfAsync(address, cancel);
    }
}
