using Serjeant.Evidence;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>A small pack with two exhibits and a redacted copy of a third.</summary>
internal static class SamplePack
{
    public const string Name = "pack-42";

    public static BagInfo Info(string software = "Serjeant 0.1.0") =>
        new(Name, "Office of A. Member MP", "Evidence of threats", "case 42", new DateOnly(2026, 3, 5), software);

    /// <param name="more">Files beside the usual ones, from <c>data/</c>.</param>
    public static async Task<byte[]> ZipAsync(BagInfo? info = null, IEnumerable<(string Path, byte[] Bytes)>? more = null)
    {
        using var stream = new MemoryStream();
        var bag = new BagWriter(new WriteOnlyStream(stream), info ?? Info());
        var none = CancellationToken.None;
        foreach (var (path, bytes) in Payload().Concat(more ?? []))
            await bag.AddAsync(path, bytes, none);
        await bag.FinishAsync(none);
        return stream.ToArray();
    }

    public static IEnumerable<(string Path, byte[] Bytes)> Payload()
    {
        yield return ("report.pdf", SampleExhibit.Bytes("%PDF-1.7 a report"));
        foreach (var (folder, label) in new[] { ("JS-1", "JS/1"), ("JS-2", "JS/2") })
            foreach (var (path, bytes) in SampleExhibit.Sealed(label, label))
                yield return ($"exhibits/{folder}/{path}", bytes);
        foreach (var (path, bytes) in SampleExhibit.Redacted("JS/3"))
            yield return ($"exhibits/JS-3/{path}", bytes);
        yield return (VerifyText.FileName, new VerifyText(Name, "Office of A. Member MP", false, null, null).ToBytes());
    }

    /// <summary>What comes after the exhibits are sealed, so that only the bag's lists name it. What is in it is for other tests.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Later()
    {
        yield return ("exhibits/JS-1/" + TimeStampFiles.NameOf(1), SampleExhibit.Bytes("0 a token"));
        yield return ("exhibits/JS-1/" + TimeStampFiles.NameOf(2), SampleExhibit.Bytes("0 a second token"));
        yield return ("exhibits/JS-2/" + TimeStampFiles.NameOf(1, TimeStampOver.Archive), SampleExhibit.Bytes("0 a third token"));
        yield return (TimeStampFiles.ChainOf(1), SampleExhibit.Bytes("-----BEGIN CERTIFICATE-----\nAA==\n"));
        yield return (VerifyAuthorProofs.FolderOf("JS-2") + "/page.txt.other.json", SampleExhibit.Proof("post/page.txt", SampleExhibit.Files("JS/2")["post/page.txt"]));
    }

    public static Dictionary<string, byte[]> Unzip(byte[] zip)
    {
        var tree = new ZipTree(new MemoryStream(zip));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in tree.Files)
        {
            using var copy = new MemoryStream();
            using var stream = tree.Open(file.Path);
            stream.CopyTo(copy);
            files[file.Path] = copy.ToArray();
        }
        return files;
    }

    public static Task<Verification> VerifyAsync(byte[] zip) =>
        EvidenceVerifier.VerifyAsync(new ZipTree(new MemoryStream(zip)), [], CancellationToken.None);

    public static Task<Verification> VerifyAsync(IReadOnlyDictionary<string, byte[]> files) =>
        EvidenceVerifier.VerifyAsync(new MemoryTree(files), [], CancellationToken.None);

    /// <summary>What a response to a browser is: it can't be sought in, nor read.</summary>
    private sealed class WriteOnlyStream(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
