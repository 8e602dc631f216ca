using System.Diagnostics;
using System.IO.Compression;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Storage;
using Shouldly;
using UglyToad.PdfPig;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A pack as somebody gets it: made by the page, downloaded, unpacked.</summary>
internal sealed class PackBag(TestDesk desk, string zip, string root) : IDisposable
{
    public string Zip => zip;
    public string Root => root;
    public string Data => Path.Combine(root, "data");

    /// <param name="fill">What is chosen on the page beside what it offers; for several values of one name, <paramref name="leave"/> names those to leave out.</param>
    public static async Task<PackBag> MakeAsync(TestDesk desk, int number, IReadOnlyDictionary<string, string>? fill = null, params string[] leave)
    {
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        foreach (var box in page.QuerySelectorAll("#make-pack input[type=checkbox]").OfType<IHtmlInputElement>().Where(b => leave.Contains(b.Value)))
            box.IsChecked = false;
        var made = await browser.SubmitAsync(page, "#make-pack", fill);
        made.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await made.Content.ReadAsStringAsync());
        var form = made.Headers.Location!.OriginalString.Split('#')[1].Replace("pack-", "#download-", StringComparison.Ordinal);
        var answer = await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Pack(number)), form, null, form + " button");
        var place = new TemporaryFolder();
        var zip = place.File(answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        await File.WriteAllBytesAsync(zip, await answer.Content.ReadAsByteArrayAsync());
        await ZipFile.ExtractToDirectoryAsync(zip, place.Path);
        return new PackBag(desk, zip, Directory.GetDirectories(place.Path).Single());
    }

    /// <summary>The paths under <c>data/</c>, sorted.</summary>
    public IReadOnlyList<string> Paths() =>
        [.. Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Data, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string LedgerKey()
    {
        using var key = desk.App.Services.GetRequiredService<LedgerKeys>().Open(desk.OfficeId);
        return key.Verifier.ToString();
    }

    public string ReportText()
    {
        using var document = PdfDocument.Open(Path.Combine(Data, "report.pdf"));
        var text = string.Join(" ", document.GetPages().Select(p => UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor.ContentOrderTextExtractor.GetText(p)));
        // Where a line ends, and whether "fi" is one letter, depends on the fonts that the machine has.
        return System.Text.RegularExpressions.Regex.Replace(text.Normalize(System.Text.NormalizationForm.FormKC), @"\s+", " ");
    }

    public int ReportPictures()
    {
        using var document = PdfDocument.Open(Path.Combine(Data, "report.pdf"));
        return document.GetPages().Sum(p => p.GetImages().Count());
    }

    /// <summary>Runs a command of a shell there, which must succeed.</summary>
    public string Shell(string place, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = Path.Combine(root, place), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{script}: {said}");
        return said;
    }

    /// <summary>As somebody would who changed it and knows how bags are made.</summary>
    public void MakeListsAnew() => Shell("", """
        oxum=$(find data -type f -printf '%s\n' | awk '{ bytes += $1; files++ } END { print bytes "." files }')
        sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $oxum/" bag-info.txt
        find data -type f | LC_ALL=C sort | xargs sha256sum > manifest-sha256.txt
        sha256sum bag-info.txt bagit.txt manifest-sha256.txt > tagmanifest-sha256.txt
        """);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
}
