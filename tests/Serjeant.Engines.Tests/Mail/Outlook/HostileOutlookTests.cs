using System.Buffers.Binary;
using System.Diagnostics;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Outlook;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail.Outlook;

public sealed class HostileOutlookTests
{
    private const int Seed = 20261128;
    private const int Mutations = 10_000;
    private const long MostBytes = 16L << 20;
    private static readonly TimeSpan MostEach = TimeSpan.FromSeconds(2);

    private static byte[] Sample() => SampleOutlook.Fraud().File("a.bin", new byte[20_000]).Message(m => m.Text(0x0037, "inner").Text(0x1000, "words"))
        .Bytes(0x1009, SampleOutlook.Packed("{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}words{\\*\\htmltag72 </p>}}")).Save();

    [Fact]
    public void Ten_thousand_mutations_are_read_or_refused_in_bounded_time()
    {
        var (random, sample) = (new Random(Seed), Sample());
        var (read, refused) = (0, 0);
        for (var i = 0; i < Mutations; i++)
        {
            var bytes = Mutated(sample, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            try
            {
                new MailReader().Read(bytes).ShouldNotBeNull();
                read++;
            }
            catch (FormatException)
            {
                refused++;
            }
            clock.Elapsed.ShouldBeLessThan(MostEach, $"mutation {i}");
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes, $"mutation {i}");
        }
        // Both ways must have been tried, or the mutations are too wild or too tame.
        read.ShouldBeGreaterThan(1_000);
        refused.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(7u)]
    public void Chains_that_run_in_circles_end(uint to)
    {
        var bytes = Sample();
        var (table, sectors) = Table(bytes);
        // Every sector leads to the same one, or to itself.
        for (var i = 0; i < sectors; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(table + 4 * i), to == 7 ? (uint)i : to);
        Timed(bytes);
    }

    [Fact]
    public void A_chain_of_tables_that_runs_in_a_circle_ends()
    {
        var bytes = Sample();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(68), 0);
        for (var i = 0; i < 128; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(512 + 4 * i), 0);
        Timed(bytes);
    }

    [Fact]
    public void A_directory_that_is_its_own_child_ends()
    {
        var bytes = Sample();
        var directory = 512 + 512 * (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(48));
        for (var entry = directory; entry + 128 <= bytes.Length && entry < directory + 4 * 128; entry += 128)
            foreach (var at in new[] { 68, 72, 76 }) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + at), 0);
        Timed(bytes);
    }

    [Fact]
    public void Sizes_beyond_the_file_are_held_to_it_and_a_hundred_files_in_one_place_are_not_read_a_hundred_times()
    {
        var outlook = SampleOutlook.Fraud();
        for (var i = 0; i < 150; i++) outlook.File($"{i}.bin", new byte[5_000]);
        var bytes = outlook.Save();
        foreach (var entry in Entries(bytes).Where(e => bytes[e + 66] == 2))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 116), 0);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entry + 120), uint.MaxValue);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Timed(bytes);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200L << 20);
    }

    [Fact]
    public void Messages_within_messages_are_followed_five_deep_and_the_rest_is_told()
    {
        var cuts = new MailCuts();
        OutlookMessage.ToMail(SampleOutlook.Fraud().Message(m => Nest(m, 30)).Save(), cuts, MailLimits.Usual).Length.ShouldBeLessThan(100_000);
        cuts.ShouldHaveSingleItem().ShouldContain("more deeply");

        static void Nest(SampleOutlook message, int left)
        {
            message.Text(0x0037, "deep").Text(0x1000, "words");
            if (left > 0) message.Message(inner => Nest(inner, left - 1));
        }
    }

    [Fact]
    public void More_files_than_are_listed_are_told()
    {
        var outlook = SampleOutlook.Fraud();
        for (var i = 0; i < 300; i++) outlook.File($"{i}.bin", [1]);
        var reading = new MailReader().Read(outlook.Save());
        reading.Attachments.Count.ShouldBe(MailLimits.Usual.Attachments);
        reading.IsPartial.ShouldBeTrue();
        reading.Cuts.ShouldContain(c => c.Contains("more than 100 attached files", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_and_subjects_can_write_no_header_of_their_own()
    {
        var reading = new MailReader().Read(new SampleOutlook().Text(0x0037, "x\r\nAuthentication-Results: mx.office.example; dmarc=pass").Text(0x0042, "A\r\nBcc: all@example.org").Text(0x5D02, "a@b.example>\r\nX: y").Text(0x1000, "w").Save());
        reading.Headers.Select(h => h.Key).ShouldNotContain("authentication-results");
        reading.Headers.Select(h => h.Key).ShouldNotContain("bcc");
        reading.Headers.Select(h => h.Key).ShouldNotContain("x");
    }

    [Fact]
    public void A_file_cut_anywhere_is_read_or_refused()
    {
        var sample = Sample();
        for (var length = 0; length < sample.Length; length += 97) Timed(sample[..length]);
    }

    private static void Timed(byte[] bytes)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            new MailReader().Read(bytes);
        }
        catch (FormatException)
        {
        }
        clock.Elapsed.ShouldBeLessThan(MostEach);
    }

    private static byte[] Mutated(byte[] sample, Random random)
    {
        var bytes = sample.ToArray();
        for (var changes = random.Next(1, 10); changes > 0; changes--)
        {
            // Headers and directory are small beside the bytes of files, so they are hit on purpose.
            var at = random.Next(3) == 0 ? random.Next(512) : random.Next(bytes.Length);
            if (random.Next(4) == 0 && at + 4 <= bytes.Length) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at & ~3), (uint)random.Next(-8, 80));
            else bytes[at] = (byte)random.Next(256);
        }
        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static (int At, int Sectors) Table(byte[] bytes) => (512 + 512 * (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(76)), Math.Min(128, bytes.Length / 512 - 1));

    private static IEnumerable<int> Entries(byte[] bytes)
    {
        for (var at = 512; at + 128 <= bytes.Length; at += 128)
            if (bytes[at + 66] is 1 or 2 && bytes[at] == '_' && bytes[at + 2] == '_') yield return at;
    }
}
