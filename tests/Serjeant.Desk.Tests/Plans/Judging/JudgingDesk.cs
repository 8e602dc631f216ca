using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Chapters.Plans.Judging;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Workers;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>Short ways to change how an office's messages are judged.</summary>
internal static class JudgingDesk
{
    public const string Insult = "You are an absolute waste of oxygen";

    public static string PageOf(Category category) => $"/plans/judging/categories/{category.Id()}";

    public static Task<bool> SwitchAsync(this TestDesk desk, Category category, bool off, long? officeId = null) =>
        desk.WithAsync<JudgingChanges, bool>((changes, office, person) => changes.SwitchAsync(office.Id, person, category, off, CancellationToken.None), Role.Manager, officeId);

    public static Task<bool> LearnAsync(this TestDesk desk, bool on) =>
        desk.WithAsync<JudgingChanges, bool>((changes, office, person) => changes.LearnAsync(office.Id, person, on, CancellationToken.None), Role.Manager);

    /// <summary>Does what the worker does, until nothing is left to do.</summary>
    public static async Task<Rejudging> RejudgeAsync(this TestDesk desk, long? officeId = null)
    {
        var worker = ActivatorUtilities.CreateInstance<RejudgeWorker>(desk.App.Services);
        while (await worker.RunOneAsync(CancellationToken.None))
        {
        }
        return await desk.WithDbAsync(db => db.Rejudgings.AsNoTracking().SingleAsync(), officeId);
    }

    /// <summary>Messages with the same insult in other words each, decided by the moderator.</summary>
    public static async Task DecidedInsultsAsync(this TestDesk desk, DecisionKind kind, int count, string prefix = "left")
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
            ids.Add(await TestMessages.AddAsync(desk, $"{prefix} {Word(i)}: {Insult}"));
        await desk.DecideAsync(kind, ids);
    }

    public static async Task<IReadOnlyList<Moderation.Offices.Outcome>> OutcomesAsync(this TestDesk desk, DateTimeOffset? since = null, long? officeId = null) =>
        await desk.WithDbAsync(db => OfficeOutcomes.ReadAsync(db, officeId ?? desk.OfficeId, since, CancellationToken.None), officeId);

    private static string Word(int i) => new((char)('a' + i % 26), 3 + i / 26);
}
