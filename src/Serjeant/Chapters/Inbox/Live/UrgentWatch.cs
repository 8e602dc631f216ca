using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Checks.Forwarding;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Live;

/// <summary>
/// Tells open pages within a second when something comes in that may be a threat, a leak or worry for a life, or a mail account turns out to have a rule that nobody said to know. It asks the
/// database twice a second, once for all pages of an office that see the same, and only while a page is open: messages may
/// come in through another copy of the program, which tells this one nothing.
/// </summary>
public sealed class UrgentWatch(IServiceScopeFactory scopes, ILogger<UrgentWatch> log)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private readonly Dictionary<Lane, Watched> watched = [];

    /// <summary>The state now, then each change, until cancelled.</summary>
    public async IAsyncEnumerable<UrgentNow> FollowAsync(Lane lane, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Only the latest counts for who was slow to read.
        var channel = Channel.CreateBounded<UrgentNow>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        Join(lane, channel.Writer);
        try
        {
            await foreach (var now in channel.Reader.ReadAllAsync(cancel))
                yield return now;
        }
        finally
        {
            Leave(lane, channel.Writer);
        }
    }

    public static async Task<UrgentNow> LookAsync(SerjeantDb db, Lane lane, CancellationToken cancel)
    {
        var sight = new QueueSight(lane.Abuse, Uncover: false, Snippets: false);
        var all = new UrgentNow(0, 0, 0, 0, 0);
        foreach (var half in UrgentWaiting.Halves(db, sight, MessageState.Waiting, lane.From))
        {
            foreach (var found in await half.GroupBy(_ => 1)
                .Select(g => new { Count = g.Count(), CannotWait = g.Count(m => m.Rank >= Priority.CannotWait), Newest = g.Max(m => m.Id) }).ToListAsync(cancel))
                all = all with { Count = all.Count + found.Count, CannotWait = all.CannotWait + found.CannotWait, Newest = Math.Max(all.Newest, found.Newest) };
        }
        if (!lane.MailRules)
            return all;
        var rules = await ForwardingNews.Unknown(db).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Newest = g.Max(r => r.FirstSeenAt) }).SingleOrDefaultAsync(cancel);
        return rules is null ? all : all with { Rules = rules.Count, NewestRule = rules.Newest.ToUnixTimeMilliseconds() };
    }

    private void Join(Lane lane, ChannelWriter<UrgentNow> page)
    {
        lock (gate)
        {
            if (!watched.TryGetValue(lane, out var office))
            {
                watched[lane] = office = new Watched();
                _ = RunAsync(lane, office);
            }
            office.Pages.Add(page);
            if (office.Last is { } last)
                page.TryWrite(last);
        }
    }

    private void Leave(Lane lane, ChannelWriter<UrgentNow> page)
    {
        lock (gate)
        {
            if (watched.TryGetValue(lane, out var office) && office.Pages.Remove(page) && office.Pages.Count == 0)
            {
                watched.Remove(lane);
                office.Stop.Cancel();
            }
        }
    }

    private async Task RunAsync(Lane lane, Watched office)
    {
        using var timer = new PeriodicTimer(Step);
        try
        {
            do
            {
                await LookAsync(lane, office);
            }
            while (await timer.WaitForNextTickAsync(office.Stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private async Task LookAsync(Lane lane, Watched office)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
            db.OfficeScope = lane.OfficeId;
            Tell(office, await LookAsync(db, lane, office.Stop.Token));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A database that is away for a moment must not end the watch for everybody whose page is open.
            log.LogWarning(problem, "The threat lane could not be looked at; it is tried again.");
        }
    }

    private void Tell(Watched office, UrgentNow now)
    {
        lock (gate)
        {
            if (now == office.Last)
                return;
            office.Last = now;
            foreach (var page in office.Pages)
                page.TryWrite(now);
        }
    }

    private sealed class Watched
    {
        public List<ChannelWriter<UrgentNow>> Pages { get; } = [];
        public CancellationTokenSource Stop { get; } = new();
        public UrgentNow? Last { get; set; }
    }
}
