using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Kept;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.History;

/// <summary>Which checks a person wants to see.</summary>
public enum CheckShow
{
    All,
    Red,
    Amber,
    None,
    Reported,
    Aimed,
}

/// <summary>How many messages were aimed at the office, by where they arrived.</summary>
public sealed record AimedCount(int Work, int Personal);

public sealed record CheckPage(IReadOnlyList<MessageCheck> Rows, int Total, int Page, int Pages);

/// <summary>The checks that a reader may see, newest first: searched, filtered, paged.</summary>
public sealed class CheckListing(SerjeantDb db)
{
    public const int Size = 25;
    private const int LongestSearch = 200;

    /// <param name="words">Looked for in sender (name, address, domain) and subject; each word must be there.</param>
    /// <param name="mailbox">Only those of this mailbox file, in its order.</param>
    public async Task<CheckPage> ReadAsync(Person reader, CheckShow show, string? words, long? mailbox, int page, CancellationToken cancel)
    {
        var wanted = Wanted(reader, show, words, mailbox);
        var total = await wanted.CountAsync(cancel);
        var pages = Math.Max(1, (total + Size - 1) / Size);
        page = Math.Clamp(page, 1, pages);
        var ordered = mailbox is null ? wanted.OrderByDescending(c => c.AskedAt).ThenByDescending(c => c.Id) : wanted.OrderByDescending(c => c.Answer).ThenBy(c => c.Number).ThenBy(c => c.Id);
        return new CheckPage(await ordered.Skip((page - 1) * Size).Take(Size).ToListAsync(cancel), total, page, pages);
    }

    /// <summary>Of what was aimed at the office, all pages together.</summary>
    public async Task<AimedCount> CountAimedAsync(Person reader, string? words, long? mailbox, CancellationToken cancel)
    {
        var aimed = Wanted(reader, CheckShow.Aimed, words, mailbox);
        return new AimedCount(await aimed.CountAsync(c => c.AimedAddress == AimedAddress.Work, cancel), await aimed.CountAsync(c => c.AimedAddress == AimedAddress.Personal, cancel));
    }

    private IQueryable<MessageCheck> Wanted(Person reader, CheckShow show, string? words, long? mailbox)
    {
        var wanted = Matching(Shown(db.MessageChecks.AsNoTracking().VisibleTo(reader), show), words);
        return mailbox is null ? wanted : wanted.Where(c => c.MailboxId == mailbox);
    }

    private static IQueryable<MessageCheck> Shown(IQueryable<MessageCheck> checks, CheckShow show) => show switch
    {
        CheckShow.Red => checks.Where(c => c.Answer == CheckAnswer.Red),
        CheckShow.Amber => checks.Where(c => c.Answer == CheckAnswer.Amber),
        CheckShow.None => checks.Where(c => c.Answer == CheckAnswer.None),
        CheckShow.Reported => checks.Where(c => c.ReportedAt != null),
        CheckShow.Aimed => checks.Where(c => c.AimedAt != null),
        _ => checks,
    };

    private static IQueryable<MessageCheck> Matching(IQueryable<MessageCheck> checks, string? words)
    {
        foreach (var word in (words ?? "")[..Math.Min(words?.Length ?? 0, LongestSearch)].ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            checks = checks.Where(c => c.Words.Contains(word));
        return checks;
    }
}
