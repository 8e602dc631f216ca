using System.Diagnostics;
using System.Text.Json.Nodes;
using Serjeant.EndToEnd.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>The extension in a real Firefox: it loads for a session, its background page runs, its window comes up, and it pairs.</summary>
public sealed class FirefoxTests
{
    [Fact]
    public async Task The_extension_starts_in_Firefox_and_pairs_once()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/firefox-esr"), "Debian's firefox-esr is not here: tools/needs test");
        var extension = Path.Combine(ArchiveShelf.Tools, "..", "..", "extension");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(ArchiveShelf.Tools, "firefox.mjs"), extension])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        node.ExitCode.ShouldBe(0, await error);

        var found = JsonNode.Parse(await output)!;
        ((string)found["background"]!).ShouldBe("running");
        ((string)found["popup"]!).ShouldContain("Pair this browser with your desk");
        ((string)found["paired"]!).ShouldContain("Keep this page as evidence");
        // The window and the browser's leave both ask, and a code works once.
        found["asked"]!.AsArray().Select(a => (string)a!).ShouldBe(["POST /api/browser/pair", "GET /api/browser/me"]);
        found["errors"]!.AsArray().ShouldBeEmpty();
        // What Firefox does not know is only what Chromium alone has.
        found["unknown"]!.AsArray().Select(u => (string)u!).Order().ShouldBe(["offscreen", "pageCapture"]);
    }
}
