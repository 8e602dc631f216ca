using System.Text;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

/// <summary>The contract on the disk, and what only a disk has: where files lie, and files that were written before there was a seam.</summary>
public sealed class DiskBlobsTests : BlobStoreContract, IDisposable
{
    private const string Shelf = "922693fbc93a246b218582a6";
    private const string Name = "e02165252b16beac100c103c954f37f105247f2203b4c621fb395390ef27a13d";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();

    protected override IBlobStore Open() => new DiskBlobs(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_vault_that_was_written_before_the_seam_opens_notes_and_recovery_record_included()
    {
        // Written by the program before ADR 126, with the key 00 01 02 … 1f.
        Write("recovery.key", "AYppr8ZtVZJYcMi6NEPx8UtHNcuZNFRKcNyhr+mD6zXEu9YajM3dY7Y+btiYCneat9lsyPUpeVD/miP6Zw==");
        Write($"e0/{Name}.sealed", """
            U0pWMQAAAAAAAAAU3ISkXrZqSBbX89YNERekTqGRcvn48n0JMC3ZXGmTRooffkZfMRXUcWr11KoN/+ViGTTFpnSyIn/LOUuEiflrqVd+MsMGJMFaF1b3vkwvq6BUoCwD1J202uqGDOIdeD818UJxH5+l8aidAHpkQRhm
            VZpxrW7LQGANldTjIPd2+sU=
            """);
        Write("aside/105ab485083142d3b1f05e542247f680.stored", Convert.ToBase64String(Encoding.ASCII.GetBytes("\n" + Name)));
        RecoveryKey.TryParse("56J0Q-9RH8Q-2XEF8-M9042-WZYHX-3ZKDH-5J58P", out var sheet, out _).ShouldBeTrue();
        var blob = new BlobRef("011bbab00e06fdefb66546e88397e3bf08250d24a82dc3822d1bac9a6bf0e1c1", 20);
        var vault = new EvidenceVault(Open());

        using var office = await new VaultRecovery(Open()).RecoverAsync(sheet!, Cancel);

        (await vault.ListAsync(office, Cancel).ToListAsync(Cancel)).ShouldBe([blob]);
        using (var reader = new StreamReader(await vault.OpenAsync(office, blob, Cancel)))
            (await reader.ReadToEndAsync(Cancel)).ShouldBe("Kept before the seam");
        var left = new List<BlobRef>();
        await vault.ReadLeftAsync(office, blobs =>
        {
            left.AddRange(blobs);
            return Task.CompletedTask;
        }, Cancel);
        left.ShouldBe([blob]);

        // The same bytes are known again, and deleted they are gone.
        (await vault.StoreAsync(office, new MemoryStream("Kept before the seam"u8.ToArray()), Cancel)).ShouldBe(blob);
        Files().ShouldBe([$"{Shelf}/e0/{Name}.sealed", $"{Shelf}/recovery.key"]);
        (await vault.DeleteAsync(office, blob, Cancel)).ShouldBeTrue();
        Files().ShouldBe([$"{Shelf}/recovery.key"]);
    }

    [Fact]
    public async Task Files_lie_where_they_always_did_and_nobody_may_write_to_them()
    {
        await using (var draft = await Open().DraftAsync(Shelf, Cancel))
        {
            await draft.Content.WriteAsync("sealed"u8.ToArray(), Cancel);
            Files().ShouldHaveSingleItem().ShouldStartWith($"{Shelf}/aside/");
            (await draft.PlaceAsync(new BlobName(Shelf, Name), Cancel)).ShouldBeTrue();
        }

        Files().ShouldBe([$"{Shelf}/e0/{Name}.sealed"]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder.File($"{Shelf}/e0/{Name}.sealed")).ShouldBe(UnixFileMode.UserRead);
    }

    [Fact]
    public async Task What_has_no_name_of_ours_is_not_listed()
    {
        Write("e0/notes.sealed", "AAAA");
        Write($"e0/{Name.ToUpperInvariant()}.sealed", "AAAA");
        Write($"e0/{Name}.sealed.damaged-1", "AAAA");
        (await Open().ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await Open().RemainsAsync(new BlobName(Shelf, Name), Cancel)).ShouldBeTrue("the damaged one");
    }

    private void Write(string path, string base64)
    {
        var file = folder.File($"{Shelf}/{path}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Convert.FromBase64String(base64));
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder.Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
