using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Judging;

/// <summary>What people said about a message's categories stands, whatever the judge says when it is asked again.</summary>
public static class PeoplesWord
{
    /// <summary>True for a finding that a person added or took away.</summary>
    public static bool IsTheirs(MessageFinding finding) => finding.AddedById is not null || !finding.Stands;

    /// <summary>The verdict without what they took away and with what they added.</summary>
    public static Verdict Over(Verdict verdict, IReadOnlyCollection<MessageFinding> findings)
    {
        if (!findings.Any(IsTheirs))
            return verdict;
        var said = findings.Where(IsTheirs).Select(f => f.Category).ToHashSet();
        return Scoring.Verdict([.. verdict.Findings.Where(f => !said.Contains(f.Category)), .. findings.Where(f => f.AddedById is not null && f.Stands).Select(MessageMarks.Of)]);
    }
}
