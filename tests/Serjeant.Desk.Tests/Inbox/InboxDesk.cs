using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Decisions;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;

namespace Serjeant.Desk.Tests.Inbox;

/// <summary>Short ways to do what the inbox's pages do.</summary>
internal static class InboxDesk
{
    public static async Task<TestDesk> StartAsync()
    {
        var desk = await TestDesk.StartAsync();
        await TestMessages.ProtocolAsync(desk);
        return desk;
    }

    public static async Task<T> WithAsync<TService, T>(this TestDesk desk, Func<TService, Office, long, Task<T>> work, Role role = Role.Moderator, long? officeId = null)
        where TService : notnull
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = officeId ?? desk.OfficeId;
        var office = await db.Offices.SingleAsync(o => o.Id == db.OfficeScope);
        var person = await db.Users.SingleAsync(p => p.Role == role);
        return await work(scope.ServiceProvider.GetRequiredService<TService>(), office, person.Id);
    }

    public static Task<DecisionResult> DecideAsync(
        this TestDesk desk, DecisionKind kind, IEnumerable<long> ids, bool groups = false, bool suggested = true, long seen = 0, string? note = null) =>
        desk.WithAsync<Decide, DecisionResult>((decide, office, person) => decide.RunAsync(office, person,
            new DecisionOrder(kind, [.. ids.Select(id => new Pick(id, seen))], groups) { SuggestedRules = suggested, Note = note }, CancellationToken.None));

    public static Task<UndoResult?> UndoAsync(this TestDesk desk, Guid batch, long? officeId = null) =>
        desk.WithAsync<UndoDecision, UndoResult?>((undo, office, person) => undo.RunAsync(office.Id, person, batch, CancellationToken.None), officeId: officeId);

    public static Task<Message> MessageAsync(this TestDesk desk, long id) => desk.WithDbAsync(db => db.Messages.Include(m => m.Findings).SingleAsync(m => m.Id == id));
}
