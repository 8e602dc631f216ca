using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Offices;
using Serjeant.Text;

namespace Serjeant.Chapters.Plans.Judging;

/// <summary>One message that a change would change, in words.</summary>
public sealed record PreviewLine(long MessageId, DateTimeOffset SentAt, string Before, string After, bool NothingLeft);

/// <summary>What a change of settings would make of the office's latest messages. They are judged twice here, and nothing is written.</summary>
/// <param name="Messages">How many were looked at.</param>
/// <param name="Changed">Those that would come out otherwise, newest first.</param>
public sealed record JudgingPreview(int Messages, IReadOnlyList<PreviewLine> Changed)
{
    public const int Latest = 500;

    /// <summary>How many are listed; all are counted.</summary>
    public const int MostListed = 25;

    /// <param name="sight">Messages that the reader may not know of are passed over.</param>
    public static async Task<JudgingPreview> OfAsync(SerjeantDb db, IJudge judge, OfficeLens now, OfficeLens then, QueueSight sight, CancellationToken cancel)
    {
        var rules = await RuleBook.LoadAsync(db, cancel);
        var messages = await sight.Of(db.Messages.AsNoTracking()).OrderByDescending(m => m.Id).Take(Latest)
            .Select(m => new { m.Id, m.SentAt, m.Text, m.ParentText, m.Findings }).AsSplitQuery().ToListAsync(cancel);
        var context = new ContextJudge(judge);
        var lines = messages.AsParallel().AsOrdered().Select(m =>
        {
            var verdict = context.Judge(Folder.Fold(m.Text), m.ParentText);
            var before = PeoplesWord.Over(now.Apply(verdict), m.Findings);
            var after = PeoplesWord.Over(then.Apply(verdict), m.Findings);
            var (was, becomes) = (Words(before, rules), Words(after, rules));
            return was == becomes ? null : new PreviewLine(m.Id, m.SentAt, was, becomes, after.Findings.Count == 0);
        }).OfType<PreviewLine>().ToList();
        return new JudgingPreview(messages.Count, lines);
    }

    /// <summary>"Insult, very sure; bad language, fairly sure. Breaks 4. No insults": as a person meets it, so that what nobody would notice is no change.</summary>
    private static string Words(Verdict verdict, RuleBook rules)
    {
        if (verdict.Findings.Count == 0)
            return "Nothing marked";
        var worst = verdict.Findings.OrderByDescending(f => f.Severity).ThenByDescending(f => f.Confidence).ToList();
        var kinds = worst.DistinctBy(f => f.Category).Select(f => $"{f.Category.Label()}, {Inbox.Messages.SureWords.Of(f.Confidence)}");
        var broken = worst.Select(f => rules.Broken(f.Category, f.Confidence)).FirstOrDefault(r => r is not null);
        return string.Join("; ", kinds) + (broken is null ? "" : $". {broken.Told}");
    }
}
