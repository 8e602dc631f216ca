using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Moderation;
using Serjeant.Outside;
using Serjeant.Outside.Exports;

namespace Serjeant.Chapters.Demo;

/// <summary>The fictional messages of <c>content/demo</c>, with times counted back from now.</summary>
internal static class DemoMessages
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "content", "demo");

    public static async Task<IReadOnlyList<IncomingMessage>> ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var messages = ReadTable(now);
        var mail = ExportSource.Open(Path.Combine(Folder, "phishing.eml"));
        await foreach (var item in ExportReader.ReadAsync(mail, new ReadOptions(), 0, cancel))
        {
            if (item.Message is { } message)
                messages.Add(message with { SentAt = now.AddHours(-3) });
        }
        return messages;
    }

    private static List<IncomingMessage> ReadTable(DateTimeOffset now) =>
        [.. File.ReadLines(Path.Combine(Folder, "messages.ndjson")).Select((line, i) => JsonSerializer.Deserialize<Row>(line, Names)!.ToMessage(i, line, now))];

    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>A line of messages.ndjson.</summary>
    private sealed record Row(Platform Platform, MessageKind Kind, string Handle, string? Name, double HoursAgo, string? Thread, string? Subject, string Text)
    {
        public IncomingMessage ToMessage(int number, string line, DateTimeOffset now)
        {
            var id = $"demo-{number:0000}";
            var site = $"https://{Platform.ToString().ToLowerInvariant()}.example";
            var isPublic = Kind is not (MessageKind.DirectMessage or MessageKind.Email);
            return new IncomingMessage(
                Platform, Kind, id, Thread, new IncomingAuthor(Handle, Name, null, Platform == Platform.Email ? null : $"{site}/{Handle}"),
                Text, now.AddHours(-HoursAgo), isPublic ? $"{site}/{Handle}/{id}" : null, Thread, Subject, "@AlexMarloweMP",
                Encoding.UTF8.GetBytes(line), "application/json");
        }
    }
}
