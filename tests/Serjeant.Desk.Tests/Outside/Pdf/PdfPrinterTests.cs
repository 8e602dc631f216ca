using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Serjeant.Outside.Pdf;
using Shouldly;
using UglyToad.PdfPig;

namespace Serjeant.Desk.Tests.Outside.Pdf;

public sealed class PdfPrinterTests(Browsers browsers)
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_is_a_sound_tagged_pdf_with_an_outline_a_language_and_page_numbers()
    {
        const string html = """
            <!doctype html><html lang="en-GB"><head><title>Case 12</title></head><body>
            <h1>Summary</h1><p>Three messages between 1 and 3 May.</p><h2>Exhibits</h2>
            <table><tr><th>Label</th></tr><tr><td>JS/1</td></tr></table>
            <img alt="The post" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">
            </body></html>
            """;
        using var folder = new TemporaryFolder();
        var path = folder.File("report.pdf");
        await File.WriteAllBytesAsync(path, await Printer().PrintAsync(html, new PdfPage("Case 12 <restricted>"), Cancel), Cancel);

        using (var document = PdfDocument.Open(path))
        {
            var text = string.Join('\n', document.GetPages().Select(page => page.Text));
            text.ShouldContain("Three messages");
            text.ShouldContain("Case 12 <restricted>");
            text.ShouldContain("Page 1 of 1");
            document.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
            bookmarks.GetNodes().Select(node => node.Title).ShouldContain("Exhibits");
            document.Structure.Catalog.CatalogDictionary.Data.Keys.ShouldContain("StructTreeRoot");
            document.Structure.Catalog.CatalogDictionary.Data.Keys.ShouldContain("Lang");
        }

        Tool("qpdf", "--check", path)?.ShouldContain("No syntax or stream encoding errors");
        Tool("pdfinfo", path)?.ShouldMatch(@"Tagged:\s+yes");
    }

    [Fact]
    public async Task Nothing_in_a_report_runs_or_reaches_the_network()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var html = $"""
            <!doctype html><title>t</title><link rel=stylesheet href="http://127.0.0.1:{port}/a.css"><link rel=preconnect href="http://127.0.0.1:{port}">
            <img src="http://127.0.0.1:{port}/b.png"><img src="file:///etc/hostname"><iframe src="http://localhost:{port}/c"></iframe><object data="http://[::1]:{port}/d"></object>
            <p id=p>before</p><script>document.getElementById('p').textContent = 'after'</script><meta http-equiv=refresh content="0;url=http://127.0.0.1:{port}/e">
            """;
        using var document = PdfDocument.Open(await Printer().PrintAsync(html, new PdfPage(), Cancel));
        document.GetPage(1).Text.ShouldContain("before");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_that_is_too_large_is_refused_with_advice() =>
        (await Should.ThrowAsync<ArgumentException>(() => Printer().PrintAsync(new string('x', PdfPrinter.Limit + 1), new PdfPage(), Cancel))).Message.ShouldContain("Leave out");

    private static string? Tool(string name, params string[] arguments)
    {
        if (!File.Exists("/usr/bin/" + name))
            return null;
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/" + name, arguments) { RedirectStandardOutput = true })!;
        var output = new StringBuilder(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output.ToString());
        return output.ToString();
    }

    private PdfPrinter Printer() => new(browsers.Host);
}
