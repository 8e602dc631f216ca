using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serjeant.Mail.Authentication;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>What was looked up about who sent a mail, and when. It is kept with the check, because tomorrow's answer may be another.</summary>
public sealed record SenderLookUp(DateTimeOffset At, AuthenticationFacts Facts)
{
    /// <summary>Of a sentence, in characters: names in it are written by whoever wrote the mail.</summary>
    private const int LongestWords = 600;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>How many ways of proving the sender were looked at to an end.</summary>
    public int Known => Facts.Notes.Count(n => n.By == KnownBy.LookUp);

    public string Write() => JsonSerializer.Serialize(this with { Facts = Facts with { Notes = [.. Facts.Notes.Select(n => n with { Words = SenderWords.Cut(n.Words, LongestWords) })] } }, Options);

    /// <returns>Null for nothing, and for what can't be read: then nothing is known, which counts for nothing.</returns>
    public static SenderLookUp? Read(string? json)
    {
        try
        {
            return json is null || JsonSerializer.Deserialize<SenderLookUp>(json, Options) is not { Facts.Notes: not null } read ? null : read;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
