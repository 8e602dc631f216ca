using System.Net;
using Serjeant.Chapters.Checks;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class ConnectionCheckTests
{
    [Fact]
    public async Task An_account_in_the_politicians_name_is_found_out_beside_their_own()
    {
        await using var desk = await TestDesk.StartAsync();
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.PageAsync(ChecksLinks.Connection)).QuerySelector("main")!.TextContent.ShouldContain("Put the politician’s own accounts");
        await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Contacts), "#add",
            new Dictionary<string, string> { ["Form.Name"] = "Alex Example", ["Form.Platform"] = "x", ["Form.Handle"] = "@AlexExampleMP", ["Form.Ours"] = "true" });
        var fake = await CheckAsync(browser, ("Form.Platform", "x"), ("Form.Handle", "@alexexamp1emp"), ("Form.Name", "Alex Example MP"), ("Form.AgeDays", "5"), ("Form.Mutuals", "0"), ("Form.Bio", "Official account"));
        fake.QuerySelector("#answer h1")!.TextContent.ShouldBe("Very likely not genuine");
        fake.QuerySelector("#answer")!.TextContent.ShouldSatisfyAllConditions(t => t.ShouldContain("Alex Example"), t => t.ShouldContain("@alexexamp1emp"), t => t.ShouldContain("@alexexamplemp"));
        fake.QuerySelector("#report")!.TextContent.ShouldContain("on the platform");

        var own = await CheckAsync(browser, ("Form.Platform", "x"), ("Form.Handle", "alexexamplemp"), ("Form.Name", "Alex Example"), ("Form.AgeDays", "5"));
        own.QuerySelector("#answer h1")!.TextContent.ShouldBe("No warning signs found");
        own.QuerySelector("#answer")!.TextContent.ShouldContain("that is in your contact book");
        (await browser.PageAsync(ChecksLinks.History() + "?words=alexexamp1emp")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_ordinary_request_has_no_warning_signs()
    {
        await using var desk = await TestDesk.StartAsync();
        var page = await CheckAsync(await desk.SignedInAsync(Role.Viewer), ("Form.Platform", "linkedin"), ("Form.Handle", "sam-lee"), ("Form.Name", "Sam Lee"), ("Form.Bio", "Gardener in Hembury"), ("Form.Mutuals", "12"), ("Form.AgeDays", "3000"));
        page.QuerySelector("#answer h1")!.TextContent.ShouldBe("No warning signs found");
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> CheckAsync(TestBrowser browser, params (string Name, string Value)[] fields)
    {
        var answer = await browser.SubmitAsync(await browser.PageAsync(ChecksLinks.Connection), "#connection", fields.ToDictionary(f => f.Name, f => f.Value));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return await browser.PageAsync(answer.Headers.Location!.ToString());
    }
}
