using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Chapters.Checks.Senders;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Outside.Lookups;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks.Senders;

/// <summary>Who sent a checked mail is looked up once, where the office lets that be; what was found out stays with the check.</summary>
public sealed class SenderLookUpTests
{
    private const string Proved = "sender.example stands behind it: sender.example signed it (looked up)";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_uploaded_mail_is_looked_up_in_a_real_name_server_and_opened_again_it_is_judged_by_the_kept_answer()
    {
        var (mail, records) = await RecordsAsync();
        var server = await DnsServer.StartAsync(records);
        await using var desk = await StartAsync(new DomainNames(server.Address));
        await AllowAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await UploadAsync(browser, mail);
        Sender(page).ShouldContain(Proved);
        Sender(page).ShouldContain("How it came to your mail server is not known (not checked)");
        page.QuerySelector("#answer")!.TextContent.ShouldNotContain("or looked up");

        await server.DisposeAsync();
        await desk.WithDbAsync(db => db.CheckSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.LooksUp, false), Cancel));
        var address = page.QuerySelector<IHtmlAnchorElement>("#happened a")!.GetAttribute("href")!.Split("check=")[1];
        var again = await browser.PageAsync(ChecksLinks.Check(long.Parse(address, System.Globalization.CultureInfo.InvariantCulture)));
        Sender(again).ShouldContain(Proved);
        again.QuerySelector("#look-up").ShouldBeNull("the office lets nobody be asked now");
    }

    [Fact]
    public async Task A_name_server_that_is_away_is_told_plainly_and_a_press_asks_again()
    {
        var (mail, records) = await RecordsAsync();
        var server = await DnsServer.StartAsync(records);
        var names = new Switch(new DomainNames(new IPEndPoint(IPAddress.Loopback, 9)));
        await using var desk = await StartAsync(names);
        await AllowAsync(desk);
        var browser = await desk.SignedInAsync(Role.Viewer);
        var page = await UploadAsync(browser, mail);
        Sender(page).ShouldContain("What sender.example says about its mail could not be asked now (not checked)");
        Sender(page).ShouldNotContain("(looked up)");

        names.To = new DomainNames(server.Address);
        var address = (await browser.SubmitAsync(page, "#look-up", buttonSelector: "#look-up-sender")).Headers.Location!.ToString();
        page = await browser.PageAsync(address);
        Sender(page).ShouldContain(Proved);
        (await desk.LedgerAsync("check.sender-looked-up")).ShouldHaveSingleItem().Leaf.AsSpan().IndexOf("sender.example"u8).ShouldBe(-1);

        // One that knows less does not take the place of one that knows more.
        await server.DisposeAsync();
        names.To = new DomainNames(server.Address);
        page = await browser.PageAsync((await browser.SubmitAsync(page, "#look-up", buttonSelector: "#look-up-sender")).Headers.Location!.ToString());
        page.QuerySelector("main")!.TextContent.ShouldContain("Less could be found out this time");
        Sender(page).ShouldContain(Proved);
    }

    [Fact]
    public async Task Nobody_is_asked_unless_the_office_allows_it_and_never_about_chats_connections_and_what_was_passed_on_as_text()
    {
        var zone = new TestZone();
        await using var desk = await StartAsync(zone);
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await UploadAsync(browser, Encoding.UTF8.GetBytes(CheckDesk.Scam));
        Sender(page).ShouldBe("Not checked.");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("Your office has nothing looked up about senders");
        (await browser.PageAsync(ChecksLinks.Mail)).QuerySelector("#looked-up")!.TextContent.ShouldContain("Nothing. Your office has not allowed it");
        zone.Asked.ShouldBeEmpty();

        await AllowAsync(desk);
        await CheckDesk.CheckAsync(desk, "Signal Support: send us the code you just received", Role.Author, keep: false);
        await CheckDesk.InScopeAsync(desk, null, s => s.GetRequiredService<MailChecks>().ConnectionAsync(new() { Platform = "x", Handle = "@alex_mp" }, Cancel));
        await CheckDesk.CheckAsync(desk, "From: Jo <jo@sender.example>\r\nSubject: Fwd: Pay\r\nMessage-ID: <9@x.example>\r\n\r\n---------- Forwarded message ---------\r\nFrom: Netflix <billing@netflix-billing.top>\r\nDate: Fri, 27 Nov 2026\r\nSubject: Pay\r\nTo: <jo@sender.example>\r\n\r\nPay now.\r\n", Role.Author, keep: false);
        var mailbox = await CheckDesk.MailboxAsync(desk, Role.Author, CheckDesk.Scam, CheckDesk.Genuine);
        (await CheckDesk.RunAsync(desk, mailbox)).ShouldBeTrue();
        zone.Asked.ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.MessageChecks.CountAsync(c => c.LookedUp != null, Cancel))).ShouldBe(0);
        await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        zone.Asked.ShouldContain("TXT _dmarc.pay-pal-secure.example");
    }

    [Fact]
    public async Task A_forwarder_whom_the_office_believes_excuses_a_broken_proof_on_the_page()
    {
        var zone = new TestZone().Text("_dmarc.sender.example", "v=DMARC1; p=reject");
        var mail = SignedMail.Seal(zone, "lists.example", "dmarc=pass");
        await using var desk = await StartAsync(zone);
        await AllowAsync(desk);
        var browser = await desk.SignedInAsync(Role.Moderator);
        Sender(await UploadAsync(browser, mail)).ShouldContain("your office does not trust lists.example to seal (looked up)");
        await desk.WithDbAsync(db => db.CheckSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.Sealers, "other.example\nlists.example"), Cancel));
        Sender(await UploadAsync(browser, mail)).ShouldContain("lists.example saw that its sender was genuine before it was passed on (looked up)");
    }

    [Fact]
    public async Task Only_who_may_see_a_check_has_its_sender_looked_up()
    {
        var zone = new TestZone();
        await using var desk = await StartAsync(zone);
        await AllowAsync(desk);
        await AllowAsync(desk, desk.OtherOfficeId);
        var mine = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: false);
        var kept = await CheckDesk.CheckAsync(desk, CheckDesk.Scam, Role.Author, keep: true);
        var chat = await CheckDesk.CheckAsync(desk, "send us the code", Role.Author, keep: true);
        zone.Asked.Clear();
        async Task<bool?> PressAsync(long id, Role role, long? office = null) =>
            await CheckDesk.InScopeAsync(desk, office, async s => await s.GetRequiredService<LookUpsAgain>().AskAsync(id, await CheckDesk.PersonAsync(s, role), Cancel));
        (await PressAsync(mine, Role.Manager)).ShouldBeNull();
        (await PressAsync(kept, Role.Manager, desk.OtherOfficeId)).ShouldBeNull();
        (await PressAsync(chat, Role.Author)).ShouldBeNull();
        zone.Asked.ShouldBeEmpty();
        (await PressAsync(mine, Role.Author)).ShouldBe(true);
        (await PressAsync(kept, Role.Viewer)).ShouldBe(true);
        zone.Asked.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_kept_is_bounded_and_what_can_not_be_read_counts_for_nothing()
    {
        var facts = new Serjeant.Mail.Authentication.AuthenticationFacts(default, default, default, default, "", "") { Notes = [new(Serjeant.Mail.Authentication.ProofMethod.Dkim, Serjeant.Mail.Authentication.Proof.Fail, Serjeant.Mail.Authentication.KnownBy.LookUp, "<script>" + new string('x', 50_000))] };
        var written = new SenderLookUp(DateTimeOffset.UnixEpoch, facts).Write();
        written.Length.ShouldBeLessThan(2_000);
        written.ShouldNotContain("<script>");
        SenderLookUp.Read(written)!.Facts.Notes.Single().Result.ShouldBe(Serjeant.Mail.Authentication.Proof.Fail);
        foreach (var bad in new[] { null, "", "null", "{", "[]", "{\"at\":1}", "{\"at\":\"2026-01-01T00:00:00Z\",\"facts\":null}", "{\"facts\":{\"notes\":null}}", "{\"facts\":{\"dmarc\":\"holds\"}}" })
            SenderLookUp.Read(bad).ShouldBeNull(bad);
    }

    internal static Task<TestDesk> StartAsync(IDomainNames names) => TestDesk.StartAsync(builder => builder.Services.AddSingleton(names));

    internal static Task<int> AllowAsync(TestDesk desk, long? office = null) => desk.WithDbAsync(async db =>
    {
        db.CheckSettings.Add(new CheckSettings { OfficeId = office ?? desk.OfficeId, LooksUp = true });
        return await db.SaveChangesAsync(Cancel);
    }, office);

    internal static string Sender(IParentNode page) => page.QuerySelector("#sender")!.TextContent.Trim();

    internal static async Task<IHtmlDocument> UploadAsync(TestBrowser browser, byte[] mail)
    {
        var form = await browser.PageAsync(ChecksLinks.Mail);
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("#check input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(""), "Text" },
            { new ByteArrayContent(mail), "Upload", "mail.eml" },
        };
        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, ChecksLinks.Mail) { Content = parts });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await browser.PageAsync(sent.Headers.Location!.ToString());
    }

    /// <summary>A signed mail and what a name server must say to prove it.</summary>
    internal static async Task<(byte[] Mail, string Records)> RecordsAsync()
    {
        var zone = new TestZone();
        var mail = SignedMail.Sign(zone);
        var key = (await zone.TextsAsync("s1._domainkey.sender.example", Cancel)).Values[0];
        return (mail, $"""
            txt-record=s1._domainkey.sender.example,{string.Join(',', key.Chunk(200).Select(c => $"\"{new string(c)}\""))}
            txt-record=_dmarc.sender.example,"v=DMARC1; p=reject"
            """);
    }

    /// <summary>Whom to ask can change while the desk runs, as when a network comes back.</summary>
    internal sealed class Switch(IDomainNames first) : IDomainNames
    {
        internal IDomainNames To { get; set; } = first;

        public Task<DnsAnswer<string>> TextsAsync(string name, CancellationToken cancel) => To.TextsAsync(name, cancel);

        public Task<DnsAnswer<IPAddress>> AddressesAsync(string name, System.Net.Sockets.AddressFamily family, CancellationToken cancel) => To.AddressesAsync(name, family, cancel);

        public Task<DnsAnswer<string>> MailServersAsync(string name, CancellationToken cancel) => To.MailServersAsync(name, cancel);

        public Task<DnsAnswer<string>> NamesOfAsync(IPAddress address, CancellationToken cancel) => To.NamesOfAsync(address, cancel);
    }
}
