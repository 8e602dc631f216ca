using Serjeant.Mail;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

/// <summary>Modern newsletters, receipts, password resets, shared documents, invitations and letters of our own: nobody should be frightened by these.</summary>
public sealed class GenuineModernTests
{
    private static readonly string[] Files = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "mail", "genuine-modern"), "*.eml").Order(StringComparer.Ordinal)];

    [Fact]
    public void None_is_red_with_a_server_that_vouches_or_without()
    {
        Files.Length.ShouldBeGreaterThanOrEqualTo(130);
        foreach (var context in new[] { ShippedMail.Office, MailContext.Empty })
            Files.Where(f => ShippedMail.Judge.Judge(File.ReadAllBytes(f), context).Verdict == Verdict.Red).ShouldBeEmpty();
    }

    [Fact]
    public void Few_are_amber() =>
        Files.Count(f => ShippedMail.Judge.Judge(File.ReadAllBytes(f), MailContext.Empty).Verdict == Verdict.Amber).ShouldBeLessThanOrEqualTo(Files.Length * 5 / 100);

    [Fact]
    public void A_short_preheader_is_not_called_hidden_text() =>
        Files.SelectMany(f => ShippedMail.Judge.Judge(File.ReadAllBytes(f), MailContext.Empty).Findings).ShouldNotContain(f => f.RuleId == "text.hidden-words");
}
