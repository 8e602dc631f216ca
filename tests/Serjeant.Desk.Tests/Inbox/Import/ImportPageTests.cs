using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox;
using Serjeant.Chapters.Inbox.Import;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Inbox.Import;

public sealed class ImportPageTests
{
    private const string Mail = "From: Jo <jo@example.org>\nSubject: Hello\n\nGood morning";
    private const string Table = "Comment,By,When\nResign now,jo,2026-03-01 10:00\n,al,2026-03-01 11:00\n";

    [Fact]
    public async Task A_file_is_uploaded_checked_brought_in_and_told()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var draft = await UploadAsync(browser, "comments.csv", Table);
        draft.QuerySelector("h1")!.TextContent.ShouldBe("Check before it comes in");
        draft.QuerySelector<IHtmlSelectElement>("select[name='Draft.Map[Text]']")!.Value.ShouldBe("Comment");

        var chosen = new Dictionary<string, string> { ["Draft.Map[Author]"] = "By", ["Draft.Map[SentAt]"] = "When", ["Draft.Platform"] = "YouTube" };
        var started = await browser.SubmitAsync(draft, "#draft", chosen, "#start");
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var waiting = await browser.PageAsync(started.Headers.Location!.ToString());
        waiting.QuerySelector("h1")!.TextContent.ShouldBe("Waiting its turn");
        await WorkAsync(desk);

        var done = await browser.PageAsync(started.Headers.Location!.ToString());
        done.QuerySelector("h1")!.TextContent.ShouldBe("Done");
        done.Body!.TextContent.ShouldContain("comments.csv, line 3");
        var message = await desk.Desk.WithDbAsync(db => db.Messages.Include(m => m.Author).SingleAsync());
        (message.Text, message.Author!.Handle, message.Platform).ShouldBe(("Resign now", "jo", Moderation.Platform.YouTube));
        Directory.GetFiles(Path.Combine(desk.Desk.DataFolder, "spool")).ShouldBeEmpty();
        (await desk.Desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action == "import.started").Select(e => e.ActorId).SingleAsync())).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_can_be_thrown_away_before_it_comes_in()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Manager);
        var gone = await browser.SubmitAsync(await UploadAsync(browser, "a.eml", Mail), "#draft", null, "#discard");

        gone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Desk.WithDbAsync(db => db.ImportJobs.CountAsync())).ShouldBe(0);
        Directory.GetFiles(Path.Combine(desk.Desk.DataFolder, "spool")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_without_a_text_column_is_told_with_422_at_the_field()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var draft = await UploadAsync(browser, "t.csv", "a,b\n1,2\n");
        var refused = await browser.SubmitAsync(draft, "#draft", null, "#start");

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestBrowser.ReadAsync(refused);
        var link = page.QuerySelector(".govuk-error-summary a")!;
        page.GetElementById(link.GetAttribute("href")![1..])!.GetAttribute("name").ShouldBe("Draft.Map[Text]");
    }

    [Theory]
    [InlineData("", "", "Choose a file.")]
    [InlineData("report.pdf", "%PDF-1.7", "PDF")]
    [InlineData("cut.zip", "PK\u0003\u0004 and no more", "not a whole zip file")]
    public async Task A_file_that_cannot_be_used_is_told_with_422_and_leaves_nothing(string name, string content, string error)
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var refused = await PostAsync(browser, await TokenAsync(browser), name, content);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestBrowser.ReadAsync(refused);
        var link = page.QuerySelector(".govuk-error-summary a")!;
        link.TextContent.ShouldContain(error);
        page.GetElementById(link.GetAttribute("href")![1..])!.GetAttribute("type").ShouldBe("file");
        Directory.Exists(Path.Combine(desk.Desk.DataFolder, "spool")).ShouldBe(name.Length > 0);
        if (name.Length > 0)
            Directory.GetFiles(Path.Combine(desk.Desk.DataFolder, "spool")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_without_its_token_or_with_the_token_after_the_file_is_refused_with_400()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var token = await TokenAsync(browser);

        (await PostAsync(browser, null, "a.eml", Mail)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(browser, "wrong", "a.eml", Mail)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(browser, token, "a.eml", Mail, tokenLast: true)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, InboxLinks.BringIn) { Content = new StringContent("x") })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.Desk.WithDbAsync(db => db.ImportJobs.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    [InlineData(Role.Principal)]
    public async Task Only_those_who_may_bring_messages_in_see_the_pages(Role role)
    {
        await using var desk = await ImportDesk.StartAsync();
        var id = await desk.QueueAsync(desk.WriteMessages(3));
        var browser = await desk.Desk.SignedInAsync(role);

        foreach (var address in new[] { InboxLinks.BringIn, InboxLinks.Import(id), InboxLinks.ImportProgress(id) })
            (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_offices_import_is_not_found()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Manager);
        var own = await UploadAsync(browser, "a.eml", Mail);
        var other = await desk.QueueAsync(desk.WriteMessages(3), desk.Desk.OtherOfficeId);

        (await browser.GetAsync(InboxLinks.Import(other))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync(InboxLinks.ImportProgress(other))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var button in new[] { "#start", "#preview", "#discard" })
        {
            own.QuerySelector(button)!.SetAttribute("formaction", own.QuerySelector(button)!.GetAttribute("formaction")!.Replace(new Uri(own.Url).AbsolutePath, InboxLinks.Import(other), StringComparison.Ordinal));
            (await browser.SubmitAsync(own, "#draft", null, button)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        foreach (var handler in new[] { "Stop", "Resume" })
        {
            own.QuerySelector("#preview")!.SetAttribute("formaction", InboxLinks.Import(other) + "?handler=" + handler);
            (await browser.SubmitAsync(own, "#draft", null, "#preview")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await desk.Desk.WithDbAsync(db => db.ImportJobs.IgnoreQueryFilters().SingleAsync(j => j.Id == other))).State.ShouldBe(ImportState.Queued);
    }

    [Fact]
    public async Task What_a_stranger_wrote_is_shown_as_text_only()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var page = await UploadAsync(browser, "<script>alert(1)<b>.csv", "<script>alert(2)</script>,text\nx,<img src=x onerror=alert(3)>\n");

        page.QuerySelectorAll("main script, main img").ShouldBeEmpty();
        page.Body!.TextContent.ShouldContain("<img src=x onerror=alert(3)>");
        page.QuerySelector("h2")!.TextContent.ShouldBe("The first entries");
    }

    [Fact]
    public async Task The_progress_bar_asks_again_until_there_is_nothing_to_wait_for()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var started = await browser.SubmitAsync(await UploadAsync(browser, "a.eml", Mail), "#draft", null, "#start");
        var address = started.Headers.Location!.ToString() + "/progress";

        (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var going = await TestBrowser.ReadAsync(await browser.SendAsync(ByScript(address)));
        going.QuerySelector("#import-progress")!.GetAttribute("hx-get").ShouldBe(address);
        await WorkAsync(desk);
        var done = await browser.SendAsync(ByScript(address));
        done.Headers.GetValues("HX-Refresh").ShouldBe(["true"]);
        (await TestBrowser.ReadAsync(done)).QuerySelector("#import-progress")!.HasAttribute("hx-get").ShouldBeFalse();
    }

    [Fact]
    public async Task An_import_is_stopped_and_goes_on_by_its_buttons()
    {
        await using var desk = await ImportDesk.StartAsync();
        var browser = await desk.Desk.SignedInAsync(Role.Moderator);
        var started = await browser.SubmitAsync(await UploadAsync(browser, "a.eml", Mail), "#draft", null, "#start");
        var address = started.Headers.Location!.ToString();

        await browser.SubmitAsync(await browser.PageAsync(address), "#import-actions", null, "#stop");
        var stopped = await browser.PageAsync(address);
        stopped.QuerySelector("h1")!.TextContent.ShouldBe("Stopped");
        await WorkAsync(desk);
        (await desk.CountAsync()).ShouldBe(0);

        await browser.SubmitAsync(stopped, "#import-actions", null, "#resume");
        await WorkAsync(desk);
        (await desk.CountAsync()).ShouldBe(1);
    }

    private static HttpRequestMessage ByScript(string address) => new(HttpMethod.Get, address) { Headers = { { "HX-Request", "true" } } };

    private static async Task WorkAsync(ImportDesk desk)
    {
        var worker = ActivatorUtilities.CreateInstance<Workers.ImportWorker>(desk.Desk.App.Services);
        await worker.RunOneAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IHtmlDocument> UploadAsync(TestBrowser browser, string name, string content)
    {
        var sent = await PostAsync(browser, await TokenAsync(browser), name, content);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await browser.PageAsync(sent.Headers.Location!.ToString());
    }

    private static async Task<string> TokenAsync(TestBrowser browser) =>
        (await browser.PageAsync(InboxLinks.BringIn)).QuerySelector<IHtmlInputElement>("#upload input[name=__RequestVerificationToken]")!.Value;

    private static Task<HttpResponseMessage> PostAsync(TestBrowser browser, string? token, string name, string content, bool tokenLast = false)
    {
        const string boundary = "----a-browser";
        var form = new StringBuilder();
        void Token() => form.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\n{token}\r\n");
        if (token is not null && !tokenLast)
            Token();
        form.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"Upload\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{content}\r\n");
        if (tokenLast)
            Token();
        form.Append($"--{boundary}--\r\n");
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(form.ToString()));
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
        return browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, InboxLinks.BringIn) { Content = body });
    }
}
