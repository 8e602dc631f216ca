using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.ByMail;
using Serjeant.Data;
using Serjeant.Mail.Forwarding;
using Serjeant.Outside.Mailboxes;

namespace Serjeant.Chapters.Checks.Forwarding;

/// <summary>Reads the rules of a watched account and writes down those that forward, redirect, delete or hide mail. Changes nothing in the account.</summary>
public sealed class ForwardingCheck(SerjeantDb db, OfficeChanges changes, Leases leases, ManageSieve sieve, CloudMailRules cloud, SealedSecrets secrets, TimeProvider time)
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromHours(1);

    /// <param name="by">Who pressed; null for the schedule.</param>
    /// <returns>False when somebody else has it, or it is gone.</returns>
    public async Task<bool> RunAsync(long id, string owner, Person? by, CancellationToken cancel)
    {
        if (!await leases.ClaimAsync<WatchedMailbox>(id, owner, cancel)) return false;
        try
        {
            if (await db.WatchedMailboxes.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.Kind != MailRulesKind.ByHand, cancel) is not { } box) return false;
            db.OfficeScope = box.OfficeId;
            try
            {
                var (found, problem) = await ReadAsync(box, cancel);
                await KeepAsync(box, by, found, problem, cancel);
            }
            catch (MailboxException e)
            {
                var next = time.GetUtcNow() + AfterTrouble;
                await db.WatchedMailboxes.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Problem, e.Message).SetProperty(m => m.NextAt, next), CancellationToken.None);
            }
            return true;
        }
        finally
        {
            await leases.ReleaseAsync<WatchedMailbox>(id, owner, CancellationToken.None);
        }
    }

    private async Task<(IReadOnlyList<HiddenRule> Found, string? Problem)> ReadAsync(WatchedMailbox box, CancellationToken cancel)
    {
        if (box.Kind == MailRulesKind.Sieve)
            return Rules(await sieve.ReadAsync(new MailServer(box.Host, box.Port, box.Tls == MailTls.StartTls), new MailLogin(box.User, secrets.Open(box.OfficeId, box.Secret).Password, null), cancel));
        var token = await secrets.TokenOfAsync(box, cancel);
        return (HiddenRules.Find(box.Kind == MailRulesKind.Microsoft ? await cloud.MicrosoftAsync(token, cancel) : await cloud.GoogleAsync(token, cancel)), null);
    }

    /// <summary>A script that can't be read is told: it may hold anything.</summary>
    private static (IReadOnlyList<HiddenRule> Found, string? Problem) Rules(IReadOnlyList<SieveSource> scripts)
    {
        var found = new List<HiddenRule>();
        string? problem = null;
        foreach (var script in scripts)
        {
            try
            {
                found.AddRange(HiddenRules.Find(SieveScript.Rules(script, scripts)));
            }
            catch (SieveException e)
            {
                problem = $"Its script “{script.Name}” must be looked at by a person. {e.Message}";
            }
        }
        return (found, problem);
    }

    private Task KeepAsync(WatchedMailbox box, Person? by, IReadOnlyList<HiddenRule> found, string? problem, CancellationToken cancel) => changes.RunAsync(box.OfficeId, by?.Id, async ledger =>
    {
        var now = time.GetUtcNow();
        var rows = await db.FoundMailRules.Where(r => r.MailboxId == box.Id).ToDictionaryAsync(r => r.Key, StringComparer.Ordinal, cancel);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in found)
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule.Rule.Name}\n{rule.Words}\n{rule.Rule.Active}")));
            if (!keys.Add(key)) continue;
            if (rows.TryGetValue(key, out var row))
            {
                row.LastSeenAt = now;
                // One that comes back after it was gone is new: it was said to be known of another time.
                if (row.GoneAt is not null) (row.GoneAt, row.KnownAt, row.KnownById, row.FirstSeenAt) = (null, null, null, now);
                continue;
            }
            db.FoundMailRules.Add(new FoundMailRule { OfficeId = box.OfficeId, MailboxId = box.Id, Key = key, Harm = (int)rule.Harm, Active = rule.Rule.Active, Name = rule.Rule.Name, Words = rule.Words, FirstSeenAt = now, LastSeenAt = now });
            ledger.Record("forwarding.found", "watched-mailbox", box.Id, ("harm", rule.Harm.ToString().ToLowerInvariant()), ("active", rule.Rule.Active ? "yes" : "no"), ("rule-sha256", key));
        }
        foreach (var row in rows.Values.Where(r => r.GoneAt is null && !keys.Contains(r.Key) && problem is null))
        {
            row.GoneAt = now;
            ledger.Record("forwarding.gone", "watched-mailbox", box.Id, ("rule-sha256", row.Key));
        }
        ledger.Record("forwarding.checked", "watched-mailbox", box.Id, ("found", FormattableString.Invariant($"{keys.Count}")), ("complete", problem is null ? "yes" : "no"));
        var next = now + Every;
        var read = problem is null ? now : box.CheckedAt;
        await db.WatchedMailboxes.Where(m => m.Id == box.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.CheckedAt, read).SetProperty(m => m.NextAt, next).SetProperty(m => m.Problem, problem), cancel);
    }, cancel);
}
