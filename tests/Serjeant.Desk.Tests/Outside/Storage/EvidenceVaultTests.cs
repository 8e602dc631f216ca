using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

public sealed class EvidenceVaultTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly VaultKeys keys = new(new EphemeralDataProtectionProvider());
    private readonly EvidenceVault vault;
    private readonly NewOfficeKey made;
    private readonly OfficeKey office;

    public EvidenceVaultTests()
    {
        vault = new EvidenceVault(new DiskBlobs(folder.Path));
        made = keys.Create();
        office = keys.Unlock(made.Wrapped);
    }

    public void Dispose()
    {
        office.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(1_000_003)]
    public async Task What_goes_in_comes_out_at_every_chunk_boundary(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var blob = await vault.StoreAsync(office, new MemoryStream(bytes), Cancel);
        blob.ShouldBe(new BlobRef(Convert.ToHexStringLower(SHA256.HashData(bytes)), length));
        (await ReadAsync(office, blob)).ShouldBe(bytes);
        (await vault.ExistsAsync(office, blob, Cancel)).ShouldBeTrue();
        (await vault.IsWholeAsync(office, blob, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Any_part_can_be_read_by_seeking()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var blob = await vault.StoreAsync(office, new MemoryStream(bytes), Cancel);
        await using var stream = await vault.OpenAsync(office, blob, Cancel);
        Gen.Select(Gen.Int[0, 199_999], Gen.Int[1, 70_000]).Sample((from, count) =>
        {
            var buffer = new byte[Math.Min(count, bytes.Length - from)];
            stream.Seek(from, SeekOrigin.Begin);
            stream.ReadExactly(buffer);
            buffer.AsSpan().SequenceEqual(bytes.AsSpan(from, buffer.Length)).ShouldBeTrue();
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task The_disk_shows_neither_the_content_nor_its_hash()
    {
        var blob = await StoreAsync("We know where you live");
        var path = SealedFiles().ShouldHaveSingleItem();
        path.ShouldNotContain(blob.Sha256[..16]);
        Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path, Cancel)).ShouldNotContain("where you live");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead);
    }

    [Fact]
    public async Task The_same_bytes_twice_are_one_file()
    {
        var first = await StoreAsync("the same");
        (await StoreAsync("the same")).ShouldBe(first);
        SealedFiles().ShouldHaveSingleItem();
        AllFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Many_copies_stored_at_once_are_one_file()
    {
        var blobs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => StoreAsync("at once"), Cancel)));
        blobs.Distinct().ShouldHaveSingleItem();
        AllFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Flipping_any_one_byte_of_a_stored_file_is_noticed()
    {
        var blob = await StoreAsync("a short piece of evidence");
        var path = SealedFiles().Single();
        MakeWritable(path);
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(path, changed, Cancel);
            await Should.ThrowAsync<VaultException>(() => ReadAsync(office, blob), $"byte {at}");
            (await vault.IsWholeAsync(office, blob, Cancel)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Cutting_off_adding_reordering_and_swapping_are_noticed()
    {
        var one = await vault.StoreAsync(office, new MemoryStream(RandomNumberGenerator.GetBytes(150_000)), Cancel);
        var path = SealedFiles().Single();
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        MakeWritable(path);
        const int header = 104, chunk = 65_552;
        byte[] reordered = [.. whole[..header], .. whole[(header + chunk)..(header + (2 * chunk))], .. whole[header..(header + chunk)], .. whole[(header + (2 * chunk))..]];
        foreach (var changed in new[] { whole[..^1], [.. whole, 0], whole[..(header + chunk)], whole[..50], [], reordered })
        {
            await File.WriteAllBytesAsync(path, changed, Cancel);
            await Should.ThrowAsync<VaultException>(() => ReadAsync(office, one));
        }

        var other = await StoreAsync("something else");
        File.Copy(SealedFiles().Single(file => file != path), path, overwrite: true);
        await Should.ThrowAsync<VaultException>(() => ReadAsync(office, one));
        (await ReadAsync(office, other)).Length.ShouldBe(14);
    }

    [Fact]
    public async Task A_damaged_file_is_replaced_when_the_same_evidence_comes_again_and_kept_aside()
    {
        var blob = await StoreAsync("comes again");
        var path = SealedFiles().Single();
        MakeWritable(path);
        await File.WriteAllTextAsync(path, "damaged", Cancel);
        await StoreAsync("comes again");
        (await vault.IsWholeAsync(office, blob, Cancel)).ShouldBeTrue();
        AllFiles().Count(file => file.Contains(".damaged-")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_offices_key_opens_nothing()
    {
        var blob = await StoreAsync("ours");
        using var theirs = keys.Unlock(keys.Create().Wrapped);
        (await vault.ExistsAsync(theirs, blob, Cancel)).ShouldBeFalse();
        await Should.ThrowAsync<FileNotFoundException>(() => ReadAsync(theirs, blob));

        // Even when somebody with the disk puts our file in their folder under its right name.
        var wanted = await vault.StoreAsync(theirs, new MemoryStream("ours"u8.ToArray()), Cancel);
        var path = Directory.EnumerateFiles(Path.Combine(folder.Path, theirs.Folder), "*.sealed", SearchOption.AllDirectories).Single();
        var ours = Directory.EnumerateFiles(Path.Combine(folder.Path, office.Folder), "*.sealed", SearchOption.AllDirectories).Single();
        File.Copy(ours, path, overwrite: true);
        await Should.ThrowAsync<VaultException>(() => ReadAsync(theirs, wanted));
    }

    [Fact]
    public async Task The_folder_and_the_printed_sheet_are_enough()
    {
        var blob = await StoreAsync("kept for a court");
        var recovery = new VaultRecovery(new DiskBlobs(folder.Path));
        await recovery.KeepRecordAsync(office, made.WrappedForRecovery, Cancel);
        using (var other = keys.Unlock(keys.Create().Wrapped))
            await recovery.KeepRecordAsync(other, keys.Create().WrappedForRecovery, Cancel);

        RecoveryKey.TryParse(made.RecoveryKey.ToPrintedText(), out var typed, out _).ShouldBeTrue();
        using var recovered = await recovery.RecoverAsync(typed!, Cancel);
        (await vault.ListAsync(recovered, Cancel).ToListAsync(Cancel)).ShouldHaveSingleItem().ShouldBe(blob);
        Encoding.UTF8.GetString(await ReadAsync(recovered, blob)).ShouldBe("kept for a court");

        await Should.ThrowAsync<VaultException>(() => recovery.RecoverAsync(RecoveryKey.Create(), Cancel));
    }

    [Fact]
    public void After_a_recovery_a_new_ring_and_a_new_sheet_open_the_same_office()
    {
        var newMachine = new VaultKeys(new EphemeralDataProtectionProvider());
        Should.Throw<VaultException>(() => newMachine.Unlock(made.Wrapped)).Message.ShouldContain("recovery key");
        using var recovered = VaultKeys.Recover(made.WrappedForRecovery, made.RecoveryKey);
        using var opened = newMachine.Unlock(newMachine.Wrap(recovered));
        opened.Folder.ShouldBe(office.Folder);

        var (record, sheet) = VaultKeys.ReplaceRecoveryKey(opened);
        Should.Throw<VaultException>(() => VaultKeys.Recover(record, made.RecoveryKey));
        using var again = VaultKeys.Recover(record, sheet);
        again.Folder.ShouldBe(office.Folder);
    }

    [Fact]
    public async Task A_stream_that_breaks_or_is_too_long_leaves_nothing()
    {
        await Should.ThrowAsync<IOException>(() => vault.StoreAsync(office, new BreakingStream(), Cancel));
        var small = new EvidenceVault(new DiskBlobs(folder.Path), limit: 1 << 20);
        await Should.ThrowAsync<VaultException>(() => small.StoreAsync(office, new MemoryStream(new byte[(1 << 20) + 1]), Cancel));
        await small.StoreAsync(office, new MemoryStream(new byte[1 << 20]), Cancel);
        AllFiles().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_sweep_clears_what_a_killed_program_left_and_spares_what_is_being_written()
    {
        await StoreAsync("here already");
        var aside = Path.Combine(folder.Path, office.Folder, "aside");
        await File.WriteAllTextAsync(Path.Combine(aside, "left-by-a-kill"), "half", Cancel);
        var gate = new TaskCompletionSource();
        var storing = vault.StoreAsync(office, new WaitingStream(gate.Task), Cancel);

        (await vault.SweepAsync(Cancel)).ShouldBe(1);

        gate.SetResult();
        var blob = await storing;
        (await vault.IsWholeAsync(office, blob, Cancel)).ShouldBeTrue();
        Directory.EnumerateFiles(aside).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retention_can_delete_a_file_once()
    {
        var blob = await StoreAsync("not for ever");
        (await vault.DeleteAsync(office, blob, Cancel)).ShouldBeTrue();
        (await vault.DeleteAsync(office, blob, Cancel)).ShouldBeFalse();
        AllFiles().ShouldBeEmpty();
    }

    private static void MakeWritable(string path)
    {
        if (OperatingSystem.IsWindows())
            File.SetAttributes(path, FileAttributes.Normal);
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Task<BlobRef> StoreAsync(string text) => vault.StoreAsync(office, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel);

    private async Task<byte[]> ReadAsync(OfficeKey key, BlobRef blob)
    {
        await using var stream = await vault.OpenAsync(key, blob, Cancel);
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    private IEnumerable<string> AllFiles() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories);

    private IEnumerable<string> SealedFiles() => AllFiles().Where(file => file.EndsWith(".sealed", StringComparison.Ordinal));

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(new IOException("The disk went away."));
    }

    private sealed class WaitingStream(Task gate) : MemoryStream
    {
        private bool given;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (given)
                return 0;
            await gate.WaitAsync(cancellationToken);
            given = true;
            buffer.Span[0] = 7;
            return 1;
        }
    }
}
