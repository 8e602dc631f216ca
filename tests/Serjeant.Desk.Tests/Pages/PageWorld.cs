using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Checks;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.SetUp;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>A desk on which every page has something to show, and the browsers of everybody who may come.</summary>
public sealed class PageWorld : IAsyncLifetime
{
    public const string TokenField = "__RequestVerificationToken";

    private readonly Dictionary<string, string> rows = [];
    private readonly Dictionary<Link, TestBrowser> linkHolders = [];

    internal TestDesk Desk { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Desk = await TestDesk.StartAsync();
        await TestMessages.ProtocolAsync(Desk);
        await AddMessagesAsync();
        await AddCaseAsync();
        await UploadAsync();
        await AddChecksAsync();
        rows["office"] = Text(Desk.OfficeId);
        rows["person"] = Text(await Desk.PersonAsync(Role.Viewer));
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    /// <summary>The address or value with this world's rows in it.</summary>
    public string Fill(string template) => rows.Aggregate(template, (text, row) => text.Replace("{" + row.Key + "}", row.Value, StringComparison.Ordinal));

    /// <summary>A browser of each kind that may open the page, with a name for the failure's message.</summary>
    internal async Task<IReadOnlyList<(string Who, TestBrowser Browser)>> WelcomeAsync(Audience audience) => audience switch
    {
        { Roles: { } roles } => await BrowsersAsync(roles),
        { Link: { } link } => [(link.ToString(), await LinkHolderAsync(link))],
        _ => [("anybody", Desk.Browser())],
    };

    internal async Task<IReadOnlyList<(string Who, TestBrowser Browser)>> BrowsersAsync(IEnumerable<Role> roles)
    {
        var browsers = new List<(string, TestBrowser)>();
        foreach (var role in roles)
            browsers.Add((role.ToString(), await Desk.SignedInAsync(role)));
        return browsers;
    }

    /// <summary>The form token that a browser's own session would find on its pages.</summary>
    internal static async Task<string> TokenAsync(TestBrowser browser)
    {
        foreach (var address in new[] { "/me", "/sign-out" })
            if ((await browser.PageAsync(address)).QuerySelector($"input[name={TokenField}]")?.GetAttribute("value") is { } token)
                return token;
        throw new InvalidOperationException("There is no form to take a token from.");
    }

    internal async Task<HttpResponseMessage> SendAsync(TestBrowser browser, ExpectedPage page, ExpectedForm form, string? token)
    {
        var address = Fill(page.Address);
        if (form.Handler.Length > 0)
            address += (address.Contains('?') ? "&" : "?") + "handler=" + form.Handler;
        List<(string Name, string Value)> fields = [.. form.Fields.Select(f => (f.Name, Fill(f.Value)))];
        if (token is not null)
            fields.Insert(0, (TokenField, token));
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = form.Multipart ? Parts(fields) : Form(fields) });
    }

    /// <summary>One for each kind: coming so far takes many forms, and forms of signing in are counted.</summary>
    private async Task<TestBrowser> LinkHolderAsync(Link link) => linkHolders.TryGetValue(link, out var there) ? there : linkHolders[link] = await NewLinkHolderAsync(link);

    private async Task<TestBrowser> NewLinkHolderAsync(Link link)
    {
        if (link == Link.Joining)
            return await JoinAsync();
        var walk = new SetUpWalk(Desk) { Email = $"{Guid.NewGuid():N}@new-office.example" };
        await walk.StartAsync();
        await walk.OfficeAsync();
        await walk.PersonAsync();
        await walk.SignInWayAsync();
        if (link == Link.SettingUpAtTheKey)
            return walk.Browser;
        await walk.RecoveryKeyAsync();
        await walk.ContactsAsync();
        await walk.DataProtectionAsync();
        await walk.ProtocolAsync();
        return walk.Browser;
    }

    private async Task<TestBrowser> JoinAsync()
    {
        await using var scope = Desk.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = Desk.OfficeId;
        var person = await db.Users.SingleAsync(p => p.Role == Role.Author);
        person.PasswordHash = "chosen";
        var (_, token) = scope.ServiceProvider.GetRequiredService<OneTimeLinks>().Create(OneTimeLinkKind.Invitation, Desk.OfficeId, person.Id);
        await db.SaveChangesAsync();
        var browser = Desk.Browser();
        (await browser.SubmitAsync(await browser.PageAsync("/join/" + token), "form#start")).Headers.Location!.ToString().ShouldBe("/join/how");
        return browser;
    }

    private async Task AddMessagesAsync()
    {
        var id = await TestMessages.AddAsync(Desk, TestMessages.Praise);
        rows["message"] = Text(id);
        rows["author"] = Text((await Desk.MessageAsync(id)).AuthorId);
        // There is a reason to look at who sent it.
        await TestMessages.AddAsync(Desk, TestMessages.Advert);
        await Desk.DecidedAsync(DecisionKind.Leave, 100, "Nice weather in the north of the county");
        var handed = await TestMessages.AddAsync(Desk, "Could you look at the drains in Mill Lane, please?");
        rows["batch"] = (await Desk.DecideAsync(DecisionKind.HandToCasework, [handed])).Batch!.Value.ToString("N");
    }

    private async Task AddCaseAsync()
    {
        rows["case"] = Text(await Desk.CaseAsync("Threats", [await Desk.MessageAsync("We will find you")]));
        await Desk.WithDbAsync(async db =>
        {
            var found = await db.Cases.SingleAsync();
            var report = db.CaseReports.Add(new CaseReport
            {
                OfficeId = Desk.OfficeId,
                CaseId = found.Id,
                To = ReportTo.Platform,
                Recipient = "X",
                MadeAt = found.OpenedAt,
                MadeById = found.OpenedById,
            }).Entity;
            await db.SaveChangesAsync();
            var exhibit = await db.Exhibits.Include(e => e.Files).SingleAsync(e => e.CaseId != null);
            var loose = db.Exhibits.Add(new Exhibit
            {
                OfficeId = Desk.OfficeId,
                Key = "upload:loose",
                Label = "TP/900",
                Title = "Kept for later",
                Source = ExhibitSource.Upload,
                Outcome = "Supplied",
                ManifestHash = new string('0', 64),
                MadeById = found.OpenedById,
                MadeAt = found.OpenedAt,
                Files = [new ExhibitFile { OfficeId = Desk.OfficeId, Path = "files/a.png", MediaType = "image/png", Hash = new string('0', 64) }],
            }).Entity;
            var sealedOff = db.Exhibits.Add(new Exhibit
            {
                OfficeId = Desk.OfficeId,
                Key = "upload:sealed",
                Label = "TP/901",
                Title = "Sealed off",
                Source = ExhibitSource.Upload,
                Outcome = "Supplied",
                ManifestHash = new string('1', 64),
                MadeById = found.OpenedById,
                MadeAt = found.OpenedAt,
                SealedOffAt = found.OpenedAt,
            }).Entity;
            await db.SaveChangesAsync();
            rows["sealed"] = Text(sealedOff.Id);
            rows["loose"] = Text(loose.Id);
            rows["report"] = Text(report.Id);
            rows["exhibit"] = Text(exhibit.Id);
            rows["file"] = Text(exhibit.Files.Single(f => f.Path == "text.txt").Id);
            return true;
        });
        // Both have looked at the file already, so that a form of theirs with a mistake is no new look.
        foreach (var role in new[] { Role.Manager, Role.Moderator })
        {
            var browser = await Desk.SignedInAsync(role);
            var redact = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(Fill("/cases/exhibits/{exhibit}/redact/{file}")), "#open"));
            (await browser.SubmitAsync(redact, "#redact", new Dictionary<string, string> { ["Words"] = "find", ["Why"] = "x" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    /// <summary>A table whose text column nobody can guess.</summary>
    private async Task UploadAsync()
    {
        var browser = await Desk.SignedInAsync(Role.Moderator);
        using var parts = Parts([(TokenField, await TokenAsync(browser))]);
        parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "Upload", "t.csv");
        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/inbox/import") { Content = parts });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        rows["import"] = sent.Headers.Location!.ToString().Split('/')[^1];
    }

    private async Task AddChecksAsync()
    {
        rows["check"] = Text(await CheckDesk.CheckAsync(Desk, CheckDesk.Scam, Role.Moderator, keep: true));
        rows["look"] = Text(await CheckDesk.LookDoneAsync(Desk, Role.Moderator, long.Parse(rows["check"], CultureInfo.InvariantCulture)));
        rows["mailbox"] = Text(await CheckDesk.MailboxAsync(Desk, Role.Moderator, CheckDesk.Scam));
        var (containment, step) = await CheckDesk.ContainmentAsync(Desk, Role.Moderator);
        (rows["containment"], rows["step"]) = (Text(containment), Text(step));
    }

    /// <summary>Every change of any office has an entry in a ledger, so as many entries as before is nothing changed.</summary>
    internal Task<int> EntriesAsync() => Desk.WithDbAsync(db => db.LedgerEntries.IgnoreQueryFilters().CountAsync());

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));

    private static MultipartFormDataContent Parts(IEnumerable<(string Name, string Value)> fields)
    {
        var parts = new MultipartFormDataContent { { new StringContent(""), "Nothing" } };
        foreach (var (name, value) in fields)
            parts.Add(new StringContent(value), name);
        return parts;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
