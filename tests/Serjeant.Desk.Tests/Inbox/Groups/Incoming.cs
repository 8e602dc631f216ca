using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Inbox.Ingest;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Outside;

namespace Serjeant.Desk.Tests.Inbox.Groups;

/// <summary>Messages through the real ingest, as a platform or a mailbox would bring them.</summary>
internal static class Incoming
{
    public const string Insult = "Marlowe sold out the whole of Linden, pathetic vermin that she is, so share it until she goes";
    public const string Letter =
        "Dear Alex, I am writing to ask you to speak up for the bus to the clinic. It is the only way for people without a car to see a doctor, and the new timetable "
        + "leaves them waiting in the cold. Please ask the minister to restore the morning service. I look forward to hearing what you will do. Yours sincerely";

    private static int count;

    public static IncomingMessage Of(string text, string handle, DateTimeOffset? at = null, bool mail = false) => new(
        mail ? Platform.Email : Platform.X, mail ? MessageKind.Email : MessageKind.Reply, $"in-{Interlocked.Increment(ref count)}", null,
        new IncomingAuthor(handle, null, null, null), text, at ?? DateTimeOffset.UtcNow, null, null, null, null, Encoding.UTF8.GetBytes("{}"), "application/json");

    public static async Task TakeInAsync(this TestDesk desk, IReadOnlyList<IncomingMessage> messages, long? officeId = null)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        var office = officeId ?? desk.OfficeId;
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = office;
        await scope.ServiceProvider.GetRequiredService<MessageIngest>().AddAsync(office, null, messages, CancellationToken.None);
    }

    public static Task<List<Message>> AllAsync(this TestDesk desk, long? officeId = null) =>
        desk.WithDbAsync(db => db.Messages.AsNoTracking().OrderBy(m => m.Id).ToListAsync(), officeId);

    public static Task<List<TextGroup>> GroupsAsync(this TestDesk desk, long? officeId = null) =>
        desk.WithDbAsync(db => db.TextGroups.AsNoTracking().OrderByDescending(g => g.Total).ToListAsync(), officeId);
}
