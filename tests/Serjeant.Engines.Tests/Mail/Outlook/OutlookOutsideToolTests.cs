using System.Diagnostics;
using MimeKit;
using Serjeant.Mail.Outlook;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Outlook;

/// <summary>Somebody else's reader of Outlook's files must find the same in them: it shows that the files made here are such files.</summary>
public sealed class OutlookOutsideToolTests : IDisposable
{
    private const string Tool = "/usr/bin/msgconvert";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Msgconvert_reads_the_same_subject_sender_words_and_files()
    {
        Assert.SkipUnless(File.Exists(Tool), "libemail-outlook-message-perl is not on this machine");
        var cancel = TestContext.Current.CancellationToken;
        var bytes = SampleOutlook.Fraud().File("note.txt", "attached words"u8.ToArray(), "text/plain").Save();
        var path = Path.Combine(folder.FullName, "m.msg");
        await File.WriteAllBytesAsync(path, bytes, cancel);
        var start = new ProcessStartInfo(Tool, ["--outfile", path + ".eml", path]) { RedirectStandardError = true };
        using (var process = Process.Start(start)!)
        {
            var error = await process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            process.ExitCode.ShouldBe(0, error);
        }
        using var theirs = await MimeMessage.LoadAsync(path + ".eml", cancel);
        using var ours = await MimeMessage.LoadAsync(new MemoryStream(OutlookMessage.ToMail(bytes)), cancel);
        ours.Subject.ShouldBe(theirs.Subject);
        ours.From.ToString().ShouldBe(theirs.From.ToString());
        ours.TextBody!.Trim().ShouldBe(theirs.TextBody!.Trim());
        ours.HtmlBody!.Trim().ShouldBe(theirs.HtmlBody!.Trim());
        ours.Attachments.Select(a => a.ContentDisposition!.FileName).ShouldBe(theirs.Attachments.Select(a => a.ContentDisposition!.FileName));
    }
}
