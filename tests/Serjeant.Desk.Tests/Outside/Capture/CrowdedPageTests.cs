using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

/// <summary>More on a page than can be fetched. Which limit is met first hangs on what else the machine does, so nothing runs beside it.</summary>
[Collection(Alone.Name)]
public sealed class CrowdedPageTests(Browsers browsers) : CaptureTestBase(browsers)
{
    [Fact]
    public async Task Ten_thousand_things_on_a_page_end_at_the_limit_and_what_is_there_is_kept()
    {
        await using var site = await SiteAsync(app =>
        {
            app.Page("/", "<p>The post</p><script>for (let i = 0; i < 10000; i++) document.body.append(Object.assign(new Image(1, 1), { src: '/i/' + i }))</script>");
            app.MapGet("/i/{n}", async (HttpContext context) =>
            {
                await Task.Delay(50, context.RequestAborted); // 10,000 of them by six take 83 seconds
                return Results.Bytes(new byte[200], "image/png");
            });
        });
        var start = Stopwatch.GetTimestamp();
        using var result = await CaptureAsync(site, "/", Quick);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(InAll(Quick));
        result.Post.Outcome.ShouldBe(CaptureOutcome.Partial);
        result.Post.Missing.ShouldContain("The page had not finished loading after 2 seconds.");
        result.Post.Missing.ShouldContain("The page was still asking for more after 4 seconds. What came later is not here.");
        Read(result, "post/text.txt").ShouldContain("The post");
    }
}
