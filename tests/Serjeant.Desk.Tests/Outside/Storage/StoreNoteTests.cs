using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

/// <summary>What was stored and never named is found again, whatever ended the work; what is named or at work is left alone.</summary>
public sealed class StoreNoteTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder folder = new();
    private readonly EvidenceVault vault;
    private readonly OfficeKey office;

    public StoreNoteTests()
    {
        vault = new EvidenceVault(new DiskBlobs(folder.Path));
        var keys = new VaultKeys(new EphemeralDataProtectionProvider());
        office = keys.Unlock(keys.Create().Wrapped);
    }

    private string Aside => Path.Combine(folder.Path, office.Folder, "aside");

    public void Dispose()
    {
        office.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_stored_and_not_settled_is_left_to_be_found_once()
    {
        BlobRef one, two;
        await using (var note = vault.Begin(office))
        {
            one = await StoreAsync("one", note);
            two = await StoreAsync("two", note);
            (await vault.HasNotesAsync(Cancel)).ShouldBeTrue();
            (await LeftAsync()).ShouldBeEmpty("its writer is at work");
            (await vault.SweepAsync(Cancel)).ShouldBe(0);
        }

        (await vault.SweepAsync(Cancel)).ShouldBe(0, "a note is read before it goes");
        (await LeftAsync()).ShouldBe([one, two], ignoreOrder: true);
        (await LeftAsync()).ShouldBeEmpty();
        (await vault.HasNotesAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_settled_leaves_no_note_and_what_follows_does()
    {
        await using (var note = vault.Begin(office))
            await vault.SettleAsync(office, note, [await StoreAsync("settled", note)]);
        Directory.EnumerateFiles(Aside).ShouldBeEmpty();

        BlobRef after;
        await using (var note = vault.Begin(office))
        {
            await vault.SettleAsync(office, note, [await StoreAsync("a batch", note), await StoreAsync("of two", note)]);
            after = await StoreAsync("the next batch", note);
        }
        (await LeftAsync()).ShouldBe([after]);
    }

    [Fact]
    public async Task A_note_is_there_before_the_file_is()
    {
        // The file can't get its place: something else has it that no one can move. The name was noted all the same.
        BlobRef blob;
        await using (var first = vault.Begin(office))
            await vault.SettleAsync(office, first, [blob = await StoreAsync("in the way", first)]);
        var path = Directory.EnumerateFiles(folder.Path, "*.sealed", SearchOption.AllDirectories).Single();
        await vault.DeleteAsync(office, blob, Cancel);
        Directory.CreateDirectory(path);
        await using (var note = vault.Begin(office))
            await Should.ThrowAsync<IOException>(() => StoreAsync("in the way", note));
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(Aside).Single(), Cancel)).ShouldBe("\n" + Path.GetFileNameWithoutExtension(path));
        Directory.Delete(path);
        (await LeftAsync()).ShouldBeEmpty("noted, but never placed");
    }

    [Fact]
    public async Task A_note_that_is_cut_off_or_not_ours_yields_what_is_whole_in_it_and_nothing_else()
    {
        BlobRef blob;
        await using (var note = vault.Begin(office))
            blob = await StoreAsync("whole", note);
        var path = Directory.EnumerateFiles(Aside).Single();
        var name = (await File.ReadAllTextAsync(path, Cancel)).Trim();
        var junk = new StringBuilder().Append(name.AsSpan(0, 40)).Append('\n').Append(name).Append('\n').Append(name).Append("f\n../../../../etc/passwd\n")
            .Append(new string('a', 64)).Append('\n').Append('\0', 300_000).Append('\n').Append(name.ToUpperInvariant()).Append('\n').Append(name.AsSpan(0, 63));
        await File.WriteAllTextAsync(path, junk.ToString(), Cancel);

        (await LeftAsync()).ShouldBe([blob]);
    }

    [Fact]
    public async Task Many_stores_at_once_are_all_in_one_note()
    {
        BlobRef[] blobs;
        await using (var note = vault.Begin(office))
            blobs = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => StoreAsync($"number {i}", note), Cancel)));
        Directory.EnumerateFiles(Aside).ShouldHaveSingleItem();
        (await LeftAsync()).ShouldBe(blobs, ignoreOrder: true);
    }

    [Fact]
    public async Task A_reader_that_fails_leaves_the_note_for_the_next()
    {
        BlobRef blob;
        await using (var note = vault.Begin(office))
            blob = await StoreAsync("twice", note);
        await Should.ThrowAsync<IOException>(() => vault.ReadLeftAsync(office, _ => throw new IOException("The database is away."), Cancel));
        (await LeftAsync()).ShouldBe([blob]);
    }

    [Fact]
    public async Task A_changed_file_and_one_under_anothers_name_are_not_handed_over()
    {
        await using (var note = vault.Begin(office))
        {
            await StoreAsync("changed", note);
            await StoreAsync("swapped", note);
        }
        var paths = Directory.EnumerateFiles(folder.Path, "*.sealed", SearchOption.AllDirectories).ToList();
        var swapped = await File.ReadAllBytesAsync(paths[0], Cancel);
        paths.ForEach(File.Delete);
        await File.WriteAllBytesAsync(paths[1], swapped, Cancel);
        await File.WriteAllTextAsync(paths[0], "changed", Cancel);
        (await LeftAsync()).ShouldBeEmpty();
    }

    private Task<BlobRef> StoreAsync(string text, IBlobNote note) => vault.StoreAsync(office, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancel, note: note);

    private async Task<List<BlobRef>> LeftAsync()
    {
        var left = new List<BlobRef>();
        await vault.ReadLeftAsync(office, blobs =>
        {
            left.AddRange(blobs);
            return Task.CompletedTask;
        }, Cancel);
        return left;
    }
}
