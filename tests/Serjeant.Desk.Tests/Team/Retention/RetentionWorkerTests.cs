using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Workers;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Team.Retention;

/// <summary>The worker itself, started and stopped as the program does, by a clock that the test turns.</summary>
public sealed class RetentionWorkerTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_deletes_soon_after_the_start_and_then_each_day()
    {
        var clock = new TurnedClock();
        await using var desk = await RetentionDesk.StartAsync(clock.Use);
        var first = await desk.DecidedAsync(DecisionKind.Leave, 91);
        var second = await desk.DecidedAsync(DecisionKind.Leave, 90, "Good luck with the fair");
        await desk.WithDbAsync(db => db.Decisions.Where(d => d.MessageId == second)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.DecidedAt, clock.GetUtcNow().AddDays(-90).AddHours(12)), Cancel));
        using var worker = Worker(desk, clock);
        await worker.StartAsync(Cancel);
        (await desk.IsThereAsync(first)).ShouldBeTrue("nothing goes before the clock is turned");

        await clock.TurnAsync(TimeSpan.FromMinutes(5), Cancel);
        await GoneAsync(desk, first);
        (await desk.IsThereAsync(second)).ShouldBeTrue();

        await clock.TurnAsync(TimeSpan.FromHours(24), Cancel);
        await GoneAsync(desk, second);
        await worker.StopAsync(Cancel);
        (await desk.LedgerAsync("retention.deleted")).ShouldAllBe(e => e.ActorId == null);
    }

    [Fact]
    public async Task One_offices_trouble_does_not_keep_the_others_data()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var theirs = await TestMessages.AddAsync(desk, TestMessages.Praise, officeId: desk.OtherOfficeId);
        await desk.ReceivedAsync(theirs, 1_000, desk.OtherOfficeId);
        await desk.WithDbAsync(async db =>
        {
            db.DoomedBlobs.Add(new DoomedBlob { OfficeId = desk.OfficeId, Hash = new string('0', 64), Bytes = 1 });
            await db.SaveChangesAsync(Cancel);
            return await db.Offices.Where(o => o.Id == desk.OfficeId).ExecuteUpdateAsync(s => s.SetProperty(o => o.EvidenceKey, new byte[] { 1 }), Cancel);
        });

        await Worker(desk, TimeProvider.System).RunAllAsync(Cancel);

        (await desk.IsThereAsync(theirs, desk.OtherOfficeId)).ShouldBeFalse();
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync(Cancel))).ShouldBe(1, "it is tried again another day");
    }

    [Fact]
    public async Task An_office_that_is_not_set_up_yet_is_left_alone()
    {
        await using var desk = await RetentionDesk.StartAsync();
        var id = await desk.DecidedAsync(DecisionKind.Leave, 91);
        await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).ExecuteUpdateAsync(s => s.SetProperty(o => o.SetUpAt, (DateTimeOffset?)null), Cancel));

        await Worker(desk, TimeProvider.System).RunAllAsync(Cancel);

        (await desk.IsThereAsync(id)).ShouldBeTrue();
    }

    private static RetentionWorker Worker(TestDesk desk, TimeProvider clock) =>
        new(desk.App.Services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<RetentionWorker>.Instance);

    /// <summary>Waits for the worker; the test's own time limit ends a wait in vain.</summary>
    private static async Task GoneAsync(TestDesk desk, long id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (await desk.IsThereAsync(id))
            await Task.Delay(50, limit.Token);
    }
}
