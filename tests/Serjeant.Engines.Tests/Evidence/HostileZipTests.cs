using System.IO.Compression;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

public sealed class HostileZipTests
{
    private static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, bytes) in files)
                using (var entry = archive.CreateEntry(path).Open())
                    entry.Write(bytes);
        return stream.ToArray();
    }

    private static ZipTree Open(byte[] zip, ZipLimits? limits = null) => new(new MemoryStream(zip), limits);

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../evil")]
    [InlineData("..\\evil")]
    [InlineData("C:\\evil")]
    public void A_path_out_of_the_zip_is_refused(string path) =>
        Should.Throw<FormatException>(() => Open(Zip((path, [1])))).Message.ShouldContain("not safe");

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "A")]
    public void A_name_twice_is_refused(string one, string two) =>
        Should.Throw<FormatException>(() => Open(Zip((one, [1]), (two, [2])))).Message.ShouldContain("twice");

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked() =>
        Should.Throw<FormatException>(() => Open(Zip(("a", new byte[20_000_000])))).Message.ShouldContain("bomb");

    [Fact]
    public void Too_many_entries_are_refused() =>
        Should.Throw<FormatException>(() => Open(Zip(("a", []), ("b", []), ("c", [])), new ZipLimits(MaxEntries: 2)));

    [Fact]
    public void A_link_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("link").ExternalAttributes = unchecked((int)0xA1FF0000);
        var zip = stream.ToArray();
        zip[zip.AsSpan().LastIndexOf("PK\x01\x02"u8) + 5] = 3; // Made on Unix, where the attributes say that it is a link.
        Should.Throw<FormatException>(() => Open(zip)).Message.ShouldContain("link");
    }

    [Fact]
    public void Entries_over_each_other_are_refused()
    {
        var zip = Zip(("a", new byte[100]), ("b", new byte[100]));
        var second = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        zip.AsSpan(second + 42, 4).Clear(); // b's data is now a's.
        Should.Throw<FormatException>(() => Open(zip)).Message.ShouldContain("over each other");
    }

    [Fact]
    public void A_file_longer_than_its_zip_says_stops()
    {
        var zip = Zip(("a", Enumerable.Range(0, 1000).Select(i => (byte)(i * 7)).ToArray()));
        zip[zip.AsSpan().LastIndexOf("PK\x01\x02"u8) + 24] -= 100;
        using var file = Open(zip).Open("a");
        Should.Throw<InvalidDataException>(() => file.CopyTo(Stream.Null));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 80, 75, 5, 6 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 })]
    public void What_is_not_a_zip_is_refused(byte[] bytes) => Should.Throw<FormatException>(() => Open(bytes));

    [Fact]
    public void Random_damage_never_makes_another_kind_of_error()
    {
        var random = new Random(9);
        var whole = Zip(("a/b", new byte[300]), ("c", [1, 2, 3]));
        for (var i = 0; i < 3000; i++)
        {
            var zip = whole.ToArray();
            for (var flips = random.Next(1, 5); flips > 0; flips--)
                zip[random.Next(zip.Length)] = (byte)random.Next(256);
            try
            {
                var tree = Open(zip);
                foreach (var file in tree.Files)
                    using (var stream = tree.Open(file.Path))
                        stream.CopyTo(Stream.Null);
            }
            catch (Exception e) when (e is FormatException or InvalidDataException or EndOfStreamException)
            {
                // One of the ways in which a damaged zip may be refused.
            }
        }
    }
}
