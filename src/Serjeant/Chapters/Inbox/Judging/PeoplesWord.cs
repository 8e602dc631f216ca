using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>What people said about a message's categories stands, whatever the judge says when it is asked again.</summary>
public static class PeoplesWord
{
    /// <summary>True for a finding that a person added or took away.</summary>
    public static bool IsTheirs(MessageFinding finding) => finding.AddedById is not null || !finding.Stands;

    /// <summary>What the judge found in categories on which people said nothing.</summary>
    public static IEnumerable<Finding> Left(Verdict verdict, IReadOnlyCollection<MessageFinding> findings)
    {
        var said = findings.Where(IsTheirs).Select(f => f.Category).ToHashSet();
        return verdict.Findings.Where(f => !said.Contains(f.Category));
    }

    /// <summary>The verdict without what they took away and with what they added.</summary>
    public static Verdict Over(Verdict verdict, IReadOnlyCollection<MessageFinding> findings) => findings.Any(IsTheirs)
        ? Scoring.Verdict([.. Left(verdict, findings), .. findings.Where(f => f.AddedById is not null && f.Stands).Select(MessageMarks.Of)]) with { Language = verdict.Language }
        : verdict;
}
