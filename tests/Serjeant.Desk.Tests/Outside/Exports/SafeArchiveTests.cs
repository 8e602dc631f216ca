using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Serjeant.Outside.Exports;
using Serjeant.Outside.Exports.Archives;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

public sealed class SafeArchiveTests : IDisposable
{
    private const string Mail = "From: a@example.org\r\nSubject: Hello\r\n\r\nGood morning";
    private readonly ExportFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("../escape.eml", "climbs out")]
    [InlineData("a/../../escape.eml", "climbs out")]
    [InlineData("/etc/escape.eml", "absolute")]
    [InlineData("C:/escape.eml", "absolute")]
    [InlineData("..\\escape.eml", "backslash")]
    [InlineData("inner.zip", "archive inside the archive")]
    public async Task An_entry_that_means_harm_is_named_and_the_rest_comes_in(string name, string reason)
    {
        var items = await fixture.ReadAsync(fixture.Zip("hostile.zip", (name, Mail), ("fine.eml", Mail)));

        var problem = items.Lost().ShouldHaveSingleItem();
        problem.Where.ShouldContain("escape.eml".StartsWith(name, StringComparison.Ordinal) ? name : Path.GetFileName(name.Replace('\\', '/')));
        problem.Reason.ShouldContain(reason);
        items.Messages().ShouldHaveSingleItem().Text.ShouldBe("Good morning");
    }

    [Fact]
    public async Task The_second_of_two_entries_with_one_name_is_left_out()
    {
        var items = await fixture.ReadAsync(fixture.Zip("twice.zip", ("a.eml", Mail), ("A.eml", Mail)));

        items.Messages().Count.ShouldBe(1);
        items.Lost().ShouldHaveSingleItem().Reason.ShouldContain("same name");
    }

    [Fact]
    public async Task A_link_is_left_out()
    {
        using (var zip = ZipFile.Open(fixture.Place("link.zip"), ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry("shadow.eml");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var stream = entry.Open();
            stream.Write("/etc/shadow"u8);
        }
        var items = await fixture.ReadAsync(fixture.Place("link.zip"));

        items.Lost()[0].Reason.ShouldContain("link");
        items.Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_locked_entry_says_what_to_do()
    {
        var path = fixture.Zip("locked.zip", ("secret.eml", Mail));
        var bytes = File.ReadAllBytes(path);
        var central = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(central + 8), (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(central + 8)) | 1));
        File.WriteAllBytes(path, bytes);

        (await fixture.ReadAsync(path)).Lost()[0].Reason.ShouldContain("password");
    }

    [Fact]
    public async Task A_zip_bomb_is_stopped_while_it_swells_and_what_stands_beside_it_comes_in()
    {
        using (var zip = ZipFile.Open(fixture.Place("bomb.zip"), ZipArchiveMode.Create))
        {
            using (var stream = zip.CreateEntry("bomb.mbox", CompressionLevel.SmallestSize).Open())
            {
                stream.Write("From - Mon Jan  1 10:00:00 2024\nSubject: x\n\n"u8);
                var zeros = new byte[1 << 20];
                for (var i = 0; i < 200; i++)
                    stream.Write(zeros);
            }
            using var fine = zip.CreateEntry("fine.eml").Open();
            fine.Write(Encoding.ASCII.GetBytes(Mail));
        }
        var items = await fixture.ReadAsync(fixture.Place("bomb.zip"));

        items.Lost().ShouldHaveSingleItem().Reason.ShouldContain("zip bomb");
        items[^1].BytesRead.ShouldBeLessThan(20 << 20);
        items.Messages().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Sizes_are_counted_while_reading_and_not_believed()
    {
        fixture.Options = new ReadOptions { Limits = new ExportLimits { EntryBytes = 1_000, TotalBytes = 2_500 } };
        var words = Mail + string.Concat(Enumerable.Range(0, 400).Select(i => i.ToString("D5", null)));
        var items = await fixture.ReadAsync(fixture.Zip("big.zip", ("a.eml", words), ("b.eml", Mail), ("c.eml", words), ("d.eml", Mail)));

        items.Lost()[0].Where.ShouldContain("a.eml");
        items.Lost()[^1].Reason.ShouldContain("what follows");
        items.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public void Too_many_entries_are_refused_before_they_are_listed()
    {
        var path = fixture.Zip("many.zip", [.. Enumerable.Range(0, 50).Select(i => ($"{i}.eml", Mail))]);

        var refused = Should.Throw<ExportRefusedException>(() => ExportSource.Open(path, null, new ExportLimits { Entries = 49 }));
        refused.Message.ShouldContain("many.zip holds more than 49 files");
        ExportSource.Open(path, null, new ExportLimits { Entries = 50 }).Files.Count.ShouldBe(50);
    }

    [Fact]
    public void A_zip_cut_short_is_refused_by_name()
    {
        var bytes = File.ReadAllBytes(fixture.Zip("whole.zip", ("a.eml", Mail)));
        var path = fixture.Write("cut.zip", bytes[..^10]);

        Should.Throw<ExportRefusedException>(() => ExportSource.Open(path)).Message.ShouldContain("cut.zip is not a whole zip file");
    }

    [Fact]
    public async Task A_damaged_entry_ends_that_file_only()
    {
        var path = fixture.Zip("damaged.zip", ("a.eml", Mail + new string('x', 500)), ("b.eml", Mail));
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(36, 20).Fill(0xFF);
        File.WriteAllBytes(path, bytes);
        var items = await fixture.ReadAsync(path);

        items.Lost().ShouldHaveSingleItem().Where.ShouldContain("a.eml");
        items.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public void A_name_is_shown_without_characters_that_deceive() =>
        SafeName.Show("photo\u202Egpj.exe\u200B\0").ShouldBe("photo\uFFFDgpj.exe\uFFFD\uFFFD");

    [Fact]
    public async Task A_link_in_a_folder_is_not_followed()
    {
        fixture.Write("outside/secret.eml", Mail);
        fixture.Write("folder/fine.eml", Mail);
        File.CreateSymbolicLink(fixture.Place("folder/link.eml"), fixture.Place("outside/secret.eml"));
        Directory.CreateSymbolicLink(fixture.Place("folder/more"), fixture.Place("outside"));

        (await fixture.ReadAsync(fixture.Place("folder"))).Messages().Count.ShouldBe(1);
    }
}
