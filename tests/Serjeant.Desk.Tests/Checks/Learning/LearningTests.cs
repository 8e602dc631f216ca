using System.Net;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Learning;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.Learning;

/// <summary>The contact book learns from a mailbox on a real server: with consent, headers only, hashed, and undone at a press.</summary>
public sealed class LearningTests
{
    private const string Borrowed = "From: Ruth Caseworker <ruth.caseworker@elsewhere.example>\r\nTo: office@hembury.example\r\nSubject: Quick favour\r\nMessage-ID: <8@x.example>\r\n\r\nAre you at your desk? I need you to do something for me.\r\n";
    private const string NewAddress = "contact.new-address";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_the_owner_writes_with_is_learned_hashed_used_and_forgotten()
    {
        await using var mail = await MailDesk.StartAsync();
        await FillAsync(mail, MailDesk.Jane, "Sent", [("Ruth Caseworker", "ruth@council.example", 40), ("Ruth Caseworker", "ruth@council.example", 1), ("Newly Met", "new@stranger.example", 3), ("Newly Met", "new@stranger.example", 2)]);
        var before = await AnswerAsync(mail, Borrowed);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        (await AskAsync(browser, mail, agreed: false)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await AskAsync(browser, mail)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var worker = ActivatorUtilities.CreateInstance<LearningWorker>(mail.Desk.App.Services);
        (await worker.RunOneAsync(Cancel)).ShouldBeTrue();

        var job = await mail.Desk.WithDbAsync(db => db.ContactLearnings.AsNoTracking().SingleAsync(Cancel));
        (job.State, job.Read, job.Secret, job.Error).ShouldBe((LearningState.Done, 4, "", null));
        var rows = await mail.Desk.WithDbAsync(db => db.LearnedContacts.AsNoTracking().OrderBy(c => c.FirstSeenAt).ToListAsync(Cancel));
        rows.Select(r => (r.Written, r.AddressHash.Length, r.NameHash.Length)).ShouldBe([(2, 64, 64), (2, 64, 64)]);
        rows.ShouldAllBe(r => r.FirstSeenAt.TimeOfDay == TimeSpan.Zero);
        foreach (var file in Directory.EnumerateFiles(mail.Desk.DataFolder, "serjeant.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync(Cancel)).ShouldSatisfyAllConditions(t => t.ShouldNotContain("council.example"), t => t.ShouldNotContain(MailServers.Password));
        }
        // The name is known now, and this address is none of theirs; the real one is.
        var after = await AnswerAsync(mail, Borrowed);
        (before.Contains(NewAddress, StringComparison.Ordinal), after.Contains(NewAddress, StringComparison.Ordinal)).ShouldBe((false, true));
        (await AnswerAsync(mail, Borrowed.Replace("ruth.caseworker@elsewhere.example", "ruth@council.example", StringComparison.Ordinal))).ShouldNotContain(NewAddress);
        // Answered for a day or two only: that is how somebody who borrows a name begins.
        (await AnswerAsync(mail, Borrowed.Replace("Ruth Caseworker", "Newly Met", StringComparison.Ordinal).Replace("ruth.caseworker@", "nm@", StringComparison.Ordinal))).ShouldNotContain(NewAddress);
        // Another office learned nothing of it.
        (await AnswerAsync(mail, Borrowed, mail.Desk.OtherOfficeId)).ShouldNotContain(NewAddress);

        var page = await browser.PageAsync(ChecksLinks.Learn);
        page.QuerySelector("#learned")!.TextContent.ShouldContain("Done: 4 messages");
        await browser.SubmitAsync(page, "#learned", buttonSelector: "#learned button[formaction*=Undo]");
        (await AnswerAsync(mail, Borrowed)).ShouldBe(before);
        (await mail.Desk.WithDbAsync(async db => (await db.LearnedContacts.CountAsync(Cancel), await db.ContactLearnings.CountAsync(Cancel), await db.CheckSettings.Select(s => s.ContactKey).SingleAsync(Cancel)))).ShouldBe((0, 0, null));
        foreach (var action in new[] { "contacts.learning-agreed", "contacts.learning-done", "contacts.forgotten" })
            (await mail.Desk.LedgerAsync(action)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Broken_off_in_the_middle_it_goes_on_and_counts_each_message_once_and_leaves_the_mailbox_as_it_was()
    {
        await using var mail = await MailDesk.StartAsync();
        await FillAsync(mail, MailDesk.Jane, "Archive/Old", [.. Enumerable.Range(0, 350).Select(i => ($"Person Number{(char)('a' + i % 20)}", $"p{i % 20}@people.example", 400 - i))]);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await AskAsync(browser, mail, folder: "Archive/Old");
        var id = await mail.Desk.WithDbAsync(db => db.ContactLearnings.Select(l => l.Id).SingleAsync(Cancel));
        using (var stop = new CancellationTokenSource())
        {
            var first = RunAsync(mail, id, stop.Token);
            while (await mail.Desk.WithDbAsync(db => db.ContactLearnings.Select(l => l.Read).SingleAsync(Cancel)) < 100 && !first.IsCompleted)
                await Task.Delay(5, Cancel);
            await stop.CancelAsync();
            await first.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await RunAsync(mail, id, Cancel);
        var job = await mail.Desk.WithDbAsync(db => db.ContactLearnings.AsNoTracking().SingleAsync(Cancel));
        (job.State, job.Read, job.Total).ShouldBe((LearningState.Done, 350, 350));
        (await mail.Desk.WithDbAsync(db => db.LearnedContacts.SumAsync(c => c.Written, Cancel))).ShouldBe(350);
        (await mail.Desk.WithDbAsync(db => db.LearnedContacts.CountAsync(Cancel))).ShouldBe(20);
        (await UnseenAsync(mail, "Archive/Old")).ShouldBe(350);
    }

    [Fact]
    public async Task A_folder_of_what_others_wrote_teaches_nothing_and_trouble_is_told_in_words()
    {
        await using var mail = await MailDesk.StartAsync();
        await FillAsync(mail, MailDesk.Jane, "Letters", [("Jane Manager", MailDesk.Jane, 90), ("Jane Manager", MailDesk.Jane, 1)], from: "Known Stranger <stranger@elsewhere.example>");
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        await AskAsync(browser, mail, folder: "Letters");
        await AskAsync(browser, mail, folder: "Nowhere");
        await AskAsync(browser, mail, password: "wrong");
        var worker = ActivatorUtilities.CreateInstance<LearningWorker>(mail.Desk.App.Services);
        for (var i = 0; i < 3; i++) (await worker.RunOneAsync(Cancel)).ShouldBeTrue();
        var jobs = await mail.Desk.WithDbAsync(db => db.ContactLearnings.AsNoTracking().OrderBy(l => l.Id).ToListAsync(Cancel));
        jobs.Select(j => j.State).ShouldBe([LearningState.Done, LearningState.Failed, LearningState.Failed]);
        jobs[1].Error!.ShouldContain("no such folder");
        jobs[2].Error!.ShouldContain("does not accept the user name");
        jobs.Select(j => j.Secret.Length > 0).ShouldBe([false, true, true]);
        (await mail.Desk.WithDbAsync(db => db.LearnedContacts.CountAsync(Cancel))).ShouldBe(0);
    }

    internal static Task<bool> RunAsync(MailDesk mail, long id, CancellationToken cancel) =>
        CheckDesk.InScopeAsync(mail.Desk, null, services => services.GetRequiredService<LearningRun>().TryAsync(id, CheckDesk.Owner, cancel));

    /// <summary>Ids of the findings about a message, as a check keeps them.</summary>
    private static async Task<string> AnswerAsync(MailDesk mail, string message, long? office = null)
    {
        var id = await CheckDesk.CheckAsync(mail.Desk, message, Role.Manager, keep: true, office);
        return await mail.Desk.WithDbAsync(db => db.MessageChecks.Where(c => c.Id == id).Select(c => c.Findings).SingleAsync(Cancel), office);
    }

    internal static async Task<HttpResponseMessage> AskAsync(TestBrowser browser, MailDesk mail, bool agreed = true, string folder = "", string password = MailServers.Password, int? port = null) =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Learn), "#learn", new Dictionary<string, string>
        {
            ["Form.Host"] = "127.0.0.1",
            ["Form.Port"] = $"{port ?? mail.Servers.ImapPort}",
            ["Form.Tls"] = "Immediate",
            ["Form.User"] = MailDesk.Jane,
            ["Form.Way"] = "Password",
            ["Form.Password"] = password,
            ["Form.Folder"] = folder,
            ["Form.Agreed"] = agreed ? "true" : "false",
        });

    internal static async Task FillAsync(MailDesk mail, string user, string folder, IEnumerable<(string Name, string Address, int DaysAgo)> to, string from = "Jane Manager <jane@office.example>")
    {
        using var client = await OpenAsync(mail, user);
        IMailFolder at = client.GetFolder(client.PersonalNamespaces[0]);
        foreach (var part in folder.Split('/'))
            at = (await at.CreateAsync(part, true, Cancel))!;
        foreach (var (name, address, days) in to)
        {
            using var message = new MimeMessage { Subject = "Nobody reads this", Body = new TextPart("plain") { Text = "Nor this." } };
            message.From.Add(MailboxAddress.Parse(from));
            message.To.Add(new MailboxAddress(name, address));
            await at.AppendAsync(message, MessageFlags.None, DateTimeOffset.UtcNow.AddDays(-days), Cancel);
        }
        await client.DisconnectAsync(true, Cancel);
    }

    private static async Task<int> UnseenAsync(MailDesk mail, string folder)
    {
        using var client = await OpenAsync(mail, MailDesk.Jane);
        var at = await client.GetFolderAsync(folder.Replace('/', client.PersonalNamespaces[0].DirectorySeparator), Cancel);
        await at.StatusAsync(StatusItems.Unread, Cancel);
        return at.Unread;
    }

    private static async Task<ImapClient> OpenAsync(MailDesk mail, string user)
    {
        var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true, CheckCertificateRevocation = false };
        await client.ConnectAsync("127.0.0.1", mail.Servers.ImapPort, SecureSocketOptions.SslOnConnect, Cancel);
        await client.AuthenticateAsync(user, MailServers.Password, Cancel);
        return client;
    }
}
