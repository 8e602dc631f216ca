using System.IO.Compression;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class LargeZipTests
{
    [Fact]
    public async Task More_files_than_an_old_zip_can_count_are_written_and_read_back()
    {
        const int count = 66_000;
        using var stream = new MemoryStream();
        var bag = new BagWriter(stream, SamplePack.Info());
        for (var i = 0; i < count; i++)
            await bag.AddAsync($"f{i}", [(byte)i], TestContext.Current.CancellationToken);
        await bag.FinishAsync(TestContext.Current.CancellationToken);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        archive.Entries.Count.ShouldBe(count + 4);
        var tree = new ZipTree(stream);
        tree.Files.Count.ShouldBe(count + 4);
        tree.HasOwnLayout().ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_larger_than_an_old_zip_can_hold_is_written_and_read_back()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1", "writes nine gigabytes of nothing");
        const long size = (1L << 32) + 5;
        var path = Path.GetTempFileName();
        try
        {
            await using var zip = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            var bag = new BagWriter(zip, SamplePack.Info());
            foreach (var name in new[] { "one", "two" }) // The second one's offset needs Zip64 too.
                await bag.AddAsync(name, _ => ValueTask.FromResult<Stream>(new Zeros(size)), null, TestContext.Current.CancellationToken);
            await bag.FinishAsync(TestContext.Current.CancellationToken);
            using (var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true))
                archive.GetEntry("pack-42/data/two")!.Length.ShouldBe(size);
            (await EvidenceVerifier.VerifyAsync(new ZipTree(zip), [], TestContext.Current.CancellationToken)).IsWhole.ShouldBeTrue();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Zeros(long length) : MemoryStream
    {
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, left);
            buffer.Span[..read].Clear();
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
