using Serjeant.Chapters.Checks.Senders;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;

namespace Serjeant.Chapters.Checks.Mail;

/// <summary>An answer as a page shows it.</summary>
/// <param name="ShowsWords">Whether the reader may read the message itself.</param>
/// <param name="Level">Of its headings: one below the answer's own.</param>
public sealed record AnswerView(MailVerdict Verdict, bool ShowsWords, int Level = 2)
{
    /// <summary>What led to the answer, in few words; the rest is a press away.</summary>
    public const int ShownFirst = 3;

    /// <summary>What the words are called that can be shown.</summary>
    public string WordsName { get; init; } = "the message’s words";

    /// <summary>What is known of who sent it; null for what is no mail.</summary>
    public SenderView? Sender { get; init; }

    public IReadOnlyList<Finding> Signs { get; } = [.. Verdict.Findings.Where(f => f.Points > 0)];

    public IReadOnlyList<Finding> Facts { get; } = [.. Verdict.Findings.Where(f => f.Points <= 0)];
}
