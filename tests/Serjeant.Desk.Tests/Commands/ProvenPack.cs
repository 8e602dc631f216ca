using System.IO.Compression;
using Serjeant.Engines.Tests.Evidence;
using Serjeant.Engines.Tests.Ledger;
using Serjeant.Evidence;
using Serjeant.Ledger;

namespace Serjeant.Desk.Tests.Commands;

/// <summary>A pack with two exhibits and the ledger's proof of both.</summary>
internal static class ProvenPack
{
    public const string Name = "pack-7";

    public static readonly (string Folder, string Label)[] Exhibits = [("JS-1", "JS/1"), ("JS-2", "JS/2")];

    /// <param name="salt">Another one makes other exhibits with lists that fit them.</param>
    /// <param name="proof">Null makes the proof that fits; empty leaves it out.</param>
    /// <param name="more">Files beside the exhibits', from <c>data/</c>.</param>
    public static async Task<byte[]> MakeAsync(SampleLedger ledger, string salt = "", byte[]? proof = null, IEnumerable<(string Path, byte[] Bytes)>? more = null)
    {
        using var stream = new MemoryStream();
        var none = CancellationToken.None;
        var bag = new BagWriter(stream, new BagInfo(Name, "An office", "A pack", "case 7", new DateOnly(2026, 3, 5), "Serjeant 0.1.0"));
        foreach (var (folder, label) in Exhibits)
            foreach (var (path, bytes) in SampleExhibit.Sealed(label, label + salt))
                await bag.AddAsync($"exhibits/{folder}/{path}", bytes, none);
        foreach (var (path, bytes) in more ?? [])
            await bag.AddAsync(path, bytes, none);
        proof ??= Proof(ledger);
        if (proof.Length > 0)
            await bag.AddAsync("ledger-proof.json", proof, none);
        await bag.FinishAsync(none);
        return stream.ToArray();
    }

    /// <summary>Records both exhibits in the ledger and proves them.</summary>
    /// <param name="answer">What a domain answered later about a mail in the second.</param>
    public static byte[] Proof(SampleLedger ledger, byte[]? answer = null)
    {
        ledger.Grow(3);
        var entries = new List<(long, byte[])>();
        foreach (var (_, label) in Exhibits)
        {
            var manifest = SampleExhibit.Sealed(label, label)[ExhibitManifest.FileName];
            Record("exhibit.made", new() { [LedgerProof.ManifestFact] = SampleExhibit.Hash(manifest) });
        }
        if (answer is not null)
            Record(LedgerProof.AnsweredAction, new() { [LedgerProof.LabelFact] = Exhibits[1].Label, [LedgerProof.AnswerFact] = SampleExhibit.Hash(answer) });
        var size = ledger.Leaves.Count;
        return LedgerProof.Make(ledger.Tree, size, ledger.Signer.Verifier, ledger.Checkpoint(size), entries).ToBytes();

        void Record(string action, Dictionary<string, string> data)
        {
            var leaf = SampleLedger.Entry(ledger.Leaves.Count, action) with { Data = data };
            entries.Add((leaf.Index, leaf.ToBytes()));
            ledger.Leaves.Add(leaf.ToBytes());
            ledger.Tree.Add(leaf.Hash());
        }
    }

    public static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(e => e.FullName[(Name.Length + 1)..], e =>
        {
            using var copy = new MemoryStream();
            using var stream = e.Open();
            stream.CopyTo(copy);
            return copy.ToArray();
        });
    }

    public static string Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var (path, bytes) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }
        return folder;
    }
}
