using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Watching;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Chapters.Checks.Forwarding;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Chapters.Inbox.Groups;
using Serjeant.Chapters.Inbox.Queue;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components;

namespace Serjeant.Chapters.Today;

/// <summary>What can't wait, by kind. A message that is two of them counts in both.</summary>
public sealed record CannotWait(int Total, int Threats, int Leaks, int Welfare);

public sealed record ChaseLine(int CaseNumber, string Recipient, DateOnly On);

public sealed record AlertLine(int CaseNumber, string From, DateTimeOffset At);

/// <summary>The start page's numbers. Each is counted only for who may see what stands behind it.</summary>
public sealed record TodaySummary
{
    public required CannotWait CannotWait { get; init; }
    public required QueueCounts Waiting { get; init; }
    public required bool AnyMessages { get; init; }
    public required IReadOnlyList<PileOn> PileOns { get; init; }
    public int OpenSteps { get; init; }
    public IReadOnlyList<(Guid Batch, int Messages)> UnfinishedCases { get; init; } = [];
    public int OpenCases { get; init; }
    public IReadOnlyList<ChaseLine> ToChase { get; init; } = [];
    public IReadOnlyList<WatchLine> Watched { get; init; } = [];
    public IReadOnlyList<AlertLine> Alerts { get; init; } = [];
    public IReadOnlyList<ImportJob> Imports { get; init; } = [];

    /// <summary>Messages out of the drop folder that are very likely not genuine and with which nobody did anything yet.</summary>
    public int DroppedRed { get; init; }

    /// <summary>Checked messages that a colleague says are genuine, and that wait for somebody who may agree.</summary>
    public int SaidGenuine { get; init; }
    public ForwardingNews Forwarding { get; init; } = ForwardingNews.None;

    /// <summary>Steps after a mishap that were given to the reader.</summary>
    public int MishapSteps { get; init; }
    public bool HasProtocol { get; init; }
    public int Colleagues { get; init; }

    public static async Task<TodaySummary> LoadAsync(SerjeantDb db, Me me, DateTimeOffset now, CancellationToken cancel)
    {
        var sight = QueueSight.Of(me);
        var today = DateOnly.FromDateTime(OfficeTime.Local(now, OfficeTime.Zone(me.Office.TimeZone)).DateTime);
        var summary = new TodaySummary
        {
            CannotWait = await CannotWaitAsync(db, sight, cancel),
            Waiting = await QueueCounts.CountAsync(db, sight, MessageState.Waiting, cancel),
            PileOns = await Inbox.Groups.PileOns.UnderWayAsync(db, sight, now, cancel),
            AnyMessages = await db.Messages.AnyAsync(cancel),
            HasProtocol = await db.Protocols.AnyAsync(p => p.InForceAt != null, cancel),
            MishapSteps = await db.ContainmentSteps.CountAsync(s => s.OwnerId == me.Id && s.DoneAt == null, cancel),
            DroppedRed = await DropFolders.Unheeded(db, now).CountAsync(cancel),
            Colleagues = await db.Users.CountAsync(p => p.LeftAt == null && p.Id != me.Id, cancel),
        };
        if (me.Can(Permission.DecideMessages))
            summary = summary with
            {
                SaidGenuine = await GenuineRequests.Waiting(db).CountAsync(cancel),
                OpenSteps = await db.PlatformSteps.CountAsync(s => s.DoneAt == null && s.CancelledAt == null, cancel),
                UnfinishedCases = await Inbox.Decisions.UnfinishedCases.ListAsync(db, cancel),
            };
        if (me.Can(Permission.SeeCases))
            summary = summary with
            {
                OpenCases = await db.Cases.CountAsync(c => c.State == CaseState.Open, cancel),
                ToChase = await ToChaseAsync(db, today, cancel),
                Alerts = await AlertsAsync(db, me.Id, cancel),
            };
        if (me.Can(Permission.SeeEvidence))
            summary = summary with { Watched = await new WatchNews(db).ReadAsync(now, cancel) };
        if (me.Can(Permission.ManageOffice))
            summary = summary with { Forwarding = await ForwardingNews.ReadAsync(db, now, cancel) };
        if (me.Can(Permission.BringMessagesIn))
            summary = summary with
            {
                Imports = await db.ImportJobs.AsNoTracking().Where(j => j.State == ImportState.Queued || j.State == ImportState.Running || j.State == ImportState.Stopped)
                    .OrderByDescending(j => j.Id).Take(5).ToListAsync(cancel),
            };
        return summary;
    }

    private static async Task<CannotWait> CannotWaitAsync(SerjeantDb db, QueueSight sight, CancellationToken cancel)
    {
        const int enough = 2000;
        var bits = new List<long>();
        foreach (var half in UrgentWaiting.Halves(db, sight, MessageState.Waiting, Priority.CannotWait))
            bits.AddRange(await half.OrderByDescending(m => m.Rank).Select(m => m.CategoryBits).Take(enough).ToListAsync(cancel));
        int Having(params Category[] categories) => bits.Count(b => (b & CategoryBits.Of(categories)) != 0);
        return new CannotWait(bits.Count, Having(Category.Threat, Category.Incitement, Category.Fixation), Having(Category.Leak), Having(Category.Welfare));
    }

    private static async Task<IReadOnlyList<ChaseLine>> ToChaseAsync(SerjeantDb db, DateOnly today, CancellationToken cancel) =>
        await db.CaseReports.AsNoTracking().Where(r => r.ChaseOn != null && r.ChaseOn <= today && r.OutcomeAt == null)
            .Join(db.Cases.Where(c => c.State == CaseState.Open), r => r.CaseId, c => c.Id, (r, c) => new { c.Number, r.Recipient, On = r.ChaseOn!.Value })
            .OrderBy(r => r.On).Take(10).Select(r => new ChaseLine(r.Number, r.Recipient, r.On)).ToListAsync(cancel);

    private static async Task<IReadOnlyList<AlertLine>> AlertsAsync(SerjeantDb db, long me, CancellationToken cancel) =>
        await db.CaseAlerts.AsNoTracking().Where(a => a.ToId == me && a.SeenAt == null)
            .Join(db.Cases, a => a.CaseId, c => c.Id, (a, c) => new { a.FromId, a.At, c.Number })
            .Join(db.Users, a => a.FromId, p => p.Id, (a, p) => new { a.Number, p.DisplayName, a.At })
            .OrderByDescending(a => a.At).Take(10).Select(a => new AlertLine(a.Number, a.DisplayName, a.At)).ToListAsync(cancel);
}
