using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Inbox.Judging;
using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Protocols;
using Serjeant.Text;

namespace Serjeant.Desk.Tests.Support;

/// <summary>Messages in an office's inbox as import leaves them there: judged by the shipped rules, grouped by text, ready to search.</summary>
internal static class TestMessages
{
    public const string Threat = "I know where you live and I am going to kill you tonight with a knife.";
    public const string Praise = "Thank you for the new bus shelter, it is lovely.";
    public const string Advert = "Earn £500 a day from home, click my profile for the link, guaranteed returns!!!";

    private static readonly Lazy<IJudge> Judge = new(Shipped.DeskJudge);
    private static int count;

    public static Task<long> AddAsync(
        TestDesk desk, string text, string handle = "someone", Platform platform = Platform.Facebook, MessageKind kind = MessageKind.Comment,
        string? address = null, string? displayName = null, string? subject = null, string? threadId = null, DateTimeOffset? sentAt = null,
        string? profile = null, long? officeId = null, string? account = null) => desk.WithDbAsync(async db =>
    {
        var office = officeId ?? desk.OfficeId;
        var author = await db.Authors.SingleOrDefaultAsync(a => a.Platform == platform && a.Key == handle)
            ?? db.Authors.Add(new Author { OfficeId = office, Platform = platform, Key = handle, Handle = handle, DisplayName = displayName, ProfileAddress = profile }).Entity;
        var verdict = Judge.Value.Judge(text);
        var message = new Message
        {
            OfficeId = office,
            Platform = platform,
            Kind = kind,
            ExternalId = $"m{Interlocked.Increment(ref count)}",
            Author = author,
            Text = text,
            Subject = subject,
            Address = address,
            ThreadId = threadId,
            Account = account,
            SentAt = (sentAt ?? DateTimeOffset.UtcNow).ToUniversalTime(),
            ReceivedAt = DateTimeOffset.UtcNow,
            TextKey = TextKey.Of(text),
            Findings = [.. verdict.Findings.Select(f => MessageMarks.Row(f, office))],
        };
        MessageMarks.Set(message, verdict);
        if (message.TextKey is { } key)
            message.StandsForGroup = await CountInGroupAsync(db, office, key, message.SentAt);
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        await IndexAsync(db, message.Id, text);
        return message.Id;
    }, officeId);

    /// <summary>Puts a shipped protocol in force.</summary>
    public static Task<Protocol> ProtocolAsync(TestDesk desk, string template = "a-community-guidelines", long? officeId = null) => desk.WithDbAsync(async db =>
    {
        var shipped = Shipped.Protocols().Single(t => t.Id == template);
        var protocol = new Protocol
        {
            OfficeId = officeId ?? desk.OfficeId,
            Version = 1,
            Template = shipped.Id,
            Title = shipped.Title,
            Intro = shipped.Intro,
            CreatedAt = DateTimeOffset.UtcNow,
            InForceAt = DateTimeOffset.UtcNow,
            Rules = [.. shipped.Rules.Select(r => RowOf(r, officeId ?? desk.OfficeId))],
        };
        db.Protocols.Add(protocol);
        await db.SaveChangesAsync();
        return protocol;
    }, officeId);

    private static ProtocolRule RowOf(TemplateRule rule, long officeId) => new()
    {
        OfficeId = officeId,
        Number = rule.Number,
        Title = rule.Title,
        Text = rule.Text,
        Enabled = rule.Enabled,
        Warning = rule.Warning,
        Categories = string.Join(' ', rule.Categories.Select(c => c.Id())),
    };

    private static async Task<bool> CountInGroupAsync(SerjeantDb db, long officeId, long key, DateTimeOffset sentAt)
    {
        var group = await db.TextGroups.SingleOrDefaultAsync(g => g.TextKey == key)
            ?? db.TextGroups.Add(new TextGroup { OfficeId = officeId, TextKey = key, FirstSentAt = sentAt }).Entity;
        group.Total++;
        group.Waiting++;
        group.Authors++;
        group.LastSentAt = sentAt;
        return !await db.Messages.AnyAsync(m => m.TextKey == key && m.State == MessageState.Waiting && m.StandsForGroup);
    }

    private static Task<int> IndexAsync(SerjeantDb db, long id, string text) => db.IsSqlite
        ? db.Database.ExecuteSqlAsync($"""INSERT INTO "MessageSearch" (rowid, Words) VALUES ({id}, {text})""")
        : db.Database.ExecuteSqlAsync($"""INSERT INTO "MessageSearch" ("MessageId", "Words") VALUES ({id}, to_tsvector('simple', {text}))""");
}
