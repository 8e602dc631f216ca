using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A pack in encrypted form: opened by 7-Zip, whole inside, and its password nowhere.</summary>
public sealed class PackPasswordTests(Browsers browsers)
{
    [Fact]
    public async Task Seven_zip_opens_it_with_the_password_and_finds_the_whole_pack_inside()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will come.")]);
        using var pack = await PackBag.MakeAsync(desk, number);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Pack(number)), "form[id^=download-]", null, "form[id^=download-] button[formaction*='Password']"));
        var password = page.QuerySelector(".desk-password")!.TextContent;
        (20 * Math.Log2(PackPasswords.Letters.Length)).ShouldBeGreaterThan(90);
        password.ShouldMatch("^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$");

        var answer = await browser.SubmitAsync(page, "form[id^=sealed-]", null, "form[id^=sealed-] button");

        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.Length.ShouldBe((int)answer.Content.Headers.ContentLength!.Value);
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("sealed.zip"), bytes);
        pack.Shell(".", $"7zz t -p{password} '{folder.File("sealed.zip")}' && 7zz x -y -p{password} -o'{folder.Path}' '{folder.File("sealed.zip")}'");
        var inner = folder.File(Path.GetFileName(pack.Zip));
        (await File.ReadAllBytesAsync(inner)).ShouldBe(await File.ReadAllBytesAsync(pack.Zip));
        (await CommandLine.RunAsync("verify", inner, "--key", pack.LedgerKey())).Code.ShouldBe(0);
        var leaf = Ledger.LedgerLeaf.Parse((await desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action == "pack.downloaded").OrderBy(e => e.Index).LastAsync())).Leaf);
        leaf.Data["encrypted"].ShouldBe("yes");
    }

    [Fact]
    public async Task The_password_is_shown_once_and_is_in_no_file_and_no_log()
    {
        var log = new KeptLog();
        await using var desk = await TestDesk.StartAsync(builder =>
        {
            builder.Services.AddSingleton(browsers.Host);
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        });
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will come.")]);
        using var pack = await PackBag.MakeAsync(desk, number);
        var browser = await desk.SignedInAsync(Role.Moderator);
        var first = await browser.PageAsync(CasesLinks.Pack(number));
        const string ask = "form[id^=download-] button[formaction*='Password']";
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(first, "form[id^=download-]", null, ask));
        var password = page.QuerySelector(".desk-password")!.TextContent;
        await browser.SubmitAsync(page, "form[id^=sealed-]", null, "form[id^=sealed-] button");

        (await browser.PageAsync(CasesLinks.Pack(number))).DocumentElement.OuterHtml.ShouldNotContain(password);
        (await TestBrowser.ReadAsync(await browser.SubmitAsync(first, "form[id^=download-]", null, ask))).QuerySelector(".desk-password")!.TextContent.ShouldNotBe(password);
        log.Text.Contains(password, StringComparison.Ordinal).ShouldBeFalse();
        foreach (var file in Directory.EnumerateFiles(desk.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(password)).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task A_password_of_ones_own_or_of_another_pack_is_not_taken()
    {
        await using var desk = await StartAsync();
        var number = await desk.CaseAsync("Threats", [await desk.MessageAsync("We will come.")]);
        (await PackBag.MakeAsync(desk, number)).Dispose();
        (await PackBag.MakeAsync(desk, number)).Dispose();
        var browser = await desk.SignedInAsync(Role.Moderator);
        var page = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Pack(number)), "form[id^=download-]", null, "form[id^=download-] button[formaction*='Password']"));
        var asked = page.QuerySelector("form[id^=sealed-] button")!.GetAttribute("value")!;
        var other = await desk.WithDbAsync(db => db.Packs.Where(p => p.Id != long.Parse(asked)).Select(p => p.Id).SingleAsync());

        foreach (var fill in new[] { new Dictionary<string, string> { ["Token"] = "1234", ["Pack"] = asked }, new() { ["Token"] = "", ["Pack"] = asked }, new() { ["Pack"] = $"{other}" } })
            (await browser.SubmitAsync(page, "form[id^=sealed-]", fill)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private Task<TestDesk> StartAsync() => TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));

    /// <summary>Everything that was logged, kept.</summary>
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                    return text.ToString();
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
                text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
        }

        public void Dispose()
        {
        }
    }
}
