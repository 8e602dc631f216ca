using System.Text;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Everything that might be done to evidence, at random but repeatable.</summary>
internal static class Mutations
{
    /// <summary>2,000 when a soak is asked for.</summary>
    public static int Count => Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1" ? 2000 : 300;

    /// <returns>What was done; null when it happened to change nothing.</returns>
    public static string? Apply(Dictionary<string, byte[]> files, Random random)
    {
        var before = Snapshot(files);
        var path = Pick(files, random);
        var text = random.Next(9) switch
        {
            0 or 1 => Flip(files, path, random),
            2 => Cut(files, path, random),
            3 => Grow(files, path, random),
            4 => Remove(files, path),
            5 => Plant(files, path, random),
            6 => Swap(files, path, Pick(files, random)),
            7 => Rename(files, path, random),
            _ => Reorder(files, path, random),
        };
        return before == Snapshot(files) ? null : text;
    }

    private static string Snapshot(Dictionary<string, byte[]> files) => string.Join('\n', files
        .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + " " + SampleExhibit.Hash(f.Value)));

    private static string Pick(Dictionary<string, byte[]> files, Random random) =>
        files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(files.Count));

    private static string Flip(Dictionary<string, byte[]> files, string path, Random random)
    {
        var bytes = files[path].ToArray();
        var at = random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << random.Next(8));
        files[path] = bytes;
        return $"flipped byte {at} of {path}";
    }

    private static string Cut(Dictionary<string, byte[]> files, string path, Random random)
    {
        files[path] = files[path][..random.Next(files[path].Length)];
        return $"cut {path} to {files[path].Length}";
    }

    private static string Grow(Dictionary<string, byte[]> files, string path, Random random)
    {
        files[path] = [.. files[path], (byte)random.Next(256)];
        return $"added a byte to {path}";
    }

    private static string Remove(Dictionary<string, byte[]> files, string path)
    {
        files.Remove(path);
        return $"removed {path}";
    }

    private static string Plant(Dictionary<string, byte[]> files, string path, Random random)
    {
        var planted = path[..(path.LastIndexOf('/') + 1)] + "planted-" + random.Next();
        files[planted] = [(byte)random.Next(256)];
        return $"planted {planted}";
    }

    private static string Swap(Dictionary<string, byte[]> files, string one, string two)
    {
        (files[one], files[two]) = (files[two], files[one]);
        return $"swapped {one} and {two}";
    }

    private static string Rename(Dictionary<string, byte[]> files, string path, Random random)
    {
        files.Remove(path, out var bytes);
        var name = path + (random.Next(2) == 0 ? ".bak" : "x");
        files[name] = bytes!;
        return $"renamed {path} to {name}";
    }

    private static string Reorder(Dictionary<string, byte[]> files, string path, Random random)
    {
        var lines = Encoding.Latin1.GetString(files[path]).Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        files[path] = Encoding.Latin1.GetBytes(string.Join('\n', lines));
        return $"swapped lines {a} and {b} of {path}";
    }
}
