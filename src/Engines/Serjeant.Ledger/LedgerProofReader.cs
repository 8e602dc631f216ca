using System.Text;
using System.Text.Json;

namespace Serjeant.Ledger;

/// <summary>The strict way back from a proof file; what it reads it writes again and compares.</summary>
internal static class LedgerProofReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 5, AllowDuplicateProperties = false };

    public static LedgerProof Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LedgerProof.MaxBytes)
            throw new FormatException("The ledger proof is too long.");
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var proof = FromJson(document.RootElement);
            return proof.ToBytes().AsSpan().SequenceEqual(bytes.Span)
                ? proof
                : throw new FormatException("The ledger proof is not written as Serjeant writes it.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("The ledger proof is not JSON of the expected shape.", e);
        }
    }

    private static LedgerProof FromJson(JsonElement root)
    {
        if (root.GetProperty("serjeant-ledger-proof").GetInt64() != LedgerProof.Version)
            throw new FormatException("The ledger proof was written by a later version of the program.");
        return new LedgerProof(
            CheckpointVerifier.Parse(Text(root.GetProperty("key"))),
            Text(root.GetProperty("checkpoint")),
            [.. root.GetProperty("entries").EnumerateArray().Select(Entry)]);
    }

    private static ProvenEntry Entry(JsonElement entry) => new(
        Encoding.UTF8.GetBytes(Text(entry.GetProperty("leaf"))),
        entry.GetProperty("index").GetInt64(),
        [.. entry.GetProperty("path").EnumerateArray().Select(Hash)]);

    private static byte[] Hash(JsonElement hash) =>
        StrictBase64.TryDecode(Text(hash), out var bytes) ? bytes : throw new FormatException("A hash in the ledger proof is not base64.");

    private static string Text(JsonElement element) =>
        element.GetString() ?? throw new FormatException("A part of the ledger proof is missing.");
}
