using System.Security.Cryptography;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Whatever is done to a WACZ of ours, a check says so.</summary>
public sealed class WaczMutationTests : IDisposable
{
    private static readonly int Count = Math.Max(500, Mutations.Count);

    private readonly ECDsa key = SampleWacz.NewKey();

    public void Dispose() => key.Dispose();

    private static async Task<bool> IsCaughtAsync(Func<Task<Verification>> verify)
    {
        try
        {
            return !(await verify()).IsWhole;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Anything_done_to_a_file_in_it_is_caught(bool isSigned)
    {
        var random = new Random(isSigned ? 11 : 12);
        var whole = SamplePack.Unzip(await SampleWacz.ZipAsync(isSigned ? key : null));
        for (var done = 0; done < Count;)
        {
            var files = new Dictionary<string, byte[]>(whole, StringComparer.Ordinal);
            if (Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            (await IsCaughtAsync(() => SamplePack.VerifyAsync(files))).ShouldBeTrue(what);
        }
    }

    [Fact]
    public async Task Any_byte_flipped_cut_or_added_in_the_file_itself_is_caught()
    {
        var random = new Random(13);
        var whole = await SampleWacz.ZipAsync(key);
        for (var i = 0; i < Count * 2; i++)
        {
            var at = random.Next(whole.Length);
            byte[] zip = (i % 4) switch
            {
                0 => whole[..at],
                1 => [.. whole[..at], (byte)random.Next(256), .. whole[at..]],
                _ => [.. whole[..at], (byte)(whole[at] ^ 1 << random.Next(8)), .. whole[(at + 1)..]],
            };
            (await IsCaughtAsync(() => SamplePack.VerifyAsync(zip))).ShouldBeTrue($"mutation {i} at {at}");
        }
    }

    [Fact]
    public async Task The_same_files_in_another_order_are_caught()
    {
        var whole = await SampleWacz.ZipAsync(key);
        Reordered(whole, entries => entries).ShouldBe(whole);
        for (var seed = 0; seed < 20; seed++)
        {
            var zip = Reordered(whole, entries => [.. entries.OrderBy(_ => SampleExhibit.Hash($"{seed} {_.Offset}"))]);
            (await SamplePack.VerifyAsync(SamplePack.Unzip(zip))).IsWhole.ShouldBeTrue();
            if (!zip.AsSpan().SequenceEqual(whole))
                (await IsCaughtAsync(() => SamplePack.VerifyAsync(zip))).ShouldBeTrue($"order {seed}");
        }
    }

    // Each entry's local part and its line in the directory, put together again with the places made right.
    private static byte[] Reordered(byte[] zip, Func<List<(int Offset, byte[] Local, byte[] Central)>, List<(int Offset, byte[] Local, byte[] Central)>> order)
    {
        var directory = BitConverter.ToInt32(zip, zip.Length - 6);
        var entries = new List<(int Offset, byte[] Local, byte[] Central)>();
        for (var at = directory; at < zip.Length - 22;)
        {
            var length = 46 + BitConverter.ToUInt16(zip, at + 28);
            entries.Add((BitConverter.ToInt32(zip, at + 42), [], zip[at..(at + length)]));
            at += length;
        }
        for (var i = 0; i < entries.Count; i++)
            entries[i] = entries[i] with { Local = zip[entries[i].Offset..(i + 1 < entries.Count ? entries[i + 1].Offset : directory)] };
        entries = order(entries);
        var place = 0;
        foreach (var (_, local, central) in entries)
        {
            BitConverter.GetBytes(place).CopyTo(central, 42);
            place += local.Length;
        }
        return [.. entries.SelectMany(e => e.Local), .. entries.SelectMany(e => e.Central), .. zip[^22..]];
    }

    [Fact]
    public async Task Records_in_another_order_or_without_one_of_them_are_caught_even_when_every_hash_is_made_again()
    {
        var (warc, entries) = await SampleWacz.WarcAsync();
        for (var left = 0; left < entries.Count - 1; left++) // The last is facts for people, and nothing stands behind it.
        {
            var kept = entries.Where((_, i) => i != left).SelectMany(e => warc[(int)e.Offset..(int)(e.Offset + e.Length)]).ToArray();
            (await VerifyWithIndexOfAsync(kept, entries)).ShouldBeFalse($"without record {left}");
        }
        (await VerifyWithIndexOfAsync([.. entries.Reverse().SelectMany(e => warc[(int)e.Offset..(int)(e.Offset + e.Length)])], entries)).ShouldBeFalse();
    }

    // All lists are of the changed file; only the index is of the records that were.
    private async Task<bool> VerifyWithIndexOfAsync(byte[] warc, IReadOnlyList<WarcEntry> entries)
    {
        using var stream = new MemoryStream();
        var wacz = new WaczWriter(stream, new WaczInfo("x", null, SampleWacz.At, "Serjeant 0.1.0", key));
        await wacz.AddArchiveAsync(SampleWacz.File, SampleWacz.Opener(warc), entries, TestContext.Current.CancellationToken);
        await wacz.FinishAsync([], TestContext.Current.CancellationToken);
        return (await SamplePack.VerifyAsync(stream.ToArray())).IsWhole;
    }
}
