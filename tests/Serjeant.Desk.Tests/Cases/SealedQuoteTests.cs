using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Outside;
using Serjeant.Outside.FromBrowser;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>What answers a sealed-off message may quote it in the object that it came as: that is let go of, and what can't be changed opens for nobody.</summary>
public sealed class SealedQuoteTests
{
    private const string Quoting = "{\"text\":\"An answer\",\"parent\":\"zebrafinch words\"}";
    private const string Mail = "Stop that at once.\n\nOn Mon, 3 Nov 2025 at 10:00, Una <una@a.example> wrote:\n> zebrafinch words\n> and more";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answers_object_leaves_the_inbox_and_its_exhibits_original_opens_for_nobody_while_its_own_words_do()
    {
        await using var desk = await TestDesk.StartAsync();
        var (message, reply, other) = await ThreeAsync(desk);
        var theirs = await desk.MessageAsync("Theirs", raw: Quoting, officeId: desk.OtherOfficeId);
        await AnswersAsync(desk, theirs, await NameAsync(desk, message), desk.OtherOfficeId);
        await desk.CaseAsync("Theirs", [theirs], desk.OtherOfficeId);
        await desk.CaseAsync("Threats", [message, reply, other]);
        var exhibit = await OfAsync(desk, reply);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var before = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));

        await SealAsync(desk, browser, message);

        (await desk.WithDbAsync(db => db.MessageRaws.Select(r => r.MessageId).ToListAsync())).ShouldBe([other]);
        (await desk.WithDbAsync(db => db.MessageRaws.CountAsync(), desk.OtherOfficeId)).ShouldBe(1);
        foreach (var press in new[] { "Show", "Download" })
        {
            var refused = await browser.SubmitAsync(before, "#files", Chosen(exhibit, "original.json"), $"button[formaction*='{press}']");
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync()).ShouldNotContain("zebrafinch");
        }
        (await browser.SubmitAsync(before, "#files", Chosen(exhibit, "text.txt"), "button[formaction*='Download']")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelector("#files")!.TextContent.ShouldContain("Closed: it may quote what was sealed off as TP/1");
        page.QuerySelectorAll("#files button[formaction*='Download']").Length.ShouldBe(exhibit.Files.Count - 1);
        var entry = await desk.WithDbAsync(db => db.CustodyEntries.SingleAsync(c => c.Act == CustodyAct.ClosedInPart));
        (entry.ExhibitId, entry.ById, entry.HashBefore, entry.HashAfter).ShouldBe((exhibit.Id, await desk.PersonAsync(Role.Moderator), exhibit.ManifestHash, exhibit.ManifestHash));
        entry.Why!.ShouldContain("original.json");
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.closed-in-part"))).ShouldBe(1);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.ClosedInPart), desk.OtherOfficeId)).ShouldBe(0);
        (await desk.WithDbAsync(db => db.SealedMarks.CountAsync(), desk.OtherOfficeId)).ShouldBe(0);
        (await browser.UploadAsync(1, new Dictionary<string, string> { ["What"] = "The row" }, ("row.json", Encoding.UTF8.GetBytes(Quoting)))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_answers_exhibit_goes_into_no_full_pack_and_packs_that_hold_it_are_shut()
    {
        await using var desk = await TestDesk.StartAsync();
        var (message, reply, other) = await ThreeAsync(desk);
        var number = await desk.CaseAsync("Threats", [message, reply, other]);
        var (exhibit, open) = (await OfAsync(desk, reply), await OfAsync(desk, other));
        var (holds, holdsNot) = (await PackAsync(desk, exhibit, "a.zip"), await PackAsync(desk, open, "b.zip"));
        var browser = await desk.SignedInAsync(Role.Moderator);

        await SealAsync(desk, browser, message);

        (await desk.WithDbAsync(db => PackDownloads.Shut(db).Select(p => p.Id).ToListAsync())).ShouldBe([holds]);
        (await desk.WithAsync<PackDownloads, bool>(async downloads => await downloads.FindAsync(number, holds, Cancel) is null && await downloads.FindAsync(number, holdsNot, Cancel) is not null))
            .ShouldBeTrue();
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        page.QuerySelectorAll("#make-pack input[name=Exhibits]").OfType<IHtmlInputElement>().Where(b => b.IsChecked).Select(b => b.Value).ShouldBe([$"{open.Id}"]);
        page.QuerySelector("#make-pack")!.TextContent.ShouldContain("A file of it may quote what was sealed off");
        foreach (var form in new[] { "Full", "Redacted" })
            await browser.SubmitAsync(page, "#make-pack", new Dictionary<string, string> { ["Exhibits"] = $"{exhibit.Id}", ["Form"] = form }).ShouldBeRefusedAtAsync("Exhibits");
        (await desk.WithDbAsync(db => db.Packs.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_mails_answer_loses_what_it_quotes_its_object_and_the_files_with_the_quote()
    {
        await using var desk = await TestDesk.StartAsync();
        var (mail, answer, later) = (await MailAsync("zebrafinch words"), await MailAsync(Mail), await MailAsync("Of the later answer\n> zebrafinch again"));
        var earlier = await MailAsync("Before\n> something else");
        var sent = DateTimeOffset.UtcNow;
        await SetAsync(desk, mail, "one@a.example~0123456789abcdef01234567", null, "root@a.example", sent);
        await SetAsync(desk, answer, "two@a.example~0123456789abcdef01234567", "one@a.example", "root@a.example", sent.AddHours(1));
        await SetAsync(desk, later, "three@a.example~0123456789abcdef01234567", "two@a.example", "root@a.example", sent.AddHours(2));
        await SetAsync(desk, earlier, "zero@a.example~0123456789abcdef01234567", null, "root@a.example", sent.AddHours(-1));
        await desk.CaseAsync("Threats", [mail, answer]);
        var exhibit = await OfAsync(desk, answer);

        await SealAsync(desk, await desk.SignedInAsync(Role.Moderator), mail);

        var texts = await desk.WithDbAsync(db => db.Messages.ToDictionaryAsync(m => m.Id, m => m.Text));
        texts[answer].ShouldBe("Stop that at once.\n\n" + QuotedMail.InItsPlace);
        texts[later].ShouldBe("Of the later answer\n" + QuotedMail.InItsPlace);
        texts[earlier].ShouldContain("something else");
        (await desk.WithDbAsync(db => db.MessageRaws.Select(r => r.MessageId).ToListAsync())).ShouldBe([earlier]);
        var closed = await desk.WithDbAsync(db => db.SealedMarks.Select(m => m.Hash).ToListAsync());
        exhibit.Files.Where(f => closed.Contains(f.Hash)).Select(f => f.Path).Order(StringComparer.Ordinal).ShouldBe(["message.json", "original.eml", "text.txt"]);

        Task<long> MailAsync(string text) => desk.MessageAsync(text, raw: "From: a@a.example\n\n" + text, rawType: "message/rfc822", kind: MessageKind.Email);
    }

    [Fact]
    public async Task What_answers_it_later_comes_in_without_the_object_and_its_exhibit_says_why()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("zebrafinch words");
        await desk.CaseAsync("Threats", [message]);
        var about = await NameAsync(desk, message);
        await SealAsync(desk, await desk.SignedInAsync(Role.Moderator), message);
        var comment = CommentMessages.Read(new PageComments("https://x.com/a/status/1", "zebrafinch words", [new PageComment(null, "A comment", "Una", "@una", null, null, null, false)]), "Ann", DateTimeOffset.UtcNow)!.Single();

        await desk.TakeInAsync([Row("Of it", about), Row("Of something else", "elsewhere"), comment with { ThreadId = about },
            Row(Mail, about) with { Kind = MessageKind.Email, RawType = "message/rfc822" }]);

        var came = await desk.WithDbAsync(db => db.Messages.Where(m => m.Id != message).ToDictionaryAsync(m => m.Text, m => m.Id));
        came.Keys.ShouldBe(["Of it", "Of something else", "A comment", "Stop that at once.\n\n" + QuotedMail.InItsPlace], ignoreOrder: true);
        var raws = await desk.WithDbAsync(db => db.MessageRaws.ToDictionaryAsync(r => r.MessageId));
        raws.Keys.ShouldBe([came["Of something else"], came["A comment"]], ignoreOrder: true);
        var read = CommentMessages.Parse(Unpack(raws[came["A comment"]]))!;
        (read.Comment.Text, read.PostText).ShouldBe(("A comment", null));
        (await desk.WithDbAsync(db => db.MessageFindings.Where(f => f.MessageId != message).AllAsync(f => f.Start + f.Length <= 30))).ShouldBeTrue();
        var maker = await desk.PersonAsync(Role.Moderator);
        (await desk.WithAsync<MessageEvidence, KeptEvidence>(evidence => evidence.KeepAsync(desk.OfficeId, maker, [came["Of it"], came["A comment"]], null, Cancel))).IsWhole.ShouldBeTrue();
        var (reply, kept) = (await OfAsync(desk, came["Of it"]), await OfAsync(desk, came["A comment"]));
        reply.Files.ShouldNotContain(f => f.Path.StartsWith("original"));
        (kept.Source, kept.Files.Count(f => f.Path == "original.json")).ShouldBe((ExhibitSource.Comment, 1));
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(reply.Id))).QuerySelector("main")!.TextContent
            .ShouldContain("it answers a message that was sealed off because it may show the abuse of a child, and may quote it");

        static IncomingMessage Row(string text, string about) =>
            Incoming.Of(text, "somebody") with { InReplyTo = about, Raw = Encoding.UTF8.GetBytes($"{{\"text\":\"{text.Length}\",\"parent\":\"zebrafinch words\"}}") };
    }

    [Fact]
    public async Task What_was_kept_of_an_answer_without_the_quote_stays_open_when_the_message_is_forgotten_again()
    {
        await using var desk = await TestDesk.StartAsync();
        var message = await desk.MessageAsync("zebrafinch words");
        await desk.CaseAsync("Threats", [message]);
        var about = await NameAsync(desk, message);
        await SealAsync(desk, await desk.SignedInAsync(Role.Moderator), message);
        var comment = CommentMessages.Read(new PageComments("https://x.com/a/status/1", "zebrafinch words", [new PageComment(null, "A comment", "Una", "@una", null, null, null, false)]), "Ann", DateTimeOffset.UtcNow)!.Single();
        await desk.TakeInAsync([comment with { ThreadId = about },
            Incoming.Of(Mail, "somebody") with { InReplyTo = about, Kind = MessageKind.Email, RawType = "message/rfc822", Raw = Encoding.UTF8.GetBytes("From: a@a.example\n\n" + Mail) }]);
        var came = await desk.WithDbAsync(db => db.Messages.Where(m => m.Id != message).Select(m => m.Id).ToListAsync());
        var maker = await desk.PersonAsync(Role.Moderator);
        (await desk.WithAsync<MessageEvidence, KeptEvidence>(evidence => evidence.KeepAsync(desk.OfficeId, maker, came, null, Cancel))).IsWhole.ShouldBeTrue();
        var marks = await desk.WithDbAsync(db => db.SealedMarks.CountAsync());

        await desk.WithAsync<SealedQuotes, bool>(async quotes =>
        {
            await quotes.ForgetAsync(message, await OfAsync(desk, message), maker, new LedgerWriter(), Cancel);
            return true;
        });

        (await desk.WithDbAsync(db => db.SealedMarks.CountAsync())).ShouldBe(marks);
        (await desk.WithDbAsync(db => db.CustodyEntries.CountAsync(c => c.Act == CustodyAct.ClosedInPart))).ShouldBe(0);
    }

    [Fact]
    public async Task The_plan_of_a_destruction_names_what_may_still_quote_it_and_pages_of_answers_are_sealed_off_at_a_press()
    {
        await using var desk = await TestDesk.StartAsync();
        var (message, reply, other) = await ThreeAsync(desk);
        var number = await desk.CaseAsync("Threats", [message, reply, other]);
        Task<Exhibit> KeepAsync(string name) => desk.CapturedAsync(number, address: $"https://social.example/{name}", holds: [("post/page.png", Encoding.UTF8.GetBytes(name))]);
        var (about, of) = (await KeepAsync("reply"), await KeepAsync("other"));
        await desk.WithDbAsync(db => db.Exhibits.Where(e => e.Id == about.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.MessageId, reply)));
        await desk.WithDbAsync(db => db.Exhibits.Where(e => e.Id == of.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.MessageId, other)));
        var manager = await desk.SignedInAsync(Role.Manager);
        var exhibit = await OfAsync(desk, message);
        await SealAsync(desk, manager, message);

        var page = await manager.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.QuerySelector("main")!.TextContent.ShouldContain($"or of the pages of answers to it, and are still open: {about.Label}.");
        await manager.SubmitAsync(page, "#seal-address").ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));
        (await desk.WithDbAsync(db => db.Exhibits.Where(e => e.SealedOffAt != null).Select(e => e.Id).ToListAsync())).ShouldBe([exhibit.Id, about.Id], ignoreOrder: true);

        var plan = await desk.WithAsync<Serjeant.Chapters.Cases.Destroying.Destructions, Serjeant.Chapters.Cases.Destroying.DestructionPlan?>(d => d.PlanAsync(exhibit.Id, Cancel));
        plan!.Quoting.ShouldBe([(await OfAsync(desk, reply)).Label]);
    }

    [Theory]
    [InlineData("post-1", null, null, true)]
    [InlineData(null, "post-1", null, true)]
    [InlineData("post-2", "post-3", null, false)]
    [InlineData("mail@a.example", null, null, true)]
    [InlineData("mail@a.example~0123456789abcdef01234567", null, null, true)]
    [InlineData(null, "thread@a.example", 1, true)]
    [InlineData(null, "thread@a.example", -1, false)]
    [InlineData(null, null, null, false)]
    public async Task Whether_something_answers_comes_out_the_same_in_memory_and_by_query(string? inReplyTo, string? thread, int? hours, bool answers)
    {
        await using var desk = await TestDesk.StartAsync();
        var (post, mail, it) = (await desk.MessageAsync("A post"), await desk.MessageAsync("A mail", kind: MessageKind.Email), await desk.MessageAsync("It"));
        var at = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        await SetAsync(desk, post, "post-1", null, "thread-of-posts", at);
        await SetAsync(desk, mail, "mail@a.example~0123456789abcdef01234567", null, "thread@a.example", at);
        await SetAsync(desk, it, "it", inReplyTo, thread, at.AddHours(hours ?? 1));
        await desk.CaseAsync("Threats", [post, mail]);
        await desk.WithDbAsync(db => db.Exhibits.ExecuteUpdateAsync(s => s.SetProperty(e => e.SealedOffAt, at)));

        var byQuery = await desk.WithDbAsync(async db =>
        {
            var found = false;
            foreach (var parent in await SealedParent.Of(db.Messages.Where(m => m.Id != it)).ToListAsync(Cancel))
                found |= await parent.AnswersIn(db).AnyAsync(m => m.Id == it, Cancel);
            return found;
        });
        var inMemory = await desk.WithDbAsync(async db => (await SealedParents.ReadAsync(db, desk.OfficeId, Cancel)).IsAnsweredBy(await db.Messages.AsNoTracking().SingleAsync(m => m.Id == it)));
        (byQuery, inMemory).ShouldBe((answers, answers));
    }

    private static async Task<(long Message, long Reply, long Other)> ThreeAsync(TestDesk desk)
    {
        var message = await desk.MessageAsync("zebrafinch words", raw: "{\"text\":\"zebrafinch words\"}");
        var (reply, other) = (await desk.MessageAsync("An answer", raw: Quoting), await desk.MessageAsync("Of something else", raw: "{\"text\":\"Of something else\"}"));
        await AnswersAsync(desk, reply, await NameAsync(desk, message));
        return (message, reply, other);
    }

    private static Task<string> NameAsync(TestDesk desk, long message) => desk.WithDbAsync(db => db.Messages.Where(m => m.Id == message).Select(m => m.ExternalId).SingleAsync());

    private static Task<int> AnswersAsync(TestDesk desk, long id, string about, long? officeId = null) =>
        desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.InReplyTo, about)), officeId);

    private static Task<int> SetAsync(TestDesk desk, long id, string externalId, string? inReplyTo, string? thread, DateTimeOffset sentAt) =>
        desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.ExternalId, externalId).SetProperty(m => m.InReplyTo, inReplyTo).SetProperty(m => m.ThreadId, thread).SetProperty(m => m.SentAt, sentAt)));

    private static Task<Exhibit> OfAsync(TestDesk desk, long message) =>
        desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).OrderBy(e => e.Id).FirstAsync(e => e.MessageId == message && ExhibitSources.OfMessages.Contains(e.Source)));

    private static async Task SealAsync(TestDesk desk, TestBrowser browser, long message)
    {
        var exhibit = await OfAsync(desk, message);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id)), "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));
    }

    private static Dictionary<string, string> Chosen(Exhibit exhibit, string path) => new() { ["FileId"] = $"{exhibit.Files.Single(f => f.Path == path).Id}" };

    /// <summary>A pack as the rows have it; its bytes are nowhere.</summary>
    private static Task<long> PackAsync(TestDesk desk, Exhibit holds, string name) => desk.WithDbAsync(async db =>
    {
        var (at, by) = (DateTimeOffset.UtcNow, (await db.Users.SingleAsync(p => p.Role == Role.Moderator)).Id);
        var pack = new Pack
        {
            OfficeId = desk.OfficeId,
            CaseId = (await db.Cases.SingleAsync()).Id,
            FileName = name,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
            Bytes = 1,
            Form = PackForm.Full,
            Exhibits = 1,
            MadeById = by,
            MadeAt = at,
        };
        db.Packs.Add(pack);
        db.CustodyEntries.Add(new CustodyEntry { OfficeId = desk.OfficeId, ExhibitId = holds.Id, Act = CustodyAct.Exported, Path = name, ById = by, At = at });
        await db.SaveChangesAsync();
        return pack.Id;
    });

    private static byte[] Unpack(MessageRaw raw)
    {
        using var whole = new MemoryStream();
        using (var stored = raw.Open())
            stored.CopyTo(whole);
        SHA256.HashData(whole.ToArray()).ShouldBe(raw.Hash);
        return whole.ToArray();
    }
}
