using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Serjeant.Ledger;

/// <summary>One entry of the ledger and the way from it to the signed root.</summary>
/// <param name="LeafBytes">The exact bytes that were hashed.</param>
public sealed record ProvenEntry(byte[] LeafBytes, long Index, IReadOnlyList<byte[]> Path);

/// <summary>
/// Shows that some entries stand in an office's ledger without showing the rest of it: the entries, the hashes that lead
/// from each to the root, and one signed checkpoint over that root. Goes into a pack as <c>ledger-proof.json</c>.
/// </summary>
/// <param name="Checkpoint">A signed note.</param>
public sealed record LedgerProof(CheckpointVerifier Key, string Checkpoint, IReadOnlyList<ProvenEntry> Entries)
{
    /// <summary>The longest proof file that is read, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The name, in a leaf's <see cref="LedgerLeaf.Data"/>, of the SHA-256 of an exhibit's manifest (hexadecimal, lower case).</summary>
    public const string ManifestFact = "manifest-sha256";

    /// <summary>
    /// The action of a leaf which says that a later answer about who signed a file was kept. Its <see cref="LedgerLeaf.Data"/> has the exhibit's label
    /// and, under <see cref="AnswerFact"/>, the SHA-256 of the answer's file.
    /// </summary>
    public const string AnsweredAction = "exhibit.author-proof-answered";

    /// <inheritdoc cref="AnsweredAction"/>
    public const string AnswerFact = "sha256";

    /// <summary>The name, in a leaf's data, of the exhibit's label.</summary>
    public const string LabelFact = "label";

    internal const int Version = 1;

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        // It is a file, never part of a page: only what JSON itself needs is escaped, so that people can read it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Makes the proof of entries that the tree holds, under a checkpoint signed over its first <paramref name="size"/> leaves.</summary>
    public static LedgerProof Make(
        MerkleTree tree, long size, CheckpointVerifier key, string checkpoint, IEnumerable<(long Index, byte[] LeafBytes)> entries) =>
        new(key, checkpoint, [.. entries.Select(e => new ProvenEntry(e.LeafBytes, e.Index, tree.InclusionProof(e.Index, size)))]);

    /// <summary>Indented JSON, for people as much as for programs. The same proof always makes the same bytes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("serjeant-ledger-proof", Version);
            json.WriteString("key", Key.ToString());
            json.WriteString("checkpoint", Checkpoint);
            json.WriteStartArray("entries");
            foreach (var entry in Entries)
                Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not a proof as <see cref="ToBytes"/> writes it.</exception>
    public static LedgerProof Parse(ReadOnlyMemory<byte> bytes) => LedgerProofReader.Read(bytes);

    private static void Write(Utf8JsonWriter json, ProvenEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("index", entry.Index);
        json.WriteString("leaf", Encoding.UTF8.GetString(entry.LeafBytes));
        json.WriteStartArray("path");
        foreach (var hash in entry.Path)
            json.WriteStringValue(Convert.ToBase64String(hash));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
