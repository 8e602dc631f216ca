using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Data;

/// <summary>SQLite answers by the index that finds the rows, not by one that begins with the office that every row has.</summary>
public sealed class PlannerStatisticsTests
{
    [Fact]
    public async Task What_belongs_to_messages_is_found_by_message()
    {
        Assert.SkipWhen(TestDatabases.OnPostgres, "PostgreSQL gathers its own statistics.");
        await using var desk = await InboxDesk.StartAsync();
        long[] ids = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

        (await PlanAsync(desk, db => db.MessageFindings.Where(f => ids.Contains(f.MessageId)))).ShouldContain("IX_MessageFindings_MessageId");
        (await PlanAsync(desk, db => db.Uncoverings.Where(u => ids.Contains(u.MessageId)))).ShouldContain("IX_Uncoverings_MessageId");
        (await PlanAsync(desk, db => db.Decisions.Where(d => ids.Contains(d.MessageId)))).ShouldContain("IX_Decisions_MessageId");
    }

    [Fact]
    public async Task The_queue_is_read_in_order_whatever_it_is_filtered_by()
    {
        Assert.SkipWhen(TestDatabases.OnPostgres, "PostgreSQL gathers its own statistics.");
        await using var desk = await InboxDesk.StartAsync();
        var since = DateTimeOffset.UnixEpoch;
        Func<IQueryable<Message>, IQueryable<Message>>[] filters =
            [m => m, m => m.Where(x => x.Platform == Platform.X), m => m.Where(x => x.SentAt >= since), m => m.Where(x => (x.CategoryBits & 6) != 0)];
        foreach (var filter in filters)
        {
            var plan = await PlanAsync(desk, db => filter(db.Messages.Where(m => m.State == MessageState.Waiting && m.StandsForGroup))
                .OrderByDescending(m => m.Rank).ThenByDescending(m => m.SentAt).ThenByDescending(m => m.Id).Select(m => m.Id).Take(50));
            plan.ShouldContain("IX_Messages_Queue");
            plan.ShouldNotContain("TEMP B-TREE");
        }
    }

    private static Task<string> PlanAsync<T>(TestDesk desk, Func<SerjeantDb, IQueryable<T>> query) => desk.WithDbAsync(async db =>
    {
        db.OfficeScope = desk.OfficeId;
        await using var command = query(db).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));
        return string.Join("\n", steps);
    });
}
