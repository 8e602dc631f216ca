using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Data;
using Serjeant.Ledger;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Access;
using Serjeant.Shell.Pages;

namespace Serjeant.Chapters.Team.Records;

/// <summary>One entry of the ledger, for reading.</summary>
public sealed record LedgerRow(long Index, DateTimeOffset At, string Who, string Action, string? Subject, IReadOnlyList<string> Facts);

/// <summary>Who did what, newest first; and the whole ledger as a file that anybody can check.</summary>
[Needs(Permission.SeeLedger)]
[NeedsFresh]
public sealed class LedgerModel(SerjeantDb db, OfficeChanges changes, LedgerCheckpoints checkpoints, LedgerExporter exporter, LedgerKeys keys) : DeskPage
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public long? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    /// <summary>Show what came before this entry.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<LedgerRow> Rows { get; private set; } = [];
    public long? Older { get; private set; }
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Actions { get; private set; } = [];
    public long Size { get; private set; }
    public string Root { get; private set; } = "";
    public LedgerCheckpoint? Signed { get; private set; }

    public async Task OnGetAsync()
    {
        var names = await db.Users.AsNoTracking().OrderBy(p => p.DisplayName).Select(p => new { p.Id, p.DisplayName }).ToListAsync(Cancel);
        People = [.. names.Select(n => new SelectListItem(n.DisplayName, n.Id.ToString(CultureInfo.InvariantCulture)))];
        Actions = [.. (await db.LedgerEntries.Select(e => e.Action).Distinct().OrderBy(a => a).ToListAsync(Cancel)).Select(a => new SelectListItem(LedgerWords.Of(a), a))];
        var head = await db.LedgerHeads.AsNoTracking().Select(h => h.Frontier).SingleOrDefaultAsync(Cancel);
        var tree = head is null ? Frontier.Empty : Frontier.FromBytes(head);
        (Size, Root) = (tree.Size, Convert.ToHexStringLower(tree.Root()));
        Signed = await db.LedgerCheckpoints.AsNoTracking().OrderByDescending(c => c.Size).ThenByDescending(c => c.Id).FirstOrDefaultAsync(Cancel);

        var entries = await db.LedgerEntries.AsNoTracking()
            .Where(e => (Person == null || e.ActorId == Person) && (string.IsNullOrEmpty(Act) || e.Action == Act) && (Before == null || e.Index < Before))
            .OrderByDescending(e => e.Index).Take(PageSize + 1).ToListAsync(Cancel);
        Older = entries.Count > PageSize ? entries[PageSize - 1].Index : null;
        var byId = names.ToDictionary(n => n.Id, n => n.DisplayName);
        Rows = [.. entries.Take(PageSize).Select(e => RowOf(e, byId))];
    }

    /// <summary>Signs the ledger as it is and streams all of it. That it was taken out is its last entry.</summary>
    public async Task<IActionResult> OnPostFileAsync()
    {
        await changes.RunAsync(Me.OfficeId, Me.Id, ledger =>
        {
            ledger.Record("ledger.exported", "office", Me.OfficeId);
            return Task.CompletedTask;
        }, Cancel);
        using var signer = keys.Open(Me.OfficeId);
        try
        {
            await checkpoints.SignAsync(Me.OfficeId, signer, Cancel);
        }
        catch (LedgerBrokenException)
        {
            // What is there goes out all the same: the check of the file says what is wrong, and an inquiry needs it.
        }
        Response.ContentType = MediaTypeNames.Application.Octet;
        Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"serjeant-ledger-office-{Me.OfficeId}.jsonl\"");
        await exporter.ExportAsync(Me.OfficeId, signer.Verifier, Response.Body, Cancel);
        return new EmptyResult();
    }

    public string AddressOf(long? before) => TeamLinks.Ledger() + QueryString.Create(
        new[] { ("person", Person?.ToString(CultureInfo.InvariantCulture)), ("act", Act), ("before", before?.ToString(CultureInfo.InvariantCulture)) }
            .Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => new KeyValuePair<string, string?>(p.Item1, p.Item2)));

    private static LedgerRow RowOf(LedgerEntry entry, Dictionary<long, string> names) => new(
        entry.Index, entry.At,
        entry.ActorId is { } actor ? names.GetValueOrDefault(actor, $"Person {actor}") : "The desk itself",
        LedgerWords.Of(entry.Action),
        entry.SubjectType is null ? null : $"{entry.SubjectType} {entry.SubjectId}",
        Facts(entry.Leaf));

    private static List<string> Facts(byte[] bytes)
    {
        try
        {
            var leaf = LedgerLeaf.Parse(bytes);
            return [.. leaf.Data.Select(d => $"{d.Key}: {d.Value}"), .. leaf.Commitments.Keys.Select(k => $"{k}: kept as a proof only")];
        }
        catch (FormatException)
        {
            return ["This entry's bytes are not as the desk writes them. Check the ledger."];
        }
    }
}
