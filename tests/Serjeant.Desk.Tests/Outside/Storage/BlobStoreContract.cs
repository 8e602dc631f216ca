using System.Security.Cryptography;
using System.Text;
using Serjeant.Outside.Storage;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.Storage;

/// <summary>What <see cref="IBlobStore"/> promises, asked of each store there is.</summary>
public abstract class BlobStoreContract
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly string Shelf = new('a', 24);
    private static readonly string Other = new('b', 24);

    /// <summary>The store. Asked again, it is as another copy of the program would open it.</summary>
    protected abstract IBlobStore Open();

    [Fact]
    public async Task What_got_its_name_is_there_for_everybody_and_reads_back_in_any_part()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var name = Name();
        (await PutAsync(name, bytes)).ShouldBeTrue();

        var store = Open();
        (await store.ExistsAsync(name, Cancel)).ShouldBeTrue();
        (await store.RemainsAsync(name, Cancel)).ShouldBeTrue();
        (await store.ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBe([name]);
        await using var one = await store.OpenAsync(name, Cancel);
        await using var two = await store.OpenAsync(name, Cancel);
        one.Length.ShouldBe(bytes.Length);
        foreach (var (from, count) in new[] { (150_000, 50_000), (0, 1), (99_999, 70_000), (200_000, 0) })
        {
            var part = new byte[count];
            one.Position = from;
            await one.ReadExactlyAsync(part, Cancel);
            part.AsSpan().SequenceEqual(bytes.AsSpan(from, count)).ShouldBeTrue();
            two.Seek(from, SeekOrigin.Begin);
            two.ReadExactly(part);
            part.AsSpan().SequenceEqual(bytes.AsSpan(from, count)).ShouldBeTrue();
        }
        (await one.ReadAsync(new byte[1], Cancel)).ShouldBe(await two.ReadAsync(new byte[1], Cancel));
    }

    [Fact]
    public async Task A_draft_is_written_in_any_order_and_is_no_blob_until_it_has_its_name()
    {
        var (store, name) = (Open(), Name());
        await using (var draft = await store.DraftAsync(Shelf, Cancel))
        {
            await draft.Content.WriteAsync("....the rest"u8.ToArray(), Cancel);
            draft.Content.Position = 0;
            await draft.Content.WriteAsync("head"u8.ToArray(), Cancel);
            (await Open().ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
            (await Open().SweepAsync(Cancel)).ShouldBe(0, "somebody is at it");

            (await draft.PlaceAsync(name, Cancel)).ShouldBeTrue();
            (await ReadAsync(name)).ShouldBe("headthe rest");
        }
        (await ReadAsync(name)).ShouldBe("headthe rest");
    }

    [Fact]
    public async Task A_draft_without_a_name_leaves_nothing()
    {
        var store = Open();
        await using (var draft = await store.DraftAsync(Shelf, Cancel))
            await draft.Content.WriteAsync(new byte[100_000], Cancel);

        (await store.ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await store.SweepAsync(Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_blob_is_one_too()
    {
        var name = Name();
        (await PutAsync(name, [])).ShouldBeTrue();
        (await ReadAsync(name)).ShouldBe("");
    }

    [Fact]
    public async Task A_name_that_is_taken_keeps_its_bytes_and_the_draft_may_ask_again()
    {
        var (taken, free) = (Name(), Name());
        await PutAsync(taken, "first"u8.ToArray());
        await using var draft = await Open().DraftAsync(Shelf, Cancel);
        await draft.Content.WriteAsync("second"u8.ToArray(), Cancel);

        (await draft.PlaceAsync(taken, Cancel)).ShouldBeFalse();

        (await ReadAsync(taken)).ShouldBe("first");
        (await draft.PlaceAsync(free, Cancel)).ShouldBeTrue();
        (await ReadAsync(free)).ShouldBe("second");
    }

    [Fact]
    public async Task Of_many_who_ask_for_one_name_at_once_exactly_one_gets_it()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = Name();
            var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => PutAsync(name, Encoding.UTF8.GetBytes($"writer {i}")), Cancel)));

            var winner = placed.Index().Where(p => p.Item).ShouldHaveSingleItem().Index;
            (await ReadAsync(name)).ShouldBe($"writer {winner}");
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        var (store, name) = (Open(), Name());
        await Should.ThrowAsync<FileNotFoundException>(() => store.OpenAsync(name, Cancel));
        (await store.ExistsAsync(name, Cancel)).ShouldBeFalse();
        (await store.RemainsAsync(name, Cancel)).ShouldBeFalse();
        (await store.DeleteAsync(name, 4, Cancel)).ShouldBeFalse();
        await store.SetAsideAsync(name, Cancel);
        (await store.RemainsAsync(name, Cancel)).ShouldBeFalse();
        (await store.ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await store.RecordsAsync(Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await store.HasNotesAsync(Cancel)).ShouldBeFalse();
        (await LeftAsync(Shelf)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shelves_are_apart()
    {
        var (store, name) = (Open(), Name());
        await PutAsync(name, "ours"u8.ToArray());
        var there = new BlobName(Other, name.Name);
        (await store.ExistsAsync(there, Cancel)).ShouldBeFalse();
        (await store.ListAsync(Other, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await store.DeleteAsync(there, 4, Cancel)).ShouldBeFalse();
        await using var draft = await store.DraftAsync(Other, Cancel);
        await Should.ThrowAsync<ArgumentException>(() => draft.PlaceAsync(name, Cancel));
        (await ReadAsync(name)).ShouldBe("ours");
    }

    [Fact]
    public async Task What_was_set_aside_frees_its_name_remains_and_goes_with_it()
    {
        var (store, name) = (Open(), Name());
        await PutAsync(name, "damaged, say"u8.ToArray());
        await store.SetAsideAsync(name, Cancel);
        (await store.ExistsAsync(name, Cancel)).ShouldBeFalse();
        (await store.ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty();
        (await store.RemainsAsync(name, Cancel)).ShouldBeTrue();

        (await PutAsync(name, "whole"u8.ToArray())).ShouldBeTrue();
        (await ReadAsync(name)).ShouldBe("whole");
        (await store.DeleteAsync(name, 4, Cancel)).ShouldBeTrue();

        (await Open().RemainsAsync(name, Cancel)).ShouldBeFalse();
        (await store.DeleteAsync(name, 4, Cancel)).ShouldBeFalse();
        (await PutAsync(name, "once more"u8.ToArray())).ShouldBeTrue("what is gone frees its name");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../etc/passwdxx")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaa/")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task No_path_can_be_made_of_a_name(string text)
    {
        var store = Open();
        Should.Throw<ArgumentException>(() => new BlobName(text, new string('a', 64)));
        Should.Throw<ArgumentException>(() => new BlobName(Shelf, text));
        await Should.ThrowAsync<ArgumentException>(async () => await store.DraftAsync(text, Cancel));
        await Should.ThrowAsync<ArgumentException>(async () => await store.ListAsync(text, Cancel).ToListAsync(Cancel));
        await Should.ThrowAsync<ArgumentException>(async () => await store.ReadNotesAsync(text, _ => Task.CompletedTask, Cancel));
        await Should.ThrowAsync<ArgumentException>(async () => await store.KeepRecordAsync(text, new byte[1], Cancel));
        Should.Throw<ArgumentException>(() => store.Note(text));
    }

    [Fact]
    public async Task What_was_noted_and_not_settled_is_handed_over_once_the_work_has_ended()
    {
        var (store, settled, open) = (Open(), Name(), Name());
        await using (var note = store.Note(Shelf))
        {
            (await Open().HasNotesAsync(Cancel)).ShouldBeFalse("nothing is kept before the first name");
            await note.AddAsync(settled, Cancel);
            await note.AddAsync(open, Cancel);
            await note.SettleAsync([settled, Name()]);
            (await Open().HasNotesAsync(Cancel)).ShouldBeTrue();
            (await LeftAsync(Shelf)).ShouldBeEmpty("its writer is at work");
        }

        (await LeftAsync(Other)).ShouldBeEmpty();
        await Should.ThrowAsync<IOException>(() => Open().ReadNotesAsync(Shelf, _ => throw new IOException("The database is away."), Cancel));
        (await LeftAsync(Shelf)).ShouldContain(open);
        (await LeftAsync(Shelf)).ShouldBeEmpty("it was taken");
        (await Open().HasNotesAsync(Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_all_settled_leaves_no_note()
    {
        await using (var note = Open().Note(Shelf))
        {
            var names = Enumerable.Range(0, 40).Select(_ => Name()).ToList();
            await Task.WhenAll(names.Select(name => Task.Run(() => note.AddAsync(name, Cancel), Cancel)));
            await note.SettleAsync(names);
        }
        (await Open().HasNotesAsync(Cancel)).ShouldBeFalse();
        (await LeftAsync(Shelf)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shelf_has_one_record_the_last()
    {
        var store = Open();
        await store.KeepRecordAsync(Shelf, "old"u8.ToArray(), Cancel);
        await store.KeepRecordAsync(Shelf, "new"u8.ToArray(), Cancel);
        await store.KeepRecordAsync(Other, "theirs"u8.ToArray(), Cancel);
        (await Open().RecordsAsync(Cancel).Select(Encoding.UTF8.GetString).ToListAsync(Cancel)).ShouldBe(["new", "theirs"], ignoreOrder: true);
        (await store.ListAsync(Shelf, Cancel).ToListAsync(Cancel)).ShouldBeEmpty("a record is no blob");
    }

    private static BlobName Name() => new(Shelf, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    private async Task<bool> PutAsync(BlobName name, byte[] bytes)
    {
        await using var draft = await Open().DraftAsync(name.Shelf, Cancel);
        await draft.Content.WriteAsync(bytes, Cancel);
        return await draft.PlaceAsync(name, Cancel);
    }

    private async Task<string> ReadAsync(BlobName name)
    {
        await using var stream = await Open().OpenAsync(name, Cancel);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancel);
    }

    private async Task<List<BlobName>> LeftAsync(string shelf)
    {
        var left = new List<BlobName>();
        await Open().ReadNotesAsync(shelf, names =>
        {
            left.AddRange(names);
            return Task.CompletedTask;
        }, Cancel);
        return left;
    }
}

public sealed class MemoryBlobsTests : BlobStoreContract
{
    private readonly MemoryBlobs store = new();

    protected override IBlobStore Open() => store;
}
