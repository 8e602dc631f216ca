using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.Learning;

/// <summary>Learning that broke off goes on from where it was; and the folder is chosen among those that the server lists.</summary>
public sealed class LearningResumedTests
{
    private const int Messages = 450;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_server_goes_away_the_page_says_so_and_a_press_goes_on_without_counting_anything_twice()
    {
        await using var mail = await MailDesk.StartAsync();
        var (browser, id) = await BrokenOffAsync(mail);
        var broken = await JobAsync(mail);
        (broken.State, broken.Total).ShouldBe((LearningState.Failed, Messages));
        broken.Read.ShouldBeInRange(100, Messages - 1);
        broken.Secret.ShouldNotBeEmpty();
        var page = await browser.PageAsync(ChecksLinks.Learn);
        page.QuerySelector("#learned")!.TextContent.ShouldContain($"Broke off after {broken.Read:N0} of {Messages} messages, which are kept. ");
        // Still away: said again, and nothing is lost.
        await browser.SubmitAsync(page, "#learned", buttonSelector: "#learned button[formaction*=Again]");
        await LearningTests.RunAsync(mail, id, Cancel);
        (await JobAsync(mail)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(LearningState.Failed), j => j.Read.ShouldBe(broken.Read), j => j.Error!.ShouldContain("can’t be reached"));

        await using var wire = new CutWire(mail.Servers.SubmissionPort, mail.Servers.ImapPort, int.MaxValue);
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Learn), "#learned", buttonSelector: "#learned button[formaction*=Again]");
        await LearningTests.RunAsync(mail, id, Cancel);
        await IsWholeAsync(mail);
        (await mail.Desk.LedgerAsync("contacts.learning-resumed")).Count.ShouldBe(2);
        // Done is done: nothing to press.
        (await browser.PageAsync(ChecksLinks.Learn)).QuerySelector("#learned button[formaction*=Again]").ShouldBeNull();
    }

    [Fact]
    public async Task After_a_day_the_password_is_gone_and_the_form_goes_on_from_the_same_place()
    {
        await using var mail = await MailDesk.StartAsync();
        var (browser, id) = await BrokenOffAsync(mail);
        await mail.Desk.WithDbAsync(db => db.ContactLearnings.ExecuteUpdateAsync(set => set.SetProperty(l => l.FinishedAt, DateTimeOffset.UtcNow.AddHours(-25)), Cancel));
        await ActivatorUtilities.CreateInstance<LearningWorker>(mail.Desk.App.Services).SweepAsync(Cancel);
        (await JobAsync(mail)).Secret.ShouldBeEmpty();
        (await browser.PageAsync(ChecksLinks.Learn)).QuerySelector("#learned button[formaction*=Again]").ShouldBeNull();
        (await LearningTests.AskAsync(browser, mail, folder: "Old")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await LearningTests.RunAsync(mail, id, Cancel);
        await IsWholeAsync(mail);
    }

    [Fact]
    public async Task Nobody_else_can_press_try_again()
    {
        await using var mail = await MailDesk.StartAsync();
        var (_, id) = await BrokenOffAsync(mail);
        var other = await mail.Desk.SignedInAsync(Role.Moderator);
        var page = await other.PageAsync(ChecksLinks.Learn);
        page.QuerySelector("#learned button[formaction*=Again]").ShouldBeNull();
        (await other.SubmitAsync(page, "#learn", new Dictionary<string, string> { ["job"] = $"{id}" }, to: ChecksLinks.Learn + "?handler=Again")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await JobAsync(mail)).State.ShouldBe(LearningState.Failed);
    }

    [Fact]
    public async Task The_folder_is_chosen_from_those_that_the_server_lists_with_sent_mail_first()
    {
        await using var mail = await MailDesk.StartAsync();
        await LearningTests.FillAsync(mail, MailDesk.Jane, "Archive/Old", [("Ruth Caseworker", "ruth@council.example", 40)]);
        await LearningTests.FillAsync(mail, MailDesk.Jane, "Gesendet", [("Ruth Caseworker", "ruth@council.example", 40)]);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        var listed = await ListAsync(browser, mail, MailServers.Password);
        var page = await TestBrowser.ReadAsync(listed);
        // Only its mark (RFC 6154) tells that this one is of sent mail.
        page.QuerySelectorAll("#learn select[name='Form.Folder'] option").Select(o => o.TextContent.Trim()).ShouldBe(["Gesendet", "Archive", "Archive/Old", "INBOX"], ignoreOrder: true);
        page.QuerySelector("#learn select[name='Form.Folder'] option[selected]")!.TextContent.Trim().ShouldBe("Gesendet");
        page.Body!.InnerHtml.ShouldNotContain(MailServers.Password);
        // The password need not be typed again.
        (await browser.SubmitAsync(page, "#learn", new Dictionary<string, string> { ["Form.Folder"] = "Archive/Old", ["Form.Agreed"] = "true" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ActivatorUtilities.CreateInstance<LearningWorker>(mail.Desk.App.Services).RunOneAsync(Cancel)).ShouldBeTrue();
        (await JobAsync(mail)).ShouldSatisfyAllConditions(j => j.Folder.ShouldBe("Archive/Old"), j => j.State.ShouldBe(LearningState.Done), j => j.Read.ShouldBe(1));

        var refused = await ListAsync(browser, mail, "wrong");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var typed = await TestBrowser.ReadAsync(refused);
        typed.QuerySelector("#learn input[name='Form.Folder']").ShouldNotBeNull();
        typed.QuerySelector("#learn")!.TextContent.ShouldContain("You can also type the folder’s name");
    }

    private static async Task<HttpResponseMessage> ListAsync(TestBrowser browser, MailDesk mail, string password) =>
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Learn), "#learn", new Dictionary<string, string>
        {
            ["Form.Host"] = "127.0.0.1",
            ["Form.Port"] = $"{mail.Servers.ImapPort}",
            ["Form.Tls"] = "Immediate",
            ["Form.User"] = MailDesk.Jane,
            ["Form.Way"] = "Password",
            ["Form.Password"] = password,
            ["Form.Folder"] = "",
        }, buttonSelector: "#learn button[formaction*=Folders]");

    /// <summary>The connection breaks while mail is read, and nobody answers afterwards.</summary>
    private static async Task<(TestBrowser Browser, long Id)> BrokenOffAsync(MailDesk mail)
    {
        await LearningTests.FillAsync(mail, MailDesk.Jane, "Old", [.. Enumerable.Range(0, Messages).Select(i => ($"Person Number{(char)('a' + i % 20)}", $"p{i % 20}@people.example", 500 - i))]);
        var browser = await mail.Desk.SignedInAsync(Role.Manager);
        // A port that the desk may use and that nothing listens on here.
        await LearningTests.AskAsync(browser, mail, folder: "Old", port: mail.Servers.SubmissionPort);
        var id = (await JobAsync(mail)).Id;
        await using var wire = new CutWire(mail.Servers.SubmissionPort, mail.Servers.ImapPort, 60_000);
        await LearningTests.RunAsync(mail, id, Cancel);
        return (browser, id);
    }

    private static async Task IsWholeAsync(MailDesk mail)
    {
        var job = await JobAsync(mail);
        (job.State, job.Read, job.Total, job.Secret, job.Error).ShouldBe((LearningState.Done, Messages, Messages, "", null));
        (await mail.Desk.WithDbAsync(async db => (await db.LearnedContacts.SumAsync(c => c.Written, Cancel), await db.LearnedContacts.CountAsync(Cancel)))).ShouldBe((Messages, 20));
    }

    private static Task<ContactLearning> JobAsync(MailDesk mail) => mail.Desk.WithDbAsync(db => db.ContactLearnings.AsNoTracking().SingleAsync(Cancel));
}
