using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Serjeant.Outside.TimeStamps;
using Shouldly;

namespace Serjeant.Desk.Tests.Outside.TimeStamps;

public sealed class TimeStampReaderTests : IDisposable
{
    private static readonly byte[] Hash = SHA256.HashData("manifest"u8);
    private readonly AuthorityFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("good")]
    [InlineData("rootless")]
    public void It_leads_to_its_own_root_and_to_no_other(string section)
    {
        var token = files.Stamp(Hash, section);
        using var other = new AuthorityFiles("Another root");

        TimeStampReader.Read(token, Hash, Roots(files.Root)).Root.ShouldBe("Test root");
        Should.Throw<TimeStampException>(() => TimeStampReader.Read(token, Hash, Roots(other.Root))).Message.ShouldContain("does not lead to the root that you trust, but to Test root");
    }

    [Fact]
    public void A_root_of_the_same_name_with_another_key_is_not_trusted()
    {
        using var other = new AuthorityFiles();
        foreach (var section in new[] { "good", "rootless" })
            Should.Throw<TimeStampException>(() => TimeStampReader.Read(files.Stamp(Hash, section), Hash, Roots(other.Root)));
    }

    [Fact]
    public void The_chain_goes_from_the_signer_to_the_root_as_pem()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(TimeStampReader.Read(files.Stamp(Hash), Hash).ChainPem);
        chain.Select(c => c.GetNameInfo(X509NameType.SimpleName, false)).ShouldBe(["Test time-stamps", "Test root"]);
    }

    /// <summary>
    /// The signature covers what the token says and names the certificate; what lies round it (the status, version numbers, which the
    /// standard leaves unsigned) may change without a word changing. So every flip must be refused, or change nothing that is read.
    /// </summary>
    [Fact]
    public void No_flipped_byte_changes_what_it_says()
    {
        var token = files.Stamp(Hash);
        var said = TimeStampReader.Read(token, Hash);
        var unnoticed = 0;
        for (var at = 0; at < token.Length; at++)
        {
            foreach (var bit in new[] { 1, 0x80 })
            {
                var changed = (byte[])token.Clone();
                changed[at] ^= (byte)bit;
                try
                {
                    var now = TimeStampReader.Read(changed, Hash);
                    (now.At, now.Authority, now.Serial, now.Policy, now.Accuracy).ShouldBe((said.At, said.Authority, said.Serial, said.Policy, said.Accuracy));
                    unnoticed++;
                }
                catch (TimeStampException)
                {
                    // Refused.
                }
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{unnoticed} of {token.Length * 2} flips change nothing that is signed");
        unnoticed.ShouldBeLessThan(token.Length / 20);
    }

    [Fact]
    public void What_is_cut_added_or_made_up_is_refused_in_words()
    {
        var token = files.Stamp(Hash);
        for (var length = 0; length < token.Length; length += 7)
            Should.Throw<TimeStampException>(() => TimeStampReader.Read(token.AsMemory(0, length), Hash));
        Should.Throw<TimeStampException>(() => TimeStampReader.Read(new byte[] { 0 }.Concat(token).ToArray(), Hash));
        Should.Throw<TimeStampException>(() => TimeStampReader.Read(token.Append((byte)0).ToArray(), Hash));
        Should.Throw<TimeStampException>(() => TimeStampReader.Read(new byte[TimeStampReader.MaxBytes + 1], Hash));
        var random = new Random(26);
        for (var i = 0; i < 500; i++)
        {
            var noise = new byte[random.Next(1, 400)];
            random.NextBytes(noise);
            noise[0] = 0x30;
            Should.Throw<TimeStampException>(() => TimeStampReader.Read(noise, Hash));
        }
    }

    [Fact]
    public void A_file_that_differs_is_told()
    {
        var other = SHA256.HashData("another"u8);
        Should.Throw<TimeStampException>(() => TimeStampReader.Read(files.Stamp(Hash), other)).Message.ShouldContain("something else");
    }

    private static X509Certificate2Collection Roots(string path)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots;
    }
}
