using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class MutationTests
{
    private static async Task<bool> IsCaught(Func<Task<Verification>> verify)
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

    private static async Task EveryOneIsCaught(IReadOnlyDictionary<string, byte[]> whole, int seed)
    {
        var random = new Random(seed);
        for (var done = 0; done < Mutations.Count;)
        {
            var files = new Dictionary<string, byte[]>(whole, StringComparer.Ordinal);
            if (Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            (await IsCaught(() => SamplePack.VerifyAsync(files))).ShouldBeTrue(what);
        }
    }

    [Fact]
    public async Task Anything_done_to_an_unpacked_pack_is_caught() =>
        await EveryOneIsCaught(SamplePack.Unzip(await SamplePack.ZipAsync()), seed: 1);

    [Fact]
    public async Task Anything_done_to_a_pack_with_time_stamps_and_mail_proofs_is_caught()
    {
        var whole = SamplePack.Unzip(await SamplePack.ZipAsync(more: SamplePack.Later()));
        (await SamplePack.VerifyAsync(whole)).IsWhole.ShouldBeTrue();
        await EveryOneIsCaught(whole, seed: 5);
        // The same again on those files alone, which a draw from all of them seldom meets.
        foreach (var (path, bytes) in SamplePack.Later())
            for (var at = 0; at < bytes.Length; at++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= 1;
                var name = whole.Keys.Single(k => k.EndsWith("data/" + path, StringComparison.Ordinal));
                (await IsCaught(() => SamplePack.VerifyAsync(new Dictionary<string, byte[]>(whole) { [name] = changed }))).ShouldBeTrue($"byte {at} of {path}");
            }
    }

    [Fact]
    public async Task Anything_done_to_an_exhibits_folder_is_caught() => await EveryOneIsCaught(SampleExhibit.Sealed(), seed: 2);

    [Fact]
    public async Task Any_byte_flipped_in_the_zip_is_caught()
    {
        var random = new Random(3);
        var whole = await SamplePack.ZipAsync();
        // All of the zip's own records, where a reader could overlook a change, and then as many again anywhere.
        for (var i = 0; i < whole.Length + Mutations.Count; i++)
        {
            var at = i < whole.Length ? i : random.Next(whole.Length);
            var zip = whole.ToArray();
            zip[at] ^= (byte)(1 << random.Next(8));
            (await IsCaught(() => SamplePack.VerifyAsync(zip))).ShouldBeTrue($"byte {at}");
        }
    }

    [Fact]
    public async Task A_zip_that_is_cut_or_grown_is_caught()
    {
        var random = new Random(4);
        var whole = await SamplePack.ZipAsync();
        for (var i = 0; i < Mutations.Count; i++)
        {
            var at = random.Next(whole.Length);
            byte[] zip = (i % 3) switch
            {
                0 => whole[..at],
                1 => [.. whole, .. whole[..at]],
                _ => [.. whole[..at], (byte)random.Next(256), .. whole[at..]],
            };
            (await IsCaught(() => SamplePack.VerifyAsync(zip))).ShouldBeTrue($"mutation {i} at {at}");
        }
    }
}
