using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>Writes on a message what the queue sorts, counts and filters by. Import and corrections both come here, so that they agree.</summary>
public static class MessageMarks
{
    public static void Set(Message message, Verdict verdict)
    {
        var worst = verdict.Findings.OrderByDescending(Weight).FirstOrDefault();
        message.Rank = Priority.Rank(verdict);
        message.TopCategory = worst?.Category;
        message.TopSeverity = worst?.Severity ?? 0;
        message.Score = verdict.Score;
        message.Abuse = verdict.Abuse;
        message.Language = verdict.Language;
        message.CategoryBits = CategoryBits.Of(verdict.Findings.Select(f => f.Category)) | (verdict.Abuse ? CategoryBits.Abuse : 0);
    }

    public static MessageFinding Row(Finding finding, long officeId) => new()
    {
        OfficeId = officeId,
        Rule = finding.Rule,
        Category = finding.Category,
        Severity = finding.Severity,
        Confidence = finding.Confidence,
        Reason = finding.Reason,
        Start = finding.Start,
        Length = finding.Length,
    };

    public static Finding Of(MessageFinding row) =>
        new(row.Rule, row.Category, row.Severity, row.Confidence, row.Reason, row.Start, row.Length);

    /// <summary>The main category is that of the finding which decides the message's place in the queue.</summary>
    private static (int Rank, double Confidence) Weight(Finding finding) =>
        (Priority.Rank(Scoring.Verdict([finding])), finding.Confidence);
}
