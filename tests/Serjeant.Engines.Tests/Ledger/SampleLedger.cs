using System.Globalization;
using System.Text;
using Serjeant.Ledger;

namespace Serjeant.Engines.Tests.Ledger;

/// <summary>A small office's ledger, its key, and the exports that could be made of it.</summary>
internal sealed class SampleLedger : IDisposable
{
    public const string Office = "office-1";

    public SampleLedger(CheckpointSigner? signer = null) => Signer = signer ?? CheckpointSigner.Create("serjeant/office-1");

    public CheckpointSigner Signer { get; }

    public List<byte[]> Leaves { get; } = [];

    public MerkleTree Tree { get; } = new();

    public static LedgerLeaf Entry(long index, string action = "message.hidden") => new(
        Office, index, DateTimeOffset.UnixEpoch.AddMinutes(index), "person-1", action, "message",
        index.ToString(CultureInfo.InvariantCulture), new Dictionary<string, string> { ["rule"] = "3" }, new Dictionary<string, string>());

    public SampleLedger Grow(int count, string action = "message.hidden")
    {
        for (var i = 0; i < count; i++)
        {
            var bytes = Entry(Leaves.Count, action).ToBytes();
            Leaves.Add(bytes);
            Tree.Add(MerkleHash.Leaf(bytes));
        }
        return this;
    }

    public string Checkpoint(int size) => Signer.Sign(size, Tree.Root(size));

    /// <summary>The export's lines, with checkpoints at the sizes given.</summary>
    public async Task<List<string>> ExportAsync(params int[] checkpoints)
    {
        using var stream = new MemoryStream();
        var none = CancellationToken.None;
        var writer = await LedgerExportWriter.StartAsync(stream, Office, Signer.Verifier, none);
        for (var i = 0; i < Leaves.Count; i++)
        {
            await writer.LeafAsync(Leaves[i], none);
            if (checkpoints.Contains(i + 1))
                await writer.CheckpointAsync(Checkpoint(i + 1), none);
        }
        await writer.EndAsync(none);
        return [.. Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n')];
    }

    public static Task<LedgerReport> VerifyAsync(
        IEnumerable<string> lines, CheckpointVerifier? key = null, params string[] witnesses) =>
        VerifyAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), key, witnesses);

    public static async Task<LedgerReport> VerifyAsync(byte[] bytes, CheckpointVerifier? key = null, params string[] witnesses)
    {
        using var stream = new MemoryStream(bytes);
        return await LedgerVerifier.VerifyAsync(stream, new LedgerVerifyOptions(key, witnesses));
    }

    public void Dispose() => Signer.Dispose();
}
