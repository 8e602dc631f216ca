using System.Text.Json;
using Serjeant.Outside.Exports.Bytes;

namespace Serjeant.Outside.Exports.X;

/// <summary>Whose X archive it is: <c>data/account.js</c>.</summary>
internal static class XAccount
{
    private static readonly HashSet<string> Open = ["$"];

    public static async Task<OwnAccount?> FindAsync(ExportSource source, ReadOptions options, CancellationToken cancellationToken)
    {
        if (source.Files.FirstOrDefault(f => PathTail.Matches(f.Path, "data/account.js")) is not { } file)
            return null;
        try
        {
            await using var stream = file.Open();
            var pieces = new JsonPieces(stream, Open, options.Limits.LineBytes, prefixed: true);
            if (!await pieces.NextAsync(cancellationToken) || pieces.TooLarge)
                return null;
            using var document = JsonDocument.Parse(pieces.Piece);
            if (!document.RootElement.TryGetProperty("account", out var account) || account.Text("accountId") is not { } id)
                return null;
            return new OwnAccount([id], CleanText.Line(account.Text("username")));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or ExportRefusedException)
        {
            return null;
        }
    }
}
