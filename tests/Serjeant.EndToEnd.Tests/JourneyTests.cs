using System.IO.Compression;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>The whole thread: a message, a decision, a case, evidence, a pack that checks out, and a ledger that proves it.</summary>
public sealed class JourneyTests(OpenDemo demo) : IClassFixture<OpenDemo>
{
    [Theory]
    [InlineData(Visitor.Desktop)]
    [InlineData(Visitor.Phone)]
    public async Task From_a_message_to_a_pack_the_police_can_use(int width)
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, name: "journey");

        await CaseWalk.SignInAsAsync(visitor, "moderator");
        var theCase = await CaseWalk.MakeCaseAsync(visitor);
        await CaseWalk.AskTheGuideAsync(visitor, theCase);
        await CaseWalk.LogAReportAsync(visitor, theCase);
        await CaseWalk.UploadAsync(visitor, theCase);
        await CaseWalk.CaptureAsync(visitor, theCase, demo.Platform);
        var pack = await CaseWalk.PackAsync(visitor, theCase, demo.Folder);

        using (var zip = ZipFile.OpenRead(pack))
        {
            var names = zip.Entries.Select(e => e.FullName[(e.FullName.IndexOf('/') + 1)..]).ToList();
            names.ShouldContain(n => n.EndsWith("data/report.pdf") || n == "report.pdf");
            names.ShouldContain(n => n.EndsWith("VERIFY.txt"));
        }
        var (code, said) = await Command.RunAsync("verify", pack);
        code.ShouldBe(0, said);

        var export = Path.Combine(demo.Folder, $"ledger-{width}.ndjson");
        (code, said) = await Command.RunAsync("ledger", "export", "--office", "1", "--out", export, "--data", demo.Folder);
        code.ShouldBe(0, said);
        (code, said) = await Command.RunAsync("ledger", "verify", export);
        code.ShouldBe(0, said);
    }

    [Fact]
    public async Task Decisions_and_cases_work_without_javascript()
    {
        await using var desk = await DeskProcess.StartAsync(null, null, "--demo");
        await using var chromium = await Chromium.StartAsync();
        await using var visitor = await Visitor.NewAsync(chromium.Browser, desk.Address, Visitor.Phone, script: false, name: "plain");

        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await CaseWalk.MakeCaseAsync(visitor);

        await visitor.GoAsync("/inbox");
        var before = await visitor.Page.Locator("input[type=checkbox][name='Form.Pick']").First.GetAttributeAsync("value");
        await visitor.Page.Locator("input[type=checkbox][name='Form.Pick']").First.CheckAsync(new() { Force = true });
        await SetUpWalk.PressAsync(visitor.Page, "Hide");
        await visitor.LookAsync("after hiding");
        (await visitor.Page.Locator($"[name='Form.Pick'][value='{before}']").CountAsync()).ShouldBe(0);
    }
}
