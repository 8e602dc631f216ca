using System.Diagnostics;
using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

/// <summary>The whole way of a mail at the desk and in the command: its files are looked into for QR codes and links, then it is judged.</summary>
internal static class WholeWay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly MailContext Office = new() { Protected = ["parliament.uk", "annlee.example"], OwnNames = ["Ann Lee"] };
    private static readonly Lazy<MailChecks> Checks = new(() =>
    {
        // What is made once a program is no message's.
        var judge = new Lazy<MailJudge>(() => Shipped.MailJudge(Shipped.MailRuleSet(), Shipped.MailTables()));
        var checks = new MailChecks(null!, null!, judge, null!, null!);
        checks.Of(CheckedForm.Mail, "From: a@example.org\n\nhello"u8.ToArray(), Office);
        return checks;
    });

    /// <summary>Judges a mail and holds that to two seconds and to so many allocated bytes.</summary>
    /// <returns>The verdict, null where the bytes are no mail; and what was allocated.</returns>
    public static (MailVerdict? Verdict, long Bytes) Of(byte[] mail, long mostBytes, string what)
    {
        var checks = Checks.Value;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        MailVerdict? verdict = null;
        try
        {
            verdict = checks.Of(MailChecks.MailForm(mail), mail, Office).Verdict;
        }
        catch (FormatException)
        {
            // Told to whoever asked; anything else would be a crash.
        }
        clock.Elapsed.ShouldBeLessThan(Longest, what);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        bytes.ShouldBeLessThan(mostBytes, what);
        return (verdict, bytes);
    }
}
