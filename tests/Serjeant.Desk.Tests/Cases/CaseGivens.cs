using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Puts into a desk what the tests of cases start from.</summary>
internal static class CaseGivens
{
    private static int count;

    public static Task<long> PersonAsync(this TestDesk desk, Role role, long? officeId = null) =>
        desk.WithDbAsync(db => db.Users.Where(p => p.Role == role).Select(p => p.Id).SingleAsync(), officeId);

    /// <summary>A message with a finding and its original object.</summary>
    public static Task<long> MessageAsync(
        this TestDesk desk, string text, DateTimeOffset? sentAt = null, string author = "angry_example", string? raw = "{\"text\":\"x\"}", long? officeId = null,
        string rawType = "application/json", MessageKind kind = MessageKind.Reply) =>
        desk.WithDbAsync(async db =>
        {
            var office = officeId ?? desk.OfficeId;
            var who = await db.Authors.FirstOrDefaultAsync(a => a.Key == author)
                ?? db.Authors.Add(new Author
                {
                    OfficeId = office,
                    Platform = Platform.X,
                    Key = author,
                    Handle = author,
                    DisplayName = author + " name",
                    PlatformId = "990001",
                    ProfileAddress = "https://social.example/" + author,
                }).Entity;
            var number = Interlocked.Increment(ref count);
            var message = new Message
            {
                OfficeId = office,
                Platform = Platform.X,
                Kind = kind,
                ExternalId = $"post-{number}",
                Author = who,
                Text = text,
                Address = $"https://social.example/{author}/{number}",
                SentAt = sentAt ?? DateTimeOffset.UtcNow,
                ReceivedAt = DateTimeOffset.UtcNow,
                TopCategory = Category.Threat,
                TopSeverity = 3,
                Rank = 900,
                Abuse = true,
                Findings =
                [
                    new MessageFinding
                    {
                        OfficeId = office,
                        Rule = "threat.future-violence",
                        Category = Category.Threat,
                        Severity = 3,
                        Confidence = 0.9,
                        Reason = "Says that violence will follow.",
                        Start = 0,
                        Length = Math.Min(4, text.Length),
                    },
                ],
            };
            db.Messages.Add(message);
            await db.SaveChangesAsync();
            if (raw is not null)
            {
                db.MessageRaws.Add(RawOf(message.Id, office, raw, rawType));
                await db.SaveChangesAsync();
            }
            return message.Id;
        }, officeId);

    /// <summary>One of the desk's own services, in a scope that sees one office.</summary>
    public static async Task<TResult> WithAsync<TService, TResult>(this TestDesk desk, Func<TService, Task<TResult>> work, long? officeId = null)
        where TService : notnull
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = officeId ?? desk.OfficeId;
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static MessageRaw RawOf(long id, long officeId, string raw, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(bytes);
        return new MessageRaw
        {
            MessageId = id,
            OfficeId = officeId,
            MediaType = type,
            Compressed = packed.ToArray(),
            Hash = SHA256.HashData(bytes),
        };
    }
}
