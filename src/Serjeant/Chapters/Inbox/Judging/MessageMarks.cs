using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Serjeant.Moderation.Offices;

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
        message.CategoryBits = CategoryBits.Of(verdict.Findings.Select(f => f.Category))
            | (verdict.Abuse ? CategoryBits.Abuse : IsAllDoubt(verdict.Findings) ? CategoryBits.Doubt : 0);
    }

    private static bool IsAllDoubt(IReadOnlyList<Finding> findings)
    {
        var abusive = findings.Where(f => Scoring.MayBeAbuse(f.Category)).ToList();
        return abusive.Count > 0 && abusive.TrueForAll(ModelFindings.IsOnlyALook);
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
        BeforeLearning = finding.Learned?.Before,
        LearnedLeft = finding.Learned?.Left,
        LearnedOf = finding.Learned?.Of,
        LearnedSameRule = finding.Learned?.SameRule,
    };

    public static Finding Of(MessageFinding row) =>
        new(row.Rule, row.Category, row.Severity, row.Confidence, row.Reason, row.Start, row.Length, LearnedOf(row));

    public static Learned? LearnedOf(MessageFinding row) =>
        row.BeforeLearning is { } before ? new Learned(before, row.LearnedLeft ?? 0, row.LearnedOf ?? 0, row.LearnedSameRule ?? false) : null;

    /// <summary>The main category is that of the finding which decides the message's place in the queue.</summary>
    private static (int Rank, double Confidence) Weight(Finding finding) =>
        (Priority.Rank(Scoring.Verdict([finding])), finding.Confidence);
}
