using System.Text.Json;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.Meta;

/// <summary>
/// Whose Facebook or Instagram export it is. Labels in Instagram's file come in the account's language, so every short value under
/// <c>string_map_data</c> counts as one of its names.
/// </summary>
internal static class MetaAccount
{
    private const int MostBytes = 1 << 20;

    public static async Task<OwnAccount?> FindAsync(ExportSource source, CancellationToken cancellationToken)
    {
        var file = source.Files.FirstOrDefault(f =>
            PathTail.Matches(f.Path, "profile_information.json") || PathTail.Matches(f.Path, "personal_information.json"));
        if (file is null)
            return null;
        try
        {
            await using var stream = file.Open();
            var bytes = new byte[MostBytes];
            var length = await stream.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancellationToken);
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            var names = Names(document.RootElement).Select(Mojibake.Repair).Select(n => CleanText.Line(n)).OfType<string>().ToList();
            return names.Count == 0 ? null : new OwnAccount(names, names[0]);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or ExportRefusedException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Names(JsonElement root)
    {
        foreach (var profile in new[] { "profile_v2", "profile" })
        {
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(profile, out var owner)
                && owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty("name", out var name) && name.Text("full_name") is { } full)
                yield return full;
        }
        foreach (var user in root.List("profile_user"))
        {
            if (user.ValueKind != JsonValueKind.Object || !user.TryGetProperty("string_map_data", out var map) || map.ValueKind != JsonValueKind.Object)
                continue;
            foreach (var property in map.EnumerateObject())
            {
                if (property.Value.Text("value") is { Length: > 0 and <= 60 } value)
                    yield return value;
            }
        }
    }
}
