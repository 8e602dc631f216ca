using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

/// <summary>The vault needs nothing of a store that the contract doesn't give: the same work, over each.</summary>
public abstract class VaultContract : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly VaultKeys keys = new(new EphemeralDataProtectionProvider());
    private readonly NewOfficeKey made;

    protected VaultContract()
    {
        made = keys.Create();
        Office = keys.Unlock(made.Wrapped);
    }

    protected abstract IBlobStore Store { get; }
    private EvidenceVault Vault => new(Store);
    private OfficeKey Office { get; }

    public void Dispose()
    {
        Office.Dispose();
        Clear();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_exhibit_is_kept_verified_read_back_and_destroyed()
    {
        var bytes = new byte[300_000];
        Random.Shared.NextBytes(bytes);
        BlobRef[] files;
        await using (var note = Vault.Begin(Office))
        {
            files = [await Vault.StoreAsync(Office, new MemoryStream(bytes), Cancel, note: note), await StoreAsync("its manifest", note), await StoreAsync("", note)];
            await Vault.SettleAsync(Office, note, files);
        }
        (await Vault.HasNotesAsync(Cancel)).ShouldBeFalse();

        foreach (var file in files)
        {
            (await Vault.ExistsAsync(Office, file, Cancel)).ShouldBeTrue();
            (await Vault.IsWholeAsync(Office, file, Cancel)).ShouldBeTrue();
        }
        (await Vault.ListAsync(Office, Cancel).ToListAsync(Cancel)).ShouldBe(files, ignoreOrder: true);
        await using (var stream = await Vault.OpenAsync(Office, files[0], Cancel))
        {
            var part = new byte[100_000];
            stream.Position = 150_001;
            await stream.ReadExactlyAsync(part, Cancel);
            part.AsSpan().SequenceEqual(bytes.AsSpan(150_001, part.Length)).ShouldBeTrue();
        }

        foreach (var file in files)
        {
            (await Vault.DeleteAsync(Office, file, Cancel)).ShouldBeTrue();
            (await Vault.RemainsAsync(Office, file, Cancel)).ShouldBeFalse();
            await Should.ThrowAsync<FileNotFoundException>(() => Vault.OpenAsync(Office, file, Cancel));
        }
        (await Vault.ListAsync(Office, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_bytes_from_many_at_once_are_one_file()
    {
        var blobs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => StoreAsync("at once"), Cancel)));
        (await Vault.ListAsync(Office, Cancel).ToListAsync(Cancel)).ShouldHaveSingleItem().ShouldBe(blobs.Distinct().ShouldHaveSingleItem());
    }

    [Fact]
    public async Task A_damaged_file_is_noticed_replaced_when_it_comes_again_and_destroyed_with_the_whole_one()
    {
        var blob = await StoreAsync("comes again");
        Damage(BlobFormat.NameOf(Office, Convert.FromHexString(blob.Sha256)));
        (await Vault.IsWholeAsync(Office, blob, Cancel)).ShouldBeFalse();
        await Should.ThrowAsync<VaultException>(() => Vault.OpenAsync(Office, blob, Cancel));
        (await Vault.ListAsync(Office, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();

        await using (var note = Vault.Begin(Office))
            await StoreAsync("comes again", note);

        (await Vault.IsWholeAsync(Office, blob, Cancel)).ShouldBeTrue();
        (await LeftAsync()).ShouldBe([blob], "it got its name anew, and nothing was settled");
        await Vault.DeleteAsync(Office, blob, Cancel);
        (await Vault.RemainsAsync(Office, blob, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_content_that_breaks_off_or_is_too_long_leaves_nothing()
    {
        await using (var note = Vault.Begin(Office))
            await Should.ThrowAsync<VaultException>(() => Vault.StoreAsync(Office, new MemoryStream(new byte[100_001]), Cancel, most: 100_000, note: note));
        (await Vault.ListAsync(Office, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await Vault.HasNotesAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_offices_key_finds_nothing_and_the_printed_sheet_opens_all()
    {
        var blob = await StoreAsync("ours");
        using (var theirs = keys.Unlock(keys.Create().Wrapped))
        {
            (await Vault.ExistsAsync(theirs, blob, Cancel)).ShouldBeFalse();
            await Should.ThrowAsync<FileNotFoundException>(() => Vault.OpenAsync(theirs, blob, Cancel));
            (await Vault.DeleteAsync(theirs, blob, Cancel)).ShouldBeFalse();
        }
        var recovery = new VaultRecovery(Store);
        await Should.ThrowAsync<VaultException>(() => recovery.RecoverAsync(made.RecoveryKey, Cancel));
        await recovery.KeepRecordAsync(Office, made.WrappedForRecovery, Cancel);
        using var recovered = await recovery.RecoverAsync(made.RecoveryKey, Cancel);
        (await Vault.ListAsync(recovered, Cancel).ToListAsync(Cancel)).ShouldBe([blob]);
    }

    protected abstract void Damage(BlobName name);

    protected virtual void Clear()
    {
    }

    private Task<BlobRef> StoreAsync(string text, IBlobNote? note = null) => Vault.StoreAsync(Office, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel, note: note);

    private async Task<List<BlobRef>> LeftAsync()
    {
        var left = new List<BlobRef>();
        await Vault.ReadLeftAsync(Office, blobs =>
        {
            left.AddRange(blobs);
            return Task.CompletedTask;
        }, Cancel);
        return left;
    }
}

public sealed class VaultOnDiskTests : VaultContract
{
    private readonly TemporaryFolder folder = new();

    protected override IBlobStore Store => new DiskBlobs(folder.Path);

    protected override void Damage(BlobName name)
    {
        var path = Directory.EnumerateFiles(folder.Path, name.Name + ".sealed", SearchOption.AllDirectories).Single();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, "damaged");
    }

    protected override void Clear() => folder.Dispose();
}

public sealed class VaultInMemoryTests : VaultContract
{
    private readonly MemoryBlobs blobs = new();

    protected override IBlobStore Store => blobs;

    protected override void Damage(BlobName name) => blobs.Damage(name);
}
