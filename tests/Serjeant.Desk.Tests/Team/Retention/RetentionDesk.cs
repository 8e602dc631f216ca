using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Team.Retention;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.Team.Retention;

/// <summary>Puts things into the past, and runs what deletes them.</summary>
internal static class RetentionDesk
{
    public static async Task<TestDesk> StartAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? adjust = null)
    {
        var desk = await TestDesk.StartAsync(adjust);
        await TestMessages.ProtocolAsync(desk);
        foreach (var office in new[] { desk.OfficeId, desk.OtherOfficeId })
            foreach (var (outcome, _, _, days) in RetentionWords.All)
                await desk.WithDbAsync(db => db.RetentionRules.Where(r => r.Outcome == outcome).ExecuteUpdateAsync(s => s.SetProperty(r => r.Days, days)), office);
        return desk;
    }

    public static Task<RetentionResult> RunAsync(this TestDesk desk, long? actorId = null, long? officeId = null) =>
        desk.WithAsync<RetentionRun, RetentionResult>(run => run.RunAsync(officeId ?? desk.OfficeId, actorId, CancellationToken.None), officeId);

    public static Task<IReadOnlyList<DueOutcome>> PreviewAsync(this TestDesk desk, long? officeId = null) =>
        desk.WithAsync<RetentionPreview, IReadOnlyList<DueOutcome>>(preview => preview.ReadAsync(CancellationToken.None), officeId);

    /// <summary>A message that was decided so many days ago.</summary>
    public static async Task<long> DecidedAsync(this TestDesk desk, DecisionKind kind, int daysAgo, string text = TestMessages.Praise, string handle = "someone")
    {
        var id = await TestMessages.AddAsync(desk, text, handle);
        await desk.DecideAsync(kind, [id]);
        var then = Ago(daysAgo);
        await desk.WithDbAsync(db => db.Decisions.Where(d => d.MessageId == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.DecidedAt, then)));
        await desk.ReceivedAsync(id, daysAgo);
        return id;
    }

    public static Task<int> ReceivedAsync(this TestDesk desk, long id, int daysAgo, long? officeId = null)
    {
        var then = Ago(daysAgo);
        return desk.WithDbAsync(db => db.Messages.Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReceivedAt, then)), officeId);
    }

    /// <summary>A case with these messages in which nothing has happened for so many days.</summary>
    public static async Task<int> QuietCaseAsync(this TestDesk desk, int daysAgo, bool closed, params long[] messages)
    {
        var number = await desk.CaseAsync("Threats", messages);
        var then = Ago(daysAgo);
        await desk.WithDbAsync(async db =>
        {
            var id = await db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync();
            await db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.OpenedAt, then));
            if (closed)
                await db.Cases.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                    .SetProperty(c => c.State, CaseState.Closed).SetProperty(c => c.ClosedAt, then).SetProperty(c => c.ClosedWhy, "It stopped."));
            await db.CaseMessages.Where(c => c.CaseId == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.AddedAt, then));
            return await db.Exhibits.Where(e => e.CaseId == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.MadeAt, then));
        });
        return number;
    }

    public static Task<bool> IsThereAsync(this TestDesk desk, long messageId, long? officeId = null) =>
        desk.WithDbAsync(db => db.Messages.AnyAsync(m => m.Id == messageId), officeId);

    public static Task<List<LedgerEntry>> LedgerAsync(this TestDesk desk, string action) =>
        desk.WithDbAsync(db => db.LedgerEntries.Where(e => e.Action == action).OrderBy(e => e.Index).ToListAsync());

    public static DateTimeOffset Ago(int days) => DateTimeOffset.UtcNow.AddDays(-days);
}
