using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Storage;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Data;

public sealed class LedgerCheckpointWorkerTests
{
    [Fact]
    public async Task Every_office_is_signed_though_anothers_ledger_is_broken()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var desk = await TestDesk.StartAsync();
        foreach (var office in new[] { desk.OfficeId, desk.OtherOfficeId })
        {
            await using var scope = desk.App.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OfficeChanges>().RunAsync(office, null, ledger =>
            {
                ledger.Record("test.made", "thing", 1);
                return Task.CompletedTask;
            }, cancel);
        }
        await desk.WithDbAsync(db => db.LedgerHeads.ExecuteUpdateAsync(
            s => s.SetProperty(h => h.Frontier, Serjeant.Ledger.Frontier.Empty.Append(new byte[32]).ToBytes()), cancel));

        using var worker = new LedgerCheckpointWorker(
            desk.App.Services.GetRequiredService<IServiceScopeFactory>(), desk.App.Services.GetRequiredService<LedgerKeys>(),
            TimeProvider.System, NullLogger<LedgerCheckpointWorker>.Instance);
        await worker.SignAllAsync(cancel);

        (await desk.WithDbAsync(db => db.LedgerCheckpoints.CountAsync(cancel))).ShouldBe(0);
        (await desk.WithDbAsync(db => db.LedgerCheckpoints.CountAsync(cancel), desk.OtherOfficeId)).ShouldBe(1);
    }
}
