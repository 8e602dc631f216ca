using System.Diagnostics;
using System.Security.Cryptography;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>The encrypted form of a pack, opened by 7-Zip, which is not ours. Alone, since one of them counts what the whole process takes.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class PasswordZipTests : IDisposable
{
    private const string Alone = "alone";
    private const string Password = "k7m2-p9qx-aaaa-bbbb-cccc";
    private readonly string folder = Directory.CreateTempSubdirectory("serjeant-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_003)]
    public async Task Another_program_opens_it_with_the_password_and_gets_the_file_back(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var zip = await WriteAsync(new MemoryStream(content), size);
        new FileInfo(zip).Length.ShouldBe(PasswordZip.LengthOf("pack.zip", size));

        SevenZip("t", "-p" + Password, zip).ShouldBe(0);
        SevenZip("x", "-y", "-p" + Password, "-o" + folder, zip).ShouldBe(0);

        (await File.ReadAllBytesAsync(Path.Combine(folder, "pack.zip"), TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task Another_password_or_a_changed_byte_is_refused_by_it()
    {
        var zip = await WriteAsync(new MemoryStream(RandomNumberGenerator.GetBytes(5_000)), 5_000);
        SevenZip("t", "-pk7m2-p9qx-aaaa-bbbb-cccd", zip).ShouldNotBe(0);
        var bytes = await File.ReadAllBytesAsync(zip, TestContext.Current.CancellationToken);
        bytes[2_000] ^= 1;
        await File.WriteAllBytesAsync(zip, bytes, TestContext.Current.CancellationToken);
        SevenZip("t", "-p" + Password, zip).ShouldNotBe(0);
    }

    [Fact]
    public async Task The_same_file_and_password_never_make_the_same_bytes_and_none_of_the_file_is_in_the_open()
    {
        var content = SampleExhibit.Bytes(string.Concat(Enumerable.Repeat("Ann lives at 9 Mill Lane. ", 400)));
        var (one, two) = (await ZipAsync(content), await ZipAsync(content));
        one.ShouldNotBe(two);
        one.AsSpan().IndexOf("Mill Lane"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_file_of_another_length_than_was_said_is_refused()
    {
        foreach (var said in new[] { 99L, 101L })
            await Should.ThrowAsync<InvalidDataException>(() => PasswordZip.WriteAsync(Stream.Null, "pack.zip", new MemoryStream(new byte[100]), said, Password, CancellationToken.None));
    }

    [Fact]
    public async Task Beyond_four_gigabytes_it_streams_in_constant_memory_and_another_program_reads_it()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1", "writes ten gigabytes");
        const long size = 10L * 1000 * 1000 * 1000;
        var before = GC.GetTotalAllocatedBytes();
        var zip = await WriteAsync(new Zeros(size), size);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64L * 1024 * 1024);
        new FileInfo(zip).Length.ShouldBe(PasswordZip.LengthOf("pack.zip", size));
        SevenZip("t", "-p" + Password, zip).ShouldBe(0);
    }

    private async Task<string> WriteAsync(Stream content, long size)
    {
        var path = Path.Combine(folder, "sealed.zip");
        await using var file = File.Create(path);
        await PasswordZip.WriteAsync(file, "pack.zip", content, size, Password, CancellationToken.None);
        return path;
    }

    private static async Task<byte[]> ZipAsync(byte[] content)
    {
        using var stream = new MemoryStream();
        await PasswordZip.WriteAsync(stream, "pack.zip", new MemoryStream(content), content.Length, Password, CancellationToken.None);
        return stream.ToArray();
    }

    private static int SevenZip(params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("7zz", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private sealed class Zeros(long size) : Stream
    {
        private long left = size;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, left);
            Array.Clear(buffer, offset, read);
            left -= read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, left);
            buffer.Span[..read].Clear();
            left -= read;
            return ValueTask.FromResult(read);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
