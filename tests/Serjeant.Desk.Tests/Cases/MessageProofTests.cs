using System.Net;
using System.Text;
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
using Serjeant.Moderation;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Exports.Mail;
using Serjeant.Outside.Lookups;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A mail of the inbox that becomes an exhibit has the same proof of who signed it as one that somebody hands over, or says why there is none.</summary>
public sealed class MessageProofTests(Browsers browsers)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TestZone zone = new();

    [Fact]
    public async Task Where_the_office_has_senders_looked_up_the_mail_is_asked_about_by_itself_and_the_pack_has_the_proof()
    {
        await using var desk = await StartAsync(looksUp: true);
        var exhibit = await KeepAsync(desk);
        zone.Asked.ShouldBeEmpty("a decision does not wait for anybody's name server");
        var browser = await desk.SignedInAsync(Role.Moderator);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent.ShouldContain("There is no answer yet");

        (await WorkAsync(desk)).ShouldBeTrue();
        (await WorkAsync(desk)).ShouldBeFalse();

        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelector("#author-proofs")!.TextContent.ShouldContain("original.eml: sender.example’s key signed this message");
        (await browser.SubmitAsync(page, "form[id^=proof-]", null, "form[id^=proof-] button")).Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldEndWith("original.eml.dkim.json");
        using var pack = await PackBag.MakeAsync(desk, 1);
        pack.Paths().ShouldContain("author-proofs/TP-1/original.eml.dkim.json");
        pack.ReportText().ShouldContain("sender.example’s key signed this message");
        (await File.ReadAllTextAsync(Path.Combine(pack.Data, "VERIFY.txt"), Cancel)).ShouldContain("Kind \"dkim\", in TP-1");
        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Root);
        code.ShouldBe(0, output);
        output.ShouldContain("checked again, with the keys in it: it comes to the same");
        output.ShouldContain("sender.example’s key signed this message");
    }

    [Fact]
    public async Task Where_the_office_has_not_chosen_that_nobody_is_asked_until_somebody_presses()
    {
        await using var desk = await StartAsync(looksUp: false);
        var exhibit = await KeepAsync(desk);
        (await WorkAsync(desk)).ShouldBeFalse();
        zone.Asked.ShouldBeEmpty();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelector("#author-proofs")!.TextContent.ShouldContain("There is no author proof yet");
        page.QuerySelector("#author-proofs")!.TextContent.ShouldContain("They may notice");

        (await browser.SubmitAsync(page, "#ask-keys")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.SubmitAsync(page, "#ask-keys")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it was asked already");
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.key-asked", Cancel))).ShouldBe(1);
        (await WorkAsync(desk)).ShouldBeTrue();
        zone.Asked.ShouldBe(["TXT s1._domainkey.sender.example"]);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent.ShouldContain("sender.example’s key signed this message");
    }

    [Fact]
    public async Task Another_offices_exhibit_is_not_asked_about()
    {
        await using var desk = await StartAsync(looksUp: false);
        var exhibit = await KeepAsync(desk);
        var asked = await desk.WithAsync<SerjeantDb, Person>(db => db.Users.IgnoreQueryFilters().FirstAsync(p => p.OfficeId == desk.OfficeId, Cancel));
        var stranger = new Person { Id = asked.Id, OfficeId = desk.OtherOfficeId, DisplayName = "Stranger" };
        (await desk.WithAsync<AuthorProofQueue, bool>(queue => queue.AskAsync(exhibit.Id, stranger, Cancel), desk.OtherOfficeId)).ShouldBeFalse();
        (await desk.WithDbAsync(db => db.AuthorProofRetries.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_of_which_only_the_words_were_kept_says_that_there_is_no_proof_and_what_to_do(bool asTableRow)
    {
        await using var desk = await StartAsync(looksUp: true);
        var message = await desk.MessageAsync("I will find you", raw: asTableRow ? "{\"text\":\"I will find you\"}" : null, kind: MessageKind.Email);
        await desk.CaseAsync("Threats", [message]);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.SingleAsync(Cancel));
        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.Body!.TextContent.ShouldContain("There is no author proof: the mail itself was not kept");
        page.Body!.TextContent.ShouldContain("save it as .eml and add it to the case");
        page.QuerySelector("#author-proofs").ShouldBeNull();
        (await desk.WithDbAsync(db => db.AuthorProofRetries.CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_mail_out_of_a_mailbox_file_with_unix_lines_still_holds()
    {
        var mail = Encoding.ASCII.GetString(SignedMail.Sign(zone)).ReplaceLineEndings("\n");
        using var box = new MemoryStream(Encoding.ASCII.GetBytes($"From jane@sender.example Fri Nov 27 10:00:00 2026\n{mail}\nFrom x@y.example Fri Nov 27 11:00:00 2026\nSubject: next\n\nx\n"));
        var raw = new List<byte[]?>();
        await foreach (var one in MboxSplitter.SplitAsync(box, 1 << 20, Cancel))
            raw.Add(one.Raw);
        raw.Count.ShouldBe(2);
        (await new DkimProofKind(zone).CheckAsync(raw[0], DateTimeOffset.UtcNow, null, Cancel)).Single().State.ShouldBe(AuthorProofState.Pass);
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder =>
    {
        builder.Services.AddSingleton(browsers.Host);
        builder.Services.AddSingleton<IDomainNames>(zone);
    });

    private async Task<TestDesk> StartAsync(bool looksUp)
    {
        var desk = await StartAsync();
        await desk.WithDbAsync(async db =>
        {
            db.CheckSettings.Add(new CheckSettings { OfficeId = desk.OfficeId, LooksUp = looksUp });
            return await db.SaveChangesAsync(Cancel);
        });
        return desk;
    }

    private async Task<Exhibit> KeepAsync(TestDesk desk)
    {
        var message = await desk.MessageAsync("Are you free?", raw: Encoding.ASCII.GetString(SignedMail.Sign(zone)), rawType: "message/rfc822", kind: MessageKind.Email);
        await desk.CaseAsync("Threats", [message]);
        return await desk.WithDbAsync(db => db.Exhibits.SingleAsync(Cancel));
    }

    private static async Task<bool> WorkAsync(TestDesk desk)
    {
        using var worker = ActivatorUtilities.CreateInstance<AuthorProofWorker>(desk.App.Services);
        return await worker.RunOneAsync(Cancel);
    }
}
