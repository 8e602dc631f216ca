using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serjeant.Commands;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Capture;

public sealed class CaptureCommandTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private string Kept => folder.File("kept");

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task A_capture_is_put_in_the_folder_with_a_manifest_that_reads_back()
    {
        await using var site = await TestSite.StartAsync((_, app) =>
        {
            app.Page("/post", "<p>A post");
            app.Page("/author", "<p>The author");
        });
        using var flushes = new Flushes(folder.Path);
        (await RunAsync(site.At("/post").AbsoluteUri, "--profile", site.At("/author").AbsoluteUri, "--out", Kept, "--allow", $"127.0.0.1:{site.Port}")).ShouldBe(0, output + error.ToString());
        flushes.Below(Kept).ShouldBe(Flushes.AllOf(Kept), ignoreOrder: true, "each file and folder is on the disk, under the name that it was written by");
        flushes.Paths[^1].ShouldBe(folder.Path, "and last the folder that has its name");
        var manifest = ExhibitManifest.Parse(await File.ReadAllBytesAsync(Path.Combine(Kept, ExhibitManifest.FileName), Cancel));
        manifest.Captures.Select(page => page.What).ShouldBe(["post", "profile"]);
        foreach (var file in manifest.Files)
            new FileInfo(Path.Combine(Kept, file.Path)).Length.ShouldBe(file.Bytes);
        File.Exists(Path.Combine(Kept, ExhibitManifest.SumsFileName)).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldHaveSingleItem();

        (await RunAsync(site.At("/post").AbsoluteUri, "--out", Kept)).ShouldBe(2);
        error.ToString().ShouldContain("not written over");
    }

    [Fact]
    public async Task A_page_that_is_gone_is_kept_and_the_exit_code_says_so()
    {
        await using var site = await TestSite.StartAsync((_, app) => app.Page("/", "<p>Gone", 404));
        (await RunAsync(site.At("/").AbsoluteUri, "--out", Kept, "--allow", $"127.0.0.1:{site.Port}")).ShouldBe(1);
        output.ToString().ShouldContain("404");
        Directory.Exists(Path.Combine(Kept, "post")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://localhost/")]
    public async Task A_private_address_leaves_nothing_behind(string address)
    {
        (await RunAsync(address, "--out", Kept)).ShouldBe(1);
        output.ToString().ShouldContain("Blocked: this address is private");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("file:///etc/passwd", "--out", "OUT")]
    [InlineData("http://127.0.0.1/", "--out", "OUT", "--allow", "localhost")]
    [InlineData("http://127.0.0.1/", "--out", "OUT", "--profile", "javascript:1")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("--out", "OUT")]
    public async Task What_is_not_understood_is_said(params string[] arguments)
    {
        (await RunAsync([.. arguments.Select(each => each == "OUT" ? Kept : each)])).ShouldBe(2);
        error.ToString().ShouldNotBeEmpty();
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopping_it_half_way_leaves_nothing_behind()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var site = await TestSite.StartAsync((_, app) => app.MapGet("/", async (HttpContext context) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }));
        (await RunAsync(stop.Token, site.At("/").AbsoluteUri, "--out", Kept, "--allow", $"127.0.0.1:{site.Port}")).ShouldBe(1);
        error.ToString().ShouldContain("Stopped");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(Cancel, arguments);

    private Task<int> RunAsync(CancellationToken cancel, params string[] arguments) =>
        RootCommandFactory.RunAsync(["capture", .. arguments], new() { Output = output, Error = error }, cancel);
}
