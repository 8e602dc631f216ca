using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Outside.FromBrowser;

namespace Serjeant.Chapters.Cases.ChildImages;

/// <summary>
/// What answers to a sealed-off message carry of it. Out of the inbox it goes for good: the quote, the object that the answer came as, and what a mail quotes. An
/// answer's exhibit can't be changed: its files that may quote are marked, so that they open for nobody, and the packs that hold them with them.
/// </summary>
public sealed class SealedQuotes(SerjeantDb db, SealedMarks marks, TimeProvider time)
{
    /// <summary>How many answers are asked about at once: a number of them that fits into one question.</summary>
    private const int AtOnce = 500;

    /// <summary>Inside a change. Done again, as for a second exhibit of the message, it leaves alone what came or was made without a quote since.</summary>
    /// <param name="messageId">The message that is sealed off or destroyed.</param>
    /// <param name="sealedAs">Its exhibit.</param>
    internal async Task ForgetAsync(long messageId, Exhibit sealedAs, long byId, LedgerWriter ledger, CancellationToken cancel)
    {
        if (await SealedParent.Of(db.Messages.Where(m => m.Id == messageId)).SingleOrDefaultAsync(cancel) is not { } parent)
            return;
        foreach (var ids in (await parent.AnswersIn(db).Select(m => m.Id).ToListAsync(cancel)).Chunk(AtOnce))
        {
            var answers = db.Messages.Where(m => ids.Contains(m.Id));
            await answers.Where(m => m.ParentText != null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ParentText, (string?)null), cancel);
            var cut = await CutMailsAsync(answers, cancel);
            var raws = await ForgetRawsAsync(db.MessageRaws.Where(r => ids.Contains(r.MessageId)), cancel);
            await CloseFilesAsync(answers, cut, raws, sealedAs, byId, ledger, cancel);
        }
    }

    /// <returns>SHA-256 of the words, without the quote, of each mail whose words had one.</returns>
    private async Task<IReadOnlyDictionary<long, string>> CutMailsAsync(IQueryable<Message> answers, CancellationToken cancel)
    {
        var words = new Dictionary<long, string>();
        foreach (var mail in await answers.Include(m => m.Author).AsNoTracking().Where(m => m.Kind == MessageKind.Email).ToListAsync(cancel))
        {
            if (mail.Text.Contains(QuotedMail.InItsPlace, StringComparison.Ordinal))
                words[mail.Id] = HashOf(mail.Text);
            if (QuotedMail.Without(mail.Text) is not { } cut)
                continue;
            words[mail.Id] = HashOf(cut.Text);
            await db.Messages.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Text, cut.Text), cancel);
            await db.MessageFindings.Where(f => f.MessageId == mail.Id && f.Start + f.Length > cut.Same)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Start, 0).SetProperty(f => f.Length, 0), cancel);
            await SearchWords.ReplaceAsync(db, mail.Id, SearchWords.Of(cut.Text, mail.Subject, mail.Author?.DisplayName, mail.Author?.Handle), cancel);
        }
        return words;
    }

    /// <summary>A comment's object is the desk's own record of how it was read: it stays, without the post.</summary>
    /// <returns>SHA-256 of the objects that are gone, and of those that stay.</returns>
    private async Task<(IReadOnlyList<string> Gone, IReadOnlySet<string> Bare)> ForgetRawsAsync(IQueryable<MessageRaw> raws, CancellationToken cancel)
    {
        var gone = await raws.Where(r => r.MediaType != CommentMessages.RawType).Select(r => r.Hash).ToListAsync(cancel);
        await raws.Where(r => r.MediaType != CommentMessages.RawType).ExecuteDeleteAsync(cancel);
        var bare = new HashSet<string>();
        foreach (var read in await raws.ToListAsync(cancel))
        {
            var without = CommentMessages.WithoutPost(RawObject.Unpack(read.Compressed));
            var hash = without is null ? null : SHA256.HashData(without);
            if (hash is null || !hash.AsSpan().SequenceEqual(read.Hash))
                gone.Add(read.Hash);
            if (without is null || hash is null)
            {
                db.MessageRaws.Remove(read);
                continue;
            }
            (read.Compressed, read.Hash) = (RawObject.Pack(without), hash);
            bare.Add(Convert.ToHexStringLower(hash));
        }
        await db.SaveChangesAsync(cancel);
        return (gone.ConvertAll(Convert.ToHexStringLower), bare);
    }

    private async Task CloseFilesAsync(
        IQueryable<Message> answers, IReadOnlyDictionary<long, string> cut, (IReadOnlyList<string> Gone, IReadOnlySet<string> Bare) raws,
        Exhibit sealedAs, long byId, LedgerWriter ledger, CancellationToken cancel)
    {
        var kept = await db.Exhibits.AsNoTracking().Include(e => e.Files)
            .Where(e => e.SealedOffAt == null && ExhibitSources.OfMessages.Contains(e.Source) && answers.Any(m => m.Id == e.MessageId)).OrderBy(e => e.Id).ToListAsync(cancel);
        var hashes = raws.Gone.ToHashSet();
        foreach (var exhibit in kept)
        {
            var quotes = cut.TryGetValue(exhibit.MessageId!.Value, out var words) && exhibit.Files.Any(f => f.Path == MessageExhibit.TextFile && f.Hash != words);
            var closed = exhibit.Files.Where(f => MessageExhibit.MayQuote(f.Path, quotes) && !raws.Bare.Contains(f.Hash)).ToList();
            var known = closed.ConvertAll(f => f.Hash);
            if (await SealedMarks.Bytes(db).CountAsync(m => known.Contains(m.Hash), cancel) == known.Distinct().Count())
                continue;
            hashes.UnionWith(known);
            var paths = closed.ConvertAll(f => f.Path);
            hashes.UnionWith(await db.Redactions.Where(r => r.ExhibitId == exhibit.Id && paths.Contains(r.SourcePath)).Select(r => r.Hash).ToListAsync(cancel));
            hashes.UnionWith(await PackDownloads.Holding(db, db.Exhibits.Where(e => e.Id == exhibit.Id)).Select(p => p.Hash).ToListAsync(cancel));
            db.CustodyEntries.Add(new CustodyEntry
            {
                OfficeId = exhibit.OfficeId,
                ExhibitId = exhibit.Id,
                Act = CustodyAct.ClosedInPart,
                Why = $"It answers {sealedAs.Label}, which was sealed off, and may quote it: {string.Join(", ", paths.Order(StringComparer.Ordinal))}",
                ById = byId,
                At = time.GetUtcNow(),
                HashBefore = exhibit.ManifestHash,
                HashAfter = exhibit.ManifestHash,
            });
            ledger.Record("exhibit.closed-in-part", "exhibit", exhibit.Id,
                ("label", exhibit.Label), ("with", sealedAs.Id.ToString(CultureInfo.InvariantCulture)), ("files", closed.Count.ToString(CultureInfo.InvariantCulture)));
        }
        await marks.AddBytesAsync(sealedAs, hashes, cancel);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
