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
    public static async Task<byte[]> MakeAsync(SampleLedger ledger, string salt = "", byte[]? proof = null)
    {
        using var stream = new MemoryStream();
        var none = CancellationToken.None;
        var bag = new BagWriter(stream, new BagInfo(Name, "An office", "A pack", "case 7", new DateOnly(2026, 3, 5), "Serjeant 0.1.0"));
        foreach (var (folder, label) in Exhibits)
            foreach (var (path, bytes) in SampleExhibit.Sealed(label, label + salt))
                await bag.AddAsync($"exhibits/{folder}/{path}", bytes, none);
        proof ??= Proof(ledger);
        if (proof.Length > 0)
            await bag.AddAsync("ledger-proof.json", proof, none);
        await bag.FinishAsync(none);
        return stream.ToArray();
    }

    /// <summary>Records both exhibits in the ledger and proves them.</summary>
    public static byte[] Proof(SampleLedger ledger)
    {
        ledger.Grow(3);
        var entries = new List<(long, byte[])>();
        foreach (var (_, label) in Exhibits)
        {
            var manifest = SampleExhibit.Sealed(label, label)[ExhibitManifest.FileName];
            var leaf = SampleLedger.Entry(ledger.Leaves.Count, "exhibit.made") with
            {
                Data = new Dictionary<string, string> { [LedgerProof.ManifestFact] = SampleExhibit.Hash(manifest) },
            };
            entries.Add((leaf.Index, leaf.ToBytes()));
            ledger.Leaves.Add(leaf.ToBytes());
            ledger.Tree.Add(leaf.Hash());
        }
        var size = ledger.Leaves.Count;
        return LedgerProof.Make(ledger.Tree, size, ledger.Signer.Verifier, ledger.Checkpoint(size), entries).ToBytes();
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
