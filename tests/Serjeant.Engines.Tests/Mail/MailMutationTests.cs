using System.Diagnostics;
using System.Text;
using Shouldly;

namespace Serjeant.Engines.Tests.Mail;

public sealed class MailMutationTests
{
    private const int Seed = 20261128;
    private const int Few = 400;
    private const int Many = 10_000;

    [Fact]
    public void Mutated_mail_is_judged_or_refused_within_two_seconds_and_the_same_every_time()
    {
        var seeds = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "mail", "genuine-modern"), "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            .Concat(ShippedMail.Rules.Rules.SelectMany(r => r.Match).Where(ShippedMail.IsMail).Select(Encoding.UTF8.GetBytes)).ToArray();
        var random = new Random(Seed);
        var count = Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1" ? Many : Few;
        for (var i = 0; i < count; i++)
        {
            var mail = Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            var clock = Stopwatch.StartNew();
            var first = Score(mail);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2), $"mutation {i}");
            if (i % 20 == 0) Score(mail).ShouldBe(first, $"mutation {i}");
        }
    }

    private static double? Score(byte[] mail)
    {
        try
        {
            return ShippedMail.Judge.Judge(mail, ShippedMail.Office).Score;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Mutate(byte[] mail, byte[] other, Random random)
    {
        var bytes = mail.ToList();
        for (var changes = random.Next(1, 12); changes > 0 && bytes.Count > 10; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(200, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.InsertRange(at, other.AsSpan(random.Next(other.Length / 2)).ToArray().Take(length)); break;
                case 4: bytes.InsertRange(at, Enumerable.Repeat("\n=<>\"&;:?(\0\xff"u8[random.Next(11)], length)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
}
